import type { LevelQuestion } from "../analyzer/check/level-questions.js";
import type { Suggestion, TextEdit } from "../analyzer/finding/finding.js";
import type { ChoiceShape, CallOperation } from "../analyzer/ir/operation.js";
import { spanKey, type Span } from "../analyzer/ir/span.js";

type Text = (span: Span) => string;

/** A block's content moved out to the block's own indentation; blocks that declare something stay blocks. */
const armText = (text: Text, arm: Span): string => {
  const written = text(arm);
  if (!written.startsWith("{")) return written;
  const inner = written.slice(1, -1);
  if (/^\s*(const|let|using|class|function)\b/m.test(inner)) return written;
  const lines = inner
    .replace(/^\s*\n/, "")
    .trimEnd()
    .split("\n");
  const depth = (line: string): number => /^\s*/.exec(line)?.[0].length ?? 0;
  const first = depth(lines[0] ?? "");
  const closing = /\n(\s*)\}$/.exec(written)?.[1]?.length ?? 0;
  const outdent = Math.max(first - closing, 0);
  return lines
    .map((line, index) => (index === 0 ? line.trim() : line.slice(Math.min(depth(line), outdent))))
    .join("\n");
};

const keepArm = (text: Text, choice: ChoiceShape, arm: "true" | "false"): TextEdit => {
  const kept = arm === "true" ? choice.whenTrue : choice.whenFalse;
  return { span: choice.whole, text: kept ? armText(text, kept) : "" };
};

export interface Decision {
  readonly question: LevelQuestion;
  readonly arm: "true" | "false";
}

/** Replaces branches by the arm that is right in any case; undefined where one is not written as `if` or `?:`. */
export const keepArms = (text: Text, message: string, decisions: readonly Decision[]): Suggestion[] => {
  const edits = new Map<string, TextEdit>();
  for (const { question, arm } of decisions) {
    const { choice } = question.branch;
    if (!choice) return [];
    edits.set(spanKey(choice.whole), keepArm(text, choice, arm));
  }
  return [{ message, edits: [...edits.values()] }];
};

/** Lets the raise keep the level that was read before it: `const old = KeRaiseIrqlToDpcLevel();` */
export const keepRaise = (text: Text, read: CallOperation, raise: CallOperation): Suggestion[] => {
  const { statement, assigns } = read.shape ?? {};
  const target = raise.shape;
  if (!statement || !assigns || !target?.statement || target.assigns) return [];
  const edits = [
    { span: statement, text: "" },
    { span: { ...target.statement, end: target.statement.start }, text: text(assigns.head) },
  ];
  return [{ message: `keep the level that \`${raise.text}\` returns`, edits }];
};
