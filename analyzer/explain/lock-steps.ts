import type { EntryContext } from "../check/entry-contexts.js";
import type { OuterLock } from "../check/outer-lock.js";
import type { BecauseStep } from "../finding/finding.js";
import type { Span } from "../ir/span.js";
import { isKept, type CallEdge } from "../summarize/call-edges.js";
import { rootStep } from "./entry-path.js";

type Text = (span: Span) => string;

const oneLine = (text: string): string => text.replace(/\s+/g, " ");

const callMessage = ({ kind, node: { operation }, caller, callee: { unit } }: CallEdge): string => {
  const callee = `\`${unit.name}\``;
  const text = operation.kind === "call" ? operation.text : "";
  if (kind === "later") return `\`${text}\` runs ${callee} later`;
  if (kind === "callback") return `\`${text}\` runs ${callee}`;
  if (kind !== "escapes") return `\`${caller.unit.name}\` calls ${callee}`;
  return operation.kind === "store" ? `\`${operation.name}\` is ${callee}` : `${callee} is handed on`;
};

const callStep = (edge: CallEdge): BecauseStep => ({
  kind: "call",
  span: edge.node.operation.span,
  message: callMessage(edge),
});

/** Calls from a function that is entered so, up to `stop`, outermost first; and the context that they start from. */
const callsTo = (
  context: EntryContext,
  stop: (context: EntryContext) => boolean,
): { calls: BecauseStep[]; first: EntryContext } => {
  const calls: BecauseStep[] = [];
  let first = context;
  for (let at = context; at.via && !stop(at); at = at.via.context) {
    calls.unshift(callStep(at.via.edge));
    first = isKept(at.via.edge) ? at : at.via.context;
    if (first === at) break;
  }
  return { calls, first };
};

/** How the function is entered: from a root, call by call. */
export const contextSteps = (context: EntryContext): BecauseStep[] => {
  const { calls, first } = callsTo(context, () => false);
  return first.root ? [rootStep(first.root, first.instance), ...calls] : calls;
};

/** How a lock comes to be held at a point of a function: its acquire, and the calls from there to the function. */
export const lockSteps = (context: EntryContext, lock: OuterLock, text: Text): BecauseStep[] => {
  const isOutside = (at: EntryContext): boolean => at.locks.has(lock.path.text);
  const { calls, first } = callsTo(context, (at) => !isOutside(at));
  if (isOutside(first) && first.root) return [rootStep(first.root, first.instance), ...calls];
  const message = `\`${oneLine(text(lock.span))}\` ${lock.maybe ? "may have taken" : "takes"} the lock in \`${first.instance.unit.name}\``;
  return [{ kind: "acquire", span: lock.span, message }, ...calls];
};
