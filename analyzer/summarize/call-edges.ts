import { isFeasible, levelsIn, type Case } from "../domain/case.js";
import { levelSet } from "../domain/level.js";
import { ANY_LEVEL, exactly, PASSIVE_LEVEL, type LevelSet } from "../domain/level-set.js";
import type { Captured, Value } from "../domain/value.js";
import type { Path } from "../domain/path.js";
import type { FunctionUnit, GraphNode } from "../ir/graph.js";
import { callback, resolveCall, type Invocation } from "../solve/invocations.js";
import { asksBody } from "../solve/iterators.js";
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

/**
 * Levels at which the callee is entered over this edge, where the caller is entered at `entry`. What counts as known since
 * something was reported may be any.
 */
export const levelsOver = (edge: CallEdge, entry: LevelSet): LevelSet => {
  if (!isFeasible(edge.state, entry)) return 0;
  if (edge.kind === "later") return exactly(PASSIVE_LEVEL);
  if (edge.kind === "escapes") return edge.at ?? ANY_LEVEL;
  if (edge.at !== undefined) return edge.at;
  return edge.state.supposed ? ANY_LEVEL : levelsIn(edge.state, edge.state.level, entry);
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
  const runsBody = node.operation.kind === "call" && asksBody(node.operation);
  if (callee.unit.isGenerator && !runsBody && kind === "direct") return [];
  return [{ caller, callee, node, state, kind, args, receiver, captured, at, role }];
};

/** From where module code keeps a function that it has made of others, which whoever finds it there may call. */
export const isKept = ({ kind, node }: CallEdge): boolean => kind === "escapes" && node.operation.kind !== "call";

const storeOf = ({ graph }: FunctionUnit, { root }: Path): GraphNode | undefined =>
  graph.nodes.findLast(({ operation }) => operation.kind === "store" && `var:${operation.variable}` === root) ??
  graph.nodes[graph.exit];

/** Who finds a function there runs it at any level, or as the role with which the variable is declared. */
const keptAs = ({ context }: SolvedInstance, { operation }: GraphNode, value: Value): Invocation[] => {
  const roles = operation.kind === "store" ? (operation.roles ?? []) : [];
  if (roles.length === 0) return callback("escapes", value);
  return roles.flatMap((role) => [
    ...callback("role", value, undefined, role),
    ...callback("escapes", value, context.program.roles.get(role)?.entry),
  ]);
};

/** What module code has made of functions is known by what it captured: `export const tick = atDispatch(count)`. */
const keptEdges = (caller: SolvedInstance, summaries: Summaries): CallEdge[] => {
  const { unit, solution } = caller;
  if (unit.kind !== "module") return [];
  return (solution.before[unit.graph.exit]?.cases ?? []).flatMap((state) =>
    [...state.memory.values()].flatMap(({ path, value }) => {
      const node = value.kind === "functions" && (value.captured?.size ?? 0) > 0 ? storeOf(unit, path) : undefined;
      return node
        ? keptAs(caller, node, value).flatMap((kept) => edgesOfInvocation(caller, node, state, kept, summaries))
        : [];
    }),
  );
};

/** All edges out of an instance, for any entry level. */
export const callEdges = (caller: SolvedInstance, summaries: Summaries): CallEdge[] => [
  ...calls(caller, summaries),
  ...keptEdges(caller, summaries),
];

const calls = (caller: SolvedInstance, summaries: Summaries): CallEdge[] =>
  caller.unit.graph.nodes.flatMap((node) => {
    const { operation } = node;
    if (operation.kind !== "call") return [];
    return (caller.solution.before[node.id]?.cases ?? []).flatMap((state) =>
      resolveCall(caller.context, state, operation).invocations.flatMap((invocation) =>
        edgesOfInvocation(caller, node, state, invocation, summaries),
      ),
    );
  });
