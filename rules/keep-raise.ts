import type { Suggestion } from "../analyzer/finding/finding.js";
import type { SavedAgain } from "./saved-again.js";
import { inOneList, withLine, type Text } from "./statement-place.js";

/** Lets the raise keep the level that was read before it: `const old = KeRaiseIrqlToDpcLevel();` */
export const keepRaise = (text: Text, { point, raise, isMoved }: SavedAgain): Suggestion[] => {
  const { statement, assigns } = point.operation.shape ?? {};
  const target = raise.shape;
  if (!statement || !assigns || !target?.statement || target.assigns || isMoved) return [];
  if (!inOneList(text, statement, target.statement)) return [];
  const edits = [
    { span: withLine(text, statement), text: "" },
    { span: { ...target.statement, end: target.statement.start }, text: text(assigns.head) },
  ];
  return [{ message: `keep the level that \`${raise.text}\` returns`, edits }];
};
