import { ts } from "#compiler";
import type { SourceComment } from "./source-set.js";

const MARK = /(?:irql|eslint)-(?:disable|enable)/g;

const innermost = (file: ts.SourceFile, offset: number): ts.Node => {
  let node: ts.Node = file;
  for (;;) {
    const child: ts.Node | undefined = ts.forEachChild(node, (candidate) =>
      candidate.getFullStart() <= offset && offset < candidate.end ? candidate : undefined,
    );
    if (!child) return node;
    node = child;
  }
};

const isQuoted = (node: ts.Node): boolean =>
  ts.isStringLiteralLike(node) ||
  ts.isRegularExpressionLiteral(node) ||
  node.kind === ts.SyntaxKind.TemplateHead ||
  node.kind === ts.SyntaxKind.TemplateMiddle ||
  node.kind === ts.SyntaxKind.TemplateTail ||
  node.kind === ts.SyntaxKind.JsxText;

const commentAround = (file: ts.SourceFile, offset: number): SourceComment | undefined => {
  const { text } = file;
  const node = innermost(file, offset);
  if (isQuoted(node) && node.getStart(file) <= offset) return undefined;
  const lineStart = Math.max(text.lastIndexOf("\n", offset), text.lastIndexOf("\r", offset)) + 1;
  const line = text.indexOf("//", lineStart);
  const block = text.lastIndexOf("/*", offset);
  const isBlock = block >= 0 && !text.slice(block, offset).includes("*/");
  if (isBlock) {
    const end = text.indexOf("*/", offset);
    const stop = end < 0 ? text.length : end;
    return {
      span: { file: file.fileName, start: block, end: Math.min(stop + 2, text.length) },
      text: text.slice(block + 2, stop),
    };
  }
  if (line < 0 || line > offset) return undefined;
  const start = text.lastIndexOf("//", offset);
  const stop = /[\n\r]/.exec(text.slice(offset));
  const end = stop ? offset + stop.index : text.length;
  return { span: { file: file.fileName, start, end }, text: text.slice(start + 2, end) };
};

/** Comments that speak of disabling rules, found by their mark and kept where it stands in a comment. */
const suppressionComments = (file: ts.SourceFile): SourceComment[] => {
  const found = new Map<number, SourceComment>();
  for (const match of file.text.matchAll(MARK)) {
    const comment = commentAround(file, match.index);
    if (comment && !found.has(comment.span.start)) found.set(comment.span.start, comment);
  }
  return [...found.values()];
};

/** Suppression comments by file; only files that have some. */
export const commentsOf = (files: readonly ts.SourceFile[]): ReadonlyMap<string, readonly SourceComment[]> => {
  const found = new Map<string, readonly SourceComment[]>();
  for (const file of files) {
    const comments = suppressionComments(file);
    if (comments.length > 0) found.set(file.fileName, comments);
  }
  return found;
};
