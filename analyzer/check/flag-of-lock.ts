import type { Case, Cell } from "../domain/case.js";
import { contradict, isLiteral, type Fact } from "../domain/fact.js";
import { parsePath, type Path } from "../domain/path.js";
import { literalsOf } from "../domain/value.js";
import type { FunctionUnit } from "../ir/graph.js";
import type { Literal } from "../ir/operation.js";
import { isModuleCode } from "../ir/module-code.js";
import type { SolvedInstance } from "../summarize/instance.js";
import { canOccur } from "./can-occur.js";
import { entryContexts, type EntryContext } from "./entry-contexts.js";
import { isKnownPlace } from "./lock-identity.js";
import { ask, casesAt, question, type SettledProgram } from "./settled-program.js";

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

/** The variable of the module that is set nowhere yet holds nothing; that of another one is left as it was. */
const isOfModule = ({ root }: Path, unit: FunctionUnit): boolean =>
  isModuleCode(unit) && root.startsWith(`var:${unit.id}/`);

/** Where it says that the lock is held, it is; if it was so at first. */
const isTrueIn = (flag: Flag, unit: FunctionUnit, state: Case): boolean => {
  const { path } = flag.told;
  const others = state.memory.values().filter((cell) => isOfAnyObject(flag, cell.path) && maySay(flag, cell));
  if (others.length > 0 && ![...state.locks.values()].some(({ balance }) => balance > 0)) return false;
  const cell = state.memory.get(path.text);
  if (cell) return !maySay(flag, cell) || isHeld(state, flag.lock);
  const told = state.facts.get(path.text);
  return isOfModule(path, unit)
    ? contradict(flag.told, isLiteral(path, undefined))
    : isStillHeld(state, flag.lock) || (told !== undefined && contradict(flag.told, told));
};

/** It is true wherever others of the same worker may run: between two runs, and at an `await` or a `yield`. */
const isTrueBetween = (program: SettledProgram, flag: Flag, instance: SolvedInstance): boolean => {
  const { unit } = instance;
  const { nodes, exit, throwExit } = unit.graph;
  return nodes.every((node) => {
    const isEnd = node.id === exit || node.id === throwExit;
    if (!isEnd && node.operation.kind !== "suspend") return true;
    const occurs = (state: Case): boolean =>
      entryContexts(program, instance).some(
        (context) => (!isEnd || isRunAlone(context)) && canOccur(program, context, state),
      );
    return casesAt(program, instance, node).every((state) => isTrueIn(flag, unit, state) || !occurs(state));
  });
};

/** A literal as JSON keeps it: `undefined` is an empty list. */
type Kept = readonly Literal[];

interface Asked extends Pick<Fact, "relations"> {
  readonly path: string;
  readonly truthy?: boolean | undefined;
  readonly equals?: Kept | undefined;
  readonly differs: readonly Kept[];
  readonly lock: string;
}

const kept = (value: Literal): Kept => (value === undefined ? [] : [value]);

const flagKey = ({ path, truthy, equals, differs, relations }: Fact, lock: Path): string => {
  const told = { truthy, equals: equals && kept(equals.value), differs: differs.map(kept), relations };
  return JSON.stringify({ path: path.text, ...told, lock: lock.text } satisfies Asked);
};

const flagOf = (key: string): Flag => {
  const { path, truthy, equals, differs, relations, lock } = JSON.parse(key) as Asked;
  const told = { truthy, equals: equals && { value: equals[0] }, differs: differs.map(([value]) => value), relations };
  return { told: { path: parsePath(path), ...told }, lock };
};

const SAYS_HELD = question<boolean>("flag-of-lock: says that it is held", {
  answer: (whole, key) => {
    const flag = flagOf(key);
    return whole.instances.every((instance) => isTrueBetween(whole, flag, instance));
  },
  byObject: false,
});

/**
 * Something that a run finds where it begins, and that branches have asked, says that the lock is held: no run leaves it so without
 * the lock. `let isHeld = false; … if (isHeld) give();`
 */
export const isSaidToBeHeld = (program: SettledProgram, { facts }: Case, lock: Path): boolean =>
  isKnownPlace(lock) &&
  facts.values().some((fact) => isKnownPlace(fact.path) && ask(program, SAYS_HELD, flagKey(fact, lock)));
