import type { Case, Cell } from "../domain/case.js";
import { contradict, isLiteral, type Fact } from "../domain/fact.js";
import { parsePath, type Path } from "../domain/path.js";
import { literalsOf } from "../domain/value.js";
import type { Literal } from "../ir/operation.js";
import { isModuleCode } from "../ir/module-code.js";
import type { SolvedInstance } from "../summarize/instance.js";
import type { EntryContext } from "./entry-contexts.js";
import { statePoints, type StatePoint } from "./event-points.js";
import { isKnownPlace } from "./lock-identity.js";
import { ask, question, type SettledProgram } from "./settled-program.js";

/** What a place says where it holds this: that a lock is held. */
interface Flag {
  readonly told: Fact;
  readonly lock: string;
}

/** Runs by itself: when it begins, nothing else of its worker is under way. */
export const isRunAlone = ({ via }: EntryContext): boolean =>
  via === undefined || (via.edge.kind !== "direct" && via.edge.kind !== "callback");

const maySay = ({ told }: Flag, { path, value }: Cell): boolean => {
  const literals: readonly Literal[] | undefined = literalsOf(value);
  return literals?.every((one) => contradict(told, isLiteral(path, one))) !== true;
};

/** The same field of an object of which it is not known whether it is this one. */
const isOfAnyObject = ({ told: { path } }: Flag, other: Path): boolean =>
  path.keys.length > 0 && path.keys.at(-1) === other.keys.at(-1) && !isKnownPlace(other);

const isStillHeld = ({ locks }: Case, lock: string): boolean => (locks.get(lock)?.balance ?? 0) >= 0;

const isHeld = ({ locks }: Case, lock: string): boolean => {
  const held = locks.get(lock);
  return held !== undefined && held.balance > 0 && !held.maybe;
};

/** Where it says that the lock is held, it is; if it was so at first. */
const isTrueIn = (flag: Flag, { context, state }: StatePoint): boolean => {
  const { path } = flag.told;
  const others = state.memory.values().filter((cell) => isOfAnyObject(flag, cell.path) && maySay(flag, cell));
  if (others.length > 0 && ![...state.locks.values()].some(({ balance }) => balance > 0)) return false;
  const cell = state.memory.get(path.text);
  if (cell) return !maySay(flag, cell) || isHeld(state, flag.lock);
  const told = state.facts.get(path.text);
  return isModuleCode(context.instance.unit)
    ? contradict(flag.told, isLiteral(path, undefined))
    : isStillHeld(state, flag.lock) || (told !== undefined && contradict(flag.told, told));
};

/** Where others of the same worker may run: between two runs, and at an `await` or a `yield`. */
const between = (program: SettledProgram, instance: SolvedInstance): StatePoint[] => {
  const { nodes, exit, throwExit } = instance.unit.graph;
  return nodes.flatMap((node) => {
    const isEnd = node.id === exit || node.id === throwExit;
    if (!isEnd && node.operation.kind !== "suspend") return [];
    return statePoints(program, instance, node).filter(({ context }) => !isEnd || isRunAlone(context));
  });
};

const flagKey = ({ path, truthy, equals }: Fact, lock: Path): string =>
  JSON.stringify([path.text, truthy, equals?.value, lock.text]);

const flagOf = (key: string): Flag => {
  const [text, truthy, value, lock] = JSON.parse(key) as [string, boolean | null, Literal, string];
  const equals = value === null ? undefined : { value };
  return { told: { path: parsePath(text), truthy: truthy ?? undefined, equals, differs: [], relations: [] }, lock };
};

const SAYS_HELD = question<boolean>("flag-of-lock: says that it is held", {
  answer: (whole, key) =>
    whole.instances.every((instance) => between(whole, instance).every((point) => isTrueIn(flagOf(key), point))),
  byObject: false,
});

/**
 * Something that a run finds where it begins, and that branches have asked, says that the lock is held: no run leaves it so without
 * the lock. `let isHeld = false; … if (isHeld) give();`
 */
export const isSaidToBeHeld = (program: SettledProgram, { facts }: Case, lock: Path): boolean =>
  facts
    .values()
    .some((fact) => isKnownPlace(fact.path) && isKnownPlace(lock) && ask(program, SAYS_HELD, flagKey(fact, lock)));
