import type { FunctionUnit } from "../ir/graph.js";
import type { Span } from "../ir/span.js";

const holds = (outer: Span, inner: Span): boolean =>
  outer.file === inner.file && outer.start <= inner.start && inner.end <= outer.end;

/** The innermost function around a place. */
export const functionAround = (functions: Iterable<FunctionUnit>, span: Span): FunctionUnit | undefined =>
  [...functions]
    .filter((unit) => holds(unit.span, span))
    .reduce<FunctionUnit | undefined>((best, unit) => (best && holds(unit.span, best.span) ? best : unit), undefined);
