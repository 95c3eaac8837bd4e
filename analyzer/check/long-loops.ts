import { components } from "../connect/components.js";
import type { Graph, GraphNode, NodeId } from "../ir/graph.js";
import type { Operation } from "../ir/operation.js";
import type { Span } from "../ir/span.js";
import type { SolvedInstance } from "../summarize/instance.js";
import { heldAt } from "./held-at.js";
import { casesAt, type SettledProgram } from "./settled-program.js";

/** A loop that nothing in it counts to an end, and the node where its rounds begin. */
export interface LongLoop {
  readonly instance: SolvedInstance;
  readonly head: GraphNode;
  /** Its first line: the keyword and the condition. */
  readonly span: Span;
}

const isTemporary = (register: string): boolean => register.startsWith("%");

/** What the loop's own steps change: local variables, and captured ones by the loads that read them. */
const changedIn = (loop: readonly GraphNode[]): Set<string> => {
  const stored = new Set(loop.flatMap(({ operation }) => (operation.kind === "store" ? [operation.variable] : [])));
  return new Set(
    loop.flatMap(({ operation }) => {
      if (operation.kind === "load") return stored.has(operation.variable) ? [operation.dst] : [];
      return "dst" in operation && !isTemporary(operation.dst) ? [operation.dst] : [];
    }),
  );
};

const isOrder = (operation: Operation): operation is Extract<Operation, { kind: "compare" }> =>
  operation.kind === "compare" && operation.operator !== "==" && operation.operator !== "!=";

/** Some way out of the loop is taken when its elements are over, or when a variable that it changes reaches a bound. */
const isCounted = (loop: readonly GraphNode[]): boolean => {
  const inside = new Set(loop.map(({ id }) => id));
  const changed = changedIn(loop);
  const counting = new Set(
    loop.flatMap(({ operation }) =>
      isOrder(operation) && (changed.has(operation.left) || changed.has(operation.right)) ? [operation.dst] : [],
    ),
  );
  return loop.some(({ operation, edges }) => {
    if (operation.kind !== "branch" || edges.every(({ to }) => inside.has(to))) return false;
    return operation.forEach === true || counting.has(operation.condition);
  });
};

const loopsOf = (graph: Graph): GraphNode[][] => {
  const successors = (id: NodeId): NodeId[] => (graph.nodes[id]?.edges ?? []).map(({ to }) => to);
  return components(
    graph.nodes.map(({ id }) => id),
    successors,
  )
    .filter(([first, ...others]) => others.length > 0 || (first !== undefined && successors(first).includes(first)))
    .map((ids) => ids.flatMap((id) => graph.nodes[id] ?? []));
};

const firstLine = (head: GraphNode, loop: readonly GraphNode[]): Span => {
  const { span } = head.operation;
  const condition = loop.find(({ operation }) => operation.kind === "branch")?.operation.span;
  return condition && condition.start > span.start && condition.end <= span.end
    ? { ...span, end: condition.end }
    : span;
};

/** A lock is held at every step of every round: a loop that gives it back in between lets others in. */
const isHeldThroughout = (program: SettledProgram, instance: SolvedInstance, loop: readonly GraphNode[]): boolean =>
  loop.every((node) =>
    casesAt(program, instance, node).every((state) =>
      heldAt(program, instance, state).some(({ locks }) => locks.length > 0),
    ),
  );

const found = (program: SettledProgram, instance: SolvedInstance, loop: readonly GraphNode[]): LongLoop[] => {
  const [head] = loop.filter(({ operation }) => operation.kind === "nop").sort((a, b) => a.id - b.id);
  if (!head || isCounted(loop) || !isHeldThroughout(program, instance, loop)) return [];
  return [{ instance, head, span: firstLine(head, loop) }];
};

/** Loops of which nothing shows how many rounds they take, run with a lock held from the first to the last. */
export const longLoops = (program: SettledProgram): LongLoop[] =>
  program.instances.flatMap((instance) =>
    loopsOf(instance.unit.graph).flatMap((loop) => found(program, instance, loop)),
  );
