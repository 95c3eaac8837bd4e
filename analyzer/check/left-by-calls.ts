import type { Held } from "../domain/held.js";
import { leftPartlyBy } from "../solve/apply-summary.js";
import type { CallEdge } from "../summarize/call-edges.js";

/** What a call leaves taken on some of its ways only, as if the function had taken it there. */
export const leftByCall = ({ callee, node, state, kind, args, receiver, captured }: CallEdge): readonly Held[] => {
  const { operation } = node;
  if (kind !== "direct" || operation.kind !== "call") return [];
  const { span } = operation;
  return leftPartlyBy(state, callee.summary, { operation, args, receiver, captured, site: "" }).map(
    ({ lock, held }) => ({ ...held, path: lock, span, spans: [span] }),
  );
};
