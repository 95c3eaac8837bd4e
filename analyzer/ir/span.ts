/** A stretch of source text. Offsets count UTF-16 units from 0, `end` exclusive; `file` is absolute with `/`. */
export interface Span {
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

export const spanKey = (span: Span): string => `${span.file}:${String(span.start)}:${String(span.end)}`;

export const sameSpan = (a: Span, b: Span): boolean => a.file === b.file && a.start === b.start && a.end === b.end;
