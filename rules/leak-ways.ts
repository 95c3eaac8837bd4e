import { casesAt, type SettledProgram } from "../analyzer/check/settled-program.js";
import type { Case } from "../analyzer/domain/case.js";
import type { BecauseStep } from "../analyzer/finding/finding.js";
import type { Graph, GraphNode, NodeId } from "../analyzer/ir/graph.js";
import { ofEach } from "../analyzer/ir/of-each.js";
import { spanKey, type Span } from "../analyzer/ir/span.js";
import { transfer } from "../analyzer/solve/transfer.js";
import type { SolvedInstance } from "../analyzer/summarize/instance.js";

export interface WayOut {
  readonly kind: "return" | "throw" | "call that throws" | "end";
  readonly span: Span;
}

type Edges = ReadonlyMap<NodeId, readonly { readonly node: GraphNode; readonly when: string }[]>;

const edgesInto = ofEach((graph: Graph): Edges => {
  const into = new Map<NodeId, { node: GraphNode; when: string }[]>();
  for (const node of graph.nodes)
    for (const { to, when } of node.edges) into.set(to, [...(into.get(to) ?? []), { node, when }]);
  return into;
});

/** How control leaves the straight way at a node; undefined where it only passes through. */
const wayAt = ({ operation }: GraphNode, when: string): WayOut["kind"] | undefined => {
  if (operation.kind === "return") return "return";
  if (when !== "throw") return undefined;
  return operation.kind === "throw" ? "throw" : "call that throws";
};

/** The ways by which a function is left in a state that `wanted` picks, from the acquire on. */
export const leakWays = (
  program: SettledProgram,
  instance: SolvedInstance,
  acquire: Span,
  wanted: (state: Case) => boolean,
): WayOut[] => {
  const { graph } = instance.unit;
  const into = edgesInto(graph);
  const ways = new Map<string, WayOut>();
  const isRemembered = (id: NodeId): boolean => (instance.solution.before[id]?.cases.length ?? 0) > 0;
  const isWanted = (id: NodeId): boolean => {
    const node = graph.nodes[id];
    return node !== undefined && isRemembered(id) && casesAt(program, instance, node).some(wanted);
  };
  /** Not where the operation itself gives it back. Of module code not all nodes are remembered. */
  const leads = (node: GraphNode, when: string): boolean =>
    isRemembered(node.id)
      ? casesAt(program, instance, node).some((state) =>
          transfer(instance.context, node, state).some(({ edge, state: after }) => edge === when && wanted(after)),
        )
      : instance.unit.kind === "module" && when !== "throw";
  for (const exit of [graph.exit, graph.throwExit]) {
    const seen = new Set<NodeId>();
    const open = isWanted(exit) ? [exit] : [];
    for (let id = open.pop(); id !== undefined; id = open.pop())
      for (const { node, when } of into.get(id) ?? []) {
        const { span } = node.operation;
        const isAcquire = spanKey(span) === spanKey(acquire);
        if (!leads(node, when)) continue;
        const kind = wayAt(node, when) ?? (isAcquire ? "end" : undefined);
        if (kind) ways.set(`${kind} ${spanKey(span)}`, { kind, span });
        else if (!seen.has(node.id)) open.push(node.id);
        seen.add(node.id);
      }
  }
  return [...ways.values()].sort((a, b) => a.span.start - b.span.start);
};

const WORDS: Readonly<Record<WayOut["kind"], readonly [one: string, several: string]>> = {
  return: ["a `return`", "`return`s"],
  throw: ["a `throw`", "`throw`s"],
  "call that throws": ["a call that throws", "calls that throw"],
  end: ["its end", "its end"],
};

/** `2 `return`s and its end`. */
export const describeWays = (ways: readonly WayOut[]): string => {
  const parts = (["return", "throw", "call that throws", "end"] as const).flatMap((kind) => {
    const count = ways.filter((way) => way.kind === kind).length;
    const [one, several] = WORDS[kind];
    return count === 0 ? [] : [count === 1 || kind === "end" ? one : `${String(count)} ${several}`];
  });
  return parts.length > 1 ? `${parts.slice(0, -1).join(", ")} and ${parts.at(-1) ?? ""}` : parts.join("");
};

export const wayStep = ({ kind, span }: WayOut): BecauseStep => ({
  kind: "use",
  span,
  message: kind === "end" ? "nothing releases it up to the end" : `${WORDS[kind][0]} leaves with it held`,
});
