import type { Span } from "../analyzer/ir/span.js";

export type Text = (span: Span) => string;

/** What stands before a place, comments aside. */
const before = (text: Text, span: Span): string => {
  let written = text({ ...span, start: 0, end: span.start }).trimEnd();
  for (;;) {
    const line = written.slice(written.lastIndexOf("\n") + 1);
    const comment = line.indexOf("//");
    if (written.endsWith("*/")) written = written.slice(0, Math.max(written.lastIndexOf("/*"), 0)).trimEnd();
    else if (comment >= 0) written = written.slice(0, written.length - line.length + comment).trimEnd();
    else return written;
  }
};

/**
 * Whether a statement certainly stands in a list of statements. The body of an `else` or of a loop, which must stay one
 * statement, does not; nor does one behind a line without a semicolon, which it may end.
 */
export const standsInList = (text: Text, span: Span): boolean => /(?:^|[{};])$/.test(before(text, span));

/** Whether the text would continue a line before it that has no semicolon. */
export const mayContinue = (text: Text, span: Span, replacement: string): boolean =>
  /^[([`+\-*/.,?:]/.test(replacement) && !/(?:^|[{;])$/.test(before(text, span));

/** The statement with its line, where it has the line to itself. */
export const withLine = (text: Text, span: Span): Span => {
  const indent = /(?:^|\n)([ \t]*)$/.exec(text({ ...span, start: 0, end: span.start }))?.[1];
  const rest = /^[ \t]*\r?\n/.exec(text({ ...span, start: span.end, end: span.end + 200 }))?.[0];
  return indent === undefined || rest === undefined
    ? span
    : { ...span, start: span.start - indent.length, end: span.end + rest.length };
};

/** Whether two statements, one after the other, stand in one list: no block begins or ends between them. */
export const inOneList = (text: Text, first: Span, second: Span): boolean => {
  if (first.file !== second.file || second.start < first.end) return false;
  if (!standsInList(text, first) || !standsInList(text, second)) return false;
  let depth = 0;
  for (const [mark] of text({ ...first, start: first.end, end: second.start }).matchAll(/[{}]/g)) {
    depth += mark === "{" ? 1 : -1;
    if (depth < 0) return false;
  }
  return depth === 0;
};
