import { canOccur } from "../analyzer/check/can-occur.js";
import { isCounted } from "../analyzer/check/counted-locks.js";
import { entryContexts } from "../analyzer/check/entry-contexts.js";
import { eventPoints } from "../analyzer/check/event-points.js";
import { isGivenBackElsewhere } from "../analyzer/check/given-back-elsewhere.js";
import { leftByCall } from "../analyzer/check/left-by-calls.js";
import { everywhere } from "../analyzer/check/parts.js";
import { casesAt, entryOf, type SettledProgram } from "../analyzer/check/settled-program.js";
import type { Case } from "../analyzer/domain/case.js";
import type { Held } from "../analyzer/domain/held.js";
import { isVague } from "../analyzer/domain/path.js";
import { callsAt } from "../analyzer/ir/calls-at.js";
import type { Operation } from "../analyzer/ir/operation.js";
import { sameSpan, type Span } from "../analyzer/ir/span.js";
import type { SolvedInstance } from "../analyzer/summarize/instance.js";
import { isGathered } from "./gathered-locks.js";
import { isGivenByOtherName } from "./given-as-other.js";
import { leakWays, type WayOut } from "./leak-ways.js";
import { isHandedOver, mayBePromised, takenLocks } from "./lock-leaks.js";

/** A lock that a function takes, and still holds on some way out, without leaving it to its callers. */
export interface LeakedLock {
  readonly instance: SolvedInstance;
  readonly held: Held;
  /** The acquire. */
  readonly span: Span;
  readonly ways: readonly WayOut[];
  readonly certain: boolean;
  /** Something that is not known may decide whether it is held at all. */
  readonly isOpen: boolean;
}

/** Some way in which the function is entered leads to it. */
const isEntered = (program: SettledProgram, instance: SolvedInstance, state: Case): boolean =>
  entryContexts(program, instance).some((context) => canOccur(program, context, state));

const exitCases = (program: SettledProgram, instance: SolvedInstance): Case[] => {
  const { graph } = instance.unit;
  return [graph.exit, graph.throwExit].flatMap((id) => {
    const node = graph.nodes[id];
    return node ? casesAt(program, instance, node).filter((state) => isEntered(program, instance, state)) : [];
  });
};

/** Whether it may be given back where that is not seen, or be left as a tag says, for all that is known. */
const mayBeUndone = (program: SettledProgram, instance: SolvedInstance, exits: readonly Case[], held: Held): boolean =>
  mayBePromised(program, instance, held) ||
  isCounted(program, held.path) ||
  isGivenBackElsewhere(program, instance, held.path) ||
  isGivenByOtherName(program, instance, exits, held);

/** Every way that has taken the lock ends with it held. */
const isCertain = (exits: readonly Case[], held: Held): boolean =>
  !isVague(held.path) &&
  exits.every((state) => {
    const own = state.locks.get(held.path.text);
    return own && own.balance > 0 ? !own.maybe : !state.free.has(held.path.text);
  });

/**
 * Of several places that joined ways come from, only those count that are reached at the levels of the entry, and that do not only
 * give the lock back.
 */
const reachedSpans = (program: SettledProgram, instance: SolvedInstance, { spans, path }: Held): readonly Span[] => {
  if (spans.length === 1) return spans;
  const callsThat = (kind: "acquire" | "release"): ReadonlySet<Operation> =>
    new Set(
      eventPoints(program).flatMap(({ context, operation, event }) =>
        context.instance === instance && event.kind === kind && event.lock.text === path.text ? [operation] : [],
      ),
    );
  const [takes, gives] = [callsThat("acquire"), callsThat("release")];
  const isReached = (span: Span): boolean =>
    callsAt(instance.unit.graph, [span]).some(
      (node) =>
        casesAt(program, instance, node).length > 0 && !(gives.has(node.operation) && !takes.has(node.operation)),
    );
  return spans.filter(isReached);
};

const leaksOf = (program: SettledProgram, instance: SolvedInstance): LeakedLock[] => {
  const exits = exitCases(program, instance);
  const locks = new Map<string, Held>();
  for (const held of exits.flatMap(takenLocks)) {
    const other = locks.get(held.path.text);
    locks.set(held.path.text, other ? { ...held, spans: [...other.spans, ...held.spans] } : held);
  }
  return [...locks.values()].flatMap((held) => {
    const lock = held.path.text;
    if (isHandedOver(program, instance, lock) || isGathered(instance, held)) return [];
    const isOpen = mayBeUndone(program, instance, exits, held);
    const certain = !isOpen && isCertain(exits, held);
    return reachedSpans(program, instance, held).map((span) => {
      const isLeft = (state: Case): boolean =>
        takenLocks(state).some(({ path, spans }) => path.text === lock && spans.some((one) => sameSpan(one, span)));
      return { instance, held, span, ways: leakWays(program, instance, span, isLeft), certain, isOpen };
    });
  });
};

/** A helper that gives back what it takes by a callback, on some ways only: nobody is told which. */
const leftByCallsOf = (program: SettledProgram, callee: SolvedInstance): LeakedLock[] =>
  entryOf(program, callee).calls.flatMap((edge) => {
    const { caller: instance, state } = edge;
    const held = leftByCall(edge);
    return held.length > 0 && isEntered(program, instance, state)
      ? held.map((one) => ({ instance, held: one, span: one.span, ways: [], certain: false, isOpen: false }))
      : [];
  });

const leaks = everywhere("leaked-locks: leaks", (part) =>
  part.instances.flatMap((instance) => leaksOf(part, instance)),
);

const leftByCalls = everywhere("leaked-locks: left by calls", (part) =>
  part.instances.flatMap((callee) => leftByCallsOf(part, callee)),
);

/** All of them, whether or not something else is said of the acquire. */
export const leakedLocks = (program: SettledProgram): readonly LeakedLock[] => [
  ...leaks(program),
  ...leftByCalls(program),
];
