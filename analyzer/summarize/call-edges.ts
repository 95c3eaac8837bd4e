import { isFeasible, levelsIn, type Case } from "../domain/case.js";
import { levelSet } from "../domain/level.js";
import { ANY_LEVEL, exactly, PASSIVE_LEVEL, type LevelSet } from "../domain/level-set.js";
import type { Captured, Value } from "../domain/value.js";
import type { GraphNode } from "../ir/graph.js";
import { resolveCall, type Invocation } from "../solve/invocations.js";
import type { SolvedInstance } from "./instance.js";
import type { Summaries } from "./summarize.js";

/** One way in which a solved function may run another one. */
export interface CallEdge {
  readonly caller: SolvedInstance;
  readonly callee: SolvedInstance;
  readonly node: GraphNode;
  /** The caller's case at the call. */
  readonly state: Case;
  readonly kind: Invocation["kind"];
  readonly args: readonly Value[];
  readonly receiver: Value | undefined;
  readonly captured: Captured | undefined;
  readonly at: LevelSet | undefined;
  readonly role: string | undefined;
}

/** Levels at which the callee is entered over this edge, where the caller is entered at `entry`. */
export const levelsOver = (edge: CallEdge, entry: LevelSet): LevelSet => {
  if (!isFeasible(edge.state, entry)) return 0;
  if (edge.kind === "later") return exactly(PASSIVE_LEVEL);
  if (edge.kind === "escapes") return ANY_LEVEL;
  return edge.at ?? levelsIn(edge.state, edge.state.level, entry);
};

const edgesOfInvocation = (
  caller: SolvedInstance,
  node: GraphNode,
  state: Case,
  invocation: Invocation,
  summaries: Summaries,
): CallEdge[] => {
  const { target, kind, args, receiver, captured, at, role } = invocation;
  if (target.kind !== "function") return [];
  const entered = at === undefined ? state : { ...state, level: levelSet(at) };
  const callee = summaries.instanceOf(target.id, invocation, entered);
  if (!callee) return [];
  const iterates = node.operation.kind === "call" && node.operation.iterates;
  if (callee.unit.isGenerator && !iterates && kind === "direct") return [];
  return [{ caller, callee, node, state, kind, args, receiver, captured, at, role }];
};

/** All edges out of an instance, for any entry level. */
export const callEdges = (caller: SolvedInstance, summaries: Summaries): CallEdge[] =>
  caller.unit.graph.nodes.flatMap((node) => {
    const { operation } = node;
    if (operation.kind !== "call") return [];
    return (caller.solution.before[node.id]?.cases ?? []).flatMap((state) =>
      resolveCall(caller.context, state, operation).invocations.flatMap((invocation) =>
        edgesOfInvocation(caller, node, state, invocation, summaries),
      ),
    );
  });
