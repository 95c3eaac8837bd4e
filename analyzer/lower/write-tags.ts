import { ts } from "#compiler";
import type { TextEdit } from "../finding/finding.js";
import type { Span } from "../ir/span.js";
import { isUnitNode } from "./owner.js";
import { commentHost, lastDocComment } from "./tags.js";

/** Tags to write for the function whose span this is. */
export interface WantedTags {
  readonly span: Span;
  readonly tags: readonly string[];
}

/** The edit that writes them, or in few words why they have no place to stand. */
export type WrittenTags = { readonly edit: TextEdit } | { readonly leftOut: string };

const functionAt = (file: ts.SourceFile, span: Span): ts.Node | undefined => {
  const find = (node: ts.Node): ts.Node | undefined => {
    if (node.pos > span.start || node.end < span.end) return undefined;
    if (isUnitNode(node) && !ts.isSourceFile(node) && node.getStart(file) === span.start && node.end === span.end)
      return node;
    return ts.forEachChild(node, find);
  };
  return find(file);
};

/** Where comments of callers' editors and `Tags` look: a declaration, not an expression somewhere in an argument. */
const isDeclarationHost = (host: ts.Node): boolean =>
  ts.isFunctionDeclaration(host) ||
  ts.isVariableStatement(host) ||
  ts.isClassElement(host) ||
  ts.isObjectLiteralElementLike(host) ||
  ts.isExportAssignment(host) ||
  ts.isExpressionStatement(host);

const isShared = (host: ts.Node): boolean =>
  ts.isVariableStatement(host) && host.declarationList.declarations.length > 1;

const lineStart = (text: string, at: number): number => {
  let start = at;
  while (start > 0 && !/[\n\r\u2028\u2029]/.test(text[start - 1] ?? "")) start -= 1;
  return start;
};

/** The indentation before a place; undefined where something else stands before it in its line. */
const indentAt = (text: string, at: number): string | undefined => {
  const before = text.slice(lineStart(text, at), at);
  return /^\s*$/.test(before) ? before : undefined;
};

/** Line comments that stand close above the declaration belong to its line: `// eslint-disable-next-line …`. */
const beforeLineComments = (text: string, host: ts.Node, start: number): number => {
  let at = start;
  for (const range of ts.getLeadingCommentRanges(text, host.pos)?.toReversed() ?? []) {
    const isClose = /^[^\S\n\r]*\r?\n?[^\S\n\r]*$/.test(text.slice(range.end, at));
    if (range.kind !== ts.SyntaxKind.SingleLineCommentTrivia || !isClose || indentAt(text, range.pos) === undefined)
      break;
    at = range.pos;
  }
  return at;
};

const newComment = (indent: string, tags: readonly string[], eol: string): string =>
  tags.length === 1
    ? `/** ${tags[0] ?? ""} */${eol}${indent}`
    : ["/**", ...tags.map((tag) => `${indent} * ${tag}`), `${indent} */`, indent].join(eol);

/** Adds lines at the end of a comment and leaves the rest of it as it is. */
const longerComment = (comment: string, indent: string, tags: readonly string[], eol: string): string => {
  const body = comment.slice(0, -"*/".length);
  const added = tags.map((tag) => `${indent} * ${tag}${eol}`).join("");
  const lastLine = body.slice(lineStart(body, body.length));
  if (body.length > lastLine.length && /^\s*$/.test(lastLine))
    return `${body.slice(0, -lastLine.length || undefined)}${added}${lastLine}*/`;
  if (body.length > lastLine.length) return `${body.trimEnd()}${eol}${added}${indent} */`;
  const text = body.slice("/**".length).trim();
  return `/**${eol}${text === "" ? "" : `${indent} * ${text}${eol}`}${added}${indent} */`;
};

/** As the lines from here on end, else as any. */
const endOfLine = (text: string, at: number): string =>
  (/\r\n|[\n\r]/.exec(text.slice(at)) ?? /\r\n|[\n\r]/.exec(text))?.[0] ?? "\n";

/**
 * Writes tags into the comment before a declaration, or a new one, in the file's own line ends and indentation; all other text stays.
 * The place is that where `Tags` reads.
 */
export const writeTags = (file: ts.SourceFile, { span, tags }: WantedTags): WrittenTags => {
  const node = functionAt(file, span);
  const host = node && commentHost(node);
  if (!host || !isDeclarationHost(host)) return { leftOut: "it is no declaration that a comment can stand before" };
  if (isShared(host)) return { leftOut: "it shares its comment with another declaration" };
  const { text, fileName } = file;
  const start = host.getStart(file);
  const comment = lastDocComment(text, host);
  const at = comment?.pos ?? beforeLineComments(text, host, start);
  const indent = indentAt(text, at);
  const eol = endOfLine(text, at);
  if (indent === undefined) return { leftOut: "it does not begin a line" };
  const edit = comment
    ? {
        start: comment.pos,
        end: comment.end,
        text: longerComment(text.slice(comment.pos, comment.end), indent, tags, eol),
      }
    : { start: at, end: at, text: newComment(indent, tags, eol) };
  return { edit: { span: { file: fileName, start: edit.start, end: edit.end }, text: edit.text } };
};
