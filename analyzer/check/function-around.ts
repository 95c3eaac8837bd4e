import type { FunctionUnit } from "../ir/graph.js";
import type { Span } from "../ir/span.js";

interface Nested {
  readonly unit: FunctionUnit;
  /** The one right around it. */
  readonly outer: Nested | undefined;
}

const holds = (outer: Span, inner: Span): boolean => outer.start <= inner.start && inner.end <= outer.end;

const around = (from: Nested | undefined, span: Span): Nested | undefined => {
  let at = from;
  while (at && !holds(at.unit.span, span)) at = at.outer;
  return at;
};

const outerFirst = ({ span: a }: FunctionUnit, { span: b }: FunctionUnit): number => a.start - b.start || b.end - a.end;

const nestedByFile = (functions: Iterable<FunctionUnit>): ReadonlyMap<string, readonly Nested[]> => {
  const files = new Map<string, Nested[]>();
  for (const unit of [...functions].sort(outerFirst)) {
    const file = files.get(unit.file) ?? [];
    file.push({ unit, outer: around(file.at(-1), unit.span) });
    files.set(unit.file, file);
  }
  return files;
};

/** How many of them start at the place or before: they are in order. */
const startedAt = (nested: readonly Nested[], start: number): number => {
  let [low, high] = [0, nested.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((nested[middle]?.unit.span.start ?? 0) <= start) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** Finds the innermost function around a place; most programs have no place that anybody asks for. */
export const functionsAround = (functions: Iterable<FunctionUnit>): ((span: Span) => FunctionUnit | undefined) => {
  let files: ReturnType<typeof nestedByFile> | undefined;
  return (span) => {
    files ??= nestedByFile(functions);
    const nested = files.get(span.file) ?? [];
    return around(nested[startedAt(nested, span.start) - 1], span)?.unit;
  };
};
