/**
 * check: asks every rule, at settled points only.
 * Takes the settled program and rules; gives what they say, each mistake once, in the order of files.
 * Promises: no rule runs while anything may still change; the order of rules does not matter.
 * Leaves out: the way to a finding (explain), and comments that allow one (suppress).
 */
import { spanKey } from "../ir/span.js";
import { keepParts } from "./parts.js";
import type { CheckedRule, RuleFinding } from "./rule.js";
import type { SettledProgram } from "./settled-program.js";

export interface Judgement {
  readonly rule: CheckedRule;
  readonly said: RuleFinding;
}

const order = ({ rule: a, said: { span: at } }: Judgement, { rule: b, said: { span: other } }: Judgement): number => {
  if (at.file !== other.file) return at.file < other.file ? -1 : 1;
  return at.start - other.start || (a.id < b.id ? -1 : 1);
};

/** @param onRule told how many rules have been asked, after each */
export const check = (
  program: SettledProgram,
  rules: readonly CheckedRule[],
  onRule: (done: number, total: number) => void = () => undefined,
): Judgement[] => {
  keepParts(program);
  const judgements = new Map<string, Judgement>();
  for (const [index, rule] of rules.entries()) {
    for (const said of rule.check(program, program.text)) {
      const key = `${rule.id} ${spanKey(said.span)}`;
      if (!judgements.has(key)) judgements.set(key, { rule, said });
    }
    onRule(index + 1, rules.length);
  }
  return [...judgements.values()].sort(order);
};
