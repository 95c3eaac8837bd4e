import type { Case } from "../domain/case.js";
import type { GraphNode } from "../ir/graph.js";
import type { CallOperation } from "../ir/operation.js";
import type { CallEvent } from "../solve/call-event.js";
import { changedLevel } from "../solve/context.js";
import { giveLock } from "../solve/lock-steps.js";
import { settle } from "../solve/settle.js";
import { transfer } from "../solve/transfer.js";
import type { SolvedInstance } from "../summarize/instance.js";
import { canOccur } from "./can-occur.js";
import { entryContexts, type EntryContext } from "./entry-contexts.js";
import { everywhere } from "./parts.js";
import { casesAt, type SettledProgram } from "./settled-program.js";

/** A case before a node, in a function that is entered in one way: what a rule about locks looks at. */
export interface StatePoint {
  readonly context: EntryContext;
  readonly node: GraphNode;
  readonly state: Case;
}

/** One thing that a call does to level or locks, in one case and one way of being entered. */
export interface EventPoint extends StatePoint {
  readonly operation: CallOperation;
  readonly event: CallEvent;
  /** The case afterwards, mistakes mended. */
  readonly after: Case;
  /** The call threw: whether its acquires and releases fit is asked in the callee, which nobody goes on from. */
  readonly throws: boolean;
}

/** Every case before a node, for every way of being entered in which it can occur. */
export const statePoints = (program: SettledProgram, instance: SolvedInstance, node: GraphNode): StatePoint[] =>
  casesAt(program, instance, node).flatMap((state) =>
    entryContexts(program, instance)
      .filter((context) => canOccur(program, context, state))
      .map((context) => ({ context, node, state })),
  );

/** The case after an event, as far as it decides on later ones of its kind. */
const afterEvent = (state: Case, event: CallEvent, { span, text }: CallOperation): Case => {
  if (event.kind === "lower") {
    const lowered = changedLevel(state, event.to, { kind: "lower", span, text, inner: undefined });
    return settle(state, lowered, [event]);
  }
  return event.kind === "release" && !event.maybe
    ? giveLock(state, { path: event.lock, family: event.family, form: event.form, handle: event.handle, span })
    : state;
};

/** The case before an event, which the same call may have made others of before: a helper that gives back one lock by two names. */
const beforeEvent = (state: Case, events: readonly CallEvent[], index: number, operation: CallOperation): Case =>
  events
    .slice(0, index)
    .filter(({ kind }) => kind === events[index]?.kind)
    .reduce((now, event) => afterEvent(now, event, operation), state);

const pointsAt = (program: SettledProgram, instance: SolvedInstance, node: GraphNode): EventPoint[] => {
  const { operation } = node;
  if (operation.kind !== "call") return [];
  return casesAt(program, instance, node).flatMap((state) => {
    const outcomes = transfer(instance.context, node, state).filter(({ events = [] }) => events.length > 0);
    if (outcomes.length === 0) return [];
    const contexts = entryContexts(program, instance).filter((context) => canOccur(program, context, state));
    return outcomes.flatMap(({ edge, state: after, events = [] }) =>
      // A callee may do so at other levels only than those at which this function is entered.
      contexts
        .filter((context) => canOccur(program, context, after))
        .flatMap((context) =>
          events.map((event, index) => ({
            context,
            node,
            operation,
            state: beforeEvent(state, events, index, operation),
            event,
            after,
            throws: edge === "throw",
          })),
        ),
    );
  });
};

/** Everything that calls do to level and locks, at settled points. */
export const eventPoints = everywhere("event points", (part) =>
  part.instances.flatMap((instance) => instance.unit.graph.nodes.flatMap((node) => pointsAt(part, instance, node))),
);
