import type { LevelQuestion } from "../analyzer/check/level-questions.js";
import { contractsCalled } from "../analyzer/check/settled-program.js";
import type { Suggestion, TextEdit } from "../analyzer/finding/finding.js";
import type { GraphNode } from "../analyzer/ir/graph.js";
import type { ChoiceShape } from "../analyzer/ir/operation.js";
import { writtenRegister } from "../analyzer/ir/registers.js";
import { spanKey, type Span } from "../analyzer/ir/span.js";
import type { SolvedInstance } from "../analyzer/summarize/instance.js";
import { mayContinue, standsInList, withLine, type Text } from "./statement-place.js";

/** A block's content moved out to the block's own indentation; a block that declares something stays a block. */
const unwrapped = (written: string): string => {
  if (!written.startsWith("{")) return written;
  const inner = written.slice(1, -1);
  if (/\b(?:const|let|using|class|function|enum|type|interface|namespace)\b|`/.test(inner)) return written;
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

const asBlock = (written: string): string => {
  if (written === "") return "{}";
  return written.startsWith("{") ? written : `{ ${written} }`;
};

const keepStatement = (text: Text, whole: Span, written: string): TextEdit => {
  const inner = unwrapped(written);
  if (!standsInList(text, whole) || mayContinue(text, whole, inner)) return { span: whole, text: asBlock(written) };
  return { span: inner === "" ? withLine(text, whole) : whole, text: inner };
};

/** An object, function or class at the start of a statement or an arrow's body would be read as something else. */
const keepExpression = (text: Text, whole: Span, written: string): TextEdit | undefined => {
  const kept = /^(?:\{|(?:async\s+)?function\b|class\b|let\b)/.test(written) ? `(${written})` : written;
  return mayContinue(text, whole, kept) &&
    /[\w$)\]}"'`]$/.test(text({ ...whole, start: 0, end: whole.start }).trimEnd())
    ? undefined
    : { span: whole, text: kept };
};

const keepArm = (text: Text, choice: ChoiceShape, arm: "true" | "false"): TextEdit | undefined => {
  const [kept, dropped] = arm === "true" ? [choice.whenTrue, choice.whenFalse] : [choice.whenFalse, choice.whenTrue];
  // A `var` is there for the whole function, whether its statement runs or not.
  if (dropped && /\bvar\b/.test(text(dropped))) return undefined;
  const written = kept ? text(kept) : "";
  return choice.form === "if"
    ? keepStatement(text, choice.whole, written)
    : keepExpression(text, choice.whole, written);
};

const isInside = (inner: Span, outer: Span): boolean =>
  inner.file === outer.file && outer.start <= inner.start && inner.end <= outer.end;

const onlyReads = (instance: SolvedInstance, { id, operation }: GraphNode): boolean => {
  if (operation.kind === "call") {
    return (instance.solution.before[id]?.cases ?? []).every((state) => {
      const contracts = contractsCalled(instance, state, operation);
      return contracts.length > 0 && contracts.every((contract) => contract.returnsCurrentLevel);
    });
  }
  if (["set", "store", "suspend", "throw", "unsupported"].includes(operation.kind)) return false;
  return writtenRegister(operation)?.startsWith("%") ?? true;
};

/** Whether nothing is lost when the condition is not evaluated any more. */
const isPure = ({ instance, branch: { choice } }: LevelQuestion): boolean =>
  choice !== undefined &&
  instance.unit.graph.nodes
    .filter(({ operation }) => isInside(operation.span, choice.condition))
    .every((node) => onlyReads(instance, node));

export interface Decision {
  readonly question: LevelQuestion;
  readonly arm: "true" | "false";
}

/** Replaces branches by the arm that is right in any case; nothing where that would change what the code does. */
export const keepArms = (text: Text, message: string, decisions: readonly Decision[]): Suggestion[] => {
  const edits = new Map<string, TextEdit>();
  for (const { question, arm } of decisions) {
    const { choice } = question.branch;
    const edit = choice && isPure(question) ? keepArm(text, choice, arm) : undefined;
    if (!choice || !edit) return [];
    edits.set(spanKey(choice.whole), edit);
  }
  return overlap([...edits.values()]) ? [] : [{ message, edits: [...edits.values()] }];
};

const overlap = (edits: readonly TextEdit[]): boolean =>
  edits.some((a) => edits.some((b) => a !== b && a.span.start < b.span.end && b.span.start < a.span.end));
