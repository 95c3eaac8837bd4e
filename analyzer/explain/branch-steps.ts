import type { Case, Trail } from "../domain/case.js";
import { propertyText } from "../domain/case.js";
import type { BecauseStep } from "../finding/finding.js";
import type { NodeId } from "../ir/graph.js";
import { reachable } from "../ir/reachable.js";
import type { SolvedInstance } from "../summarize/instance.js";

/** Whether level or locks differ somewhere between two nodes that follow each other in the graph. */
const changesState = (instance: SolvedInstance, id: NodeId): boolean => {
  const node = instance.unit.graph.nodes[id];
  if (node?.operation.kind !== "call") return false;
  const before = new Set((instance.solution.before[id]?.cases ?? []).map(propertyText));
  return node.edges.some((edge) =>
    (instance.solution.before[edge.to]?.cases ?? []).some((state) => !before.has(propertyText(state))),
  );
};

/** A branch matters where the arm that was not taken changes level or locks before the arms meet again. */
const matters = (instance: SolvedInstance, trail: Trail): boolean => {
  const { graph } = instance.unit;
  const edges = graph.nodes[trail.node]?.edges ?? [];
  const taken = edges.find((edge) => edge.when === (trail.taken ? "true" : "false"));
  const other = edges.find((edge) => edge.when === (trail.taken ? "false" : "true"));
  if (!taken || !other) return false;
  const shared = reachable(graph, taken.to, trail.node);
  return [...reachable(graph, other.to, trail.node)].some((id) => !shared.has(id) && changesState(instance, id));
};

const decisions = (trail: Trail | undefined): Trail[] => (trail ? [...decisions(trail.before), trail] : []);

/** The branches since the level became known without which the path would have gone by another level. */
export const branchSteps = (instance: SolvedInstance, state: Case): BecauseStep[] => {
  const steps = decisions(state.trail).filter((trail) => matters(instance, trail));
  const last = new Map(steps.map((trail) => [trail.node, trail]));
  return [...last.values()].map((trail) => ({
    kind: "branch",
    span: trail.span,
    message: trail.taken ? "the condition holds" : "the condition does not hold",
  }));
};
