import { heldAs } from "../analyzer/check/held-as.js";
import type { StatePoint } from "../analyzer/check/event-points.js";
import { ask, inWhole, question, type SettledProgram } from "../analyzer/check/settled-program.js";
import { isHeldHere, type Held } from "../analyzer/domain/held.js";
import type { Path } from "../analyzer/domain/path.js";
import type { SolvedInstance } from "../analyzer/summarize/instance.js";
import { waysOut } from "../analyzer/summarize/summary-of-solution.js";
import { leakedLocks } from "./leaked-locks.js";
import { leavesToCallers } from "./lock-leaks.js";
import { lockAtCall, locksToldInside, placesTold } from "./said-in-callee.js";

/** Where functions take what they leave by mistake, whoever calls them. */
const leftByMistake = (program: SettledProgram): ReadonlySet<string> =>
  placesTold(leakedLocks(program).filter(({ instance, held }) => !leavesToCallers(program, instance, held.path.text)));

const mistakes = inWhole(leftByMistake);

/** What is still held on some way out. Whoever gives it back on all of them means to have it. */
const leftHeld = ({ unit, solution }: SolvedInstance): ReadonlySet<string> =>
  new Set(
    waysOut(unit, solution).flatMap(({ state }) =>
      [...state.locks.values()].flatMap(({ balance, path, spans }) =>
        balance > 0 ? spans.map((span) => lockAtCall(span, path.text)) : [],
      ),
    ),
  );

const NONE: readonly string[] = [];

const toldInside = (whole: SettledProgram, key: string): readonly string[] => {
  const told = mistakes(whole);
  const instance = whole.summaries.instances.get(key);
  if (!instance || told.size === 0) return NONE;
  const left = leftHeld(instance);
  return left.size === 0 ? NONE : locksToldInside(whole, told, instance).filter((lock) => left.has(lock));
};

const known = inWhole(() => new Map<string, readonly string[]>());

const LEFT_BY_MISTAKE = question<readonly string[]>("mended-holds: left by mistake", {
  answer: (whole, key) => {
    const found = known(whole).get(key) ?? toldInside(whole, key);
    known(whole).set(key, found);
    return found;
  },
  byObject: false,
});

interface Holder {
  readonly key: string;
  readonly held: Held;
}

type Way = Pick<StatePoint, "context" | "state">;

/** The function that has taken the lock, among those that run. */
const holderOf = (program: SettledProgram, { context, state }: Way, lock: Path): Holder | undefined => {
  const held = heldAs(program, { context, state }, lock).find(isHeldHere);
  if (held) return { key: context.instance.key, held };
  const { via, isMerged } = context;
  return via && !isMerged ? holderOf(program, { context: via.context, state: via.edge.state }, lock) : undefined;
};

/**
 * Whether a lock is held only because of calls that leave it by mistake: the functions that they run are told of that, and
 * their callers go on as if it had not been taken.
 * @param lock by its name outside of the functions
 */
export const isMendedHold = (program: SettledProgram, way: Way, lock: Path): boolean => {
  const holder = holderOf(program, way, lock);
  if (!holder) return false;
  const { path, spans } = holder.held;
  const left = ask(program, LEFT_BY_MISTAKE, holder.key);
  return spans.every((span) => left.includes(lockAtCall(span, path.text)));
};
