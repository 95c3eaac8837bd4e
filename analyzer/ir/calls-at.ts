import type { Graph, GraphNode } from "./graph.js";
import type { CallOperation } from "./operation.js";
import { sameSpan, type Span } from "./span.js";

export type CallNode = GraphNode & { readonly operation: CallOperation };

/** The calls that stand at one of these places. */
export const callsAt = ({ nodes }: Graph, spans: readonly Span[]): CallNode[] =>
  nodes.filter(
    (node): node is CallNode =>
      node.operation.kind === "call" && spans.some((span) => sameSpan(span, node.operation.span)),
  );
