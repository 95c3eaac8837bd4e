import type { Rule } from "eslint";
import type { RuleMeta } from "../define-rule.js";
import { programOf } from "./program-of.js";
import { toDescriptor } from "./to-descriptor.js";
import type { FindingsOf } from "./findings-of.js";

/** `{ maybeBelow: "…" }` becomes `{ maybeBelow: "{{message}}" }`: the analysis has filled in the template already. */
const passThrough = (messages: RuleMeta["messages"]): Record<string, string> =>
  Object.fromEntries(Object.keys(messages).map((id) => [id, "{{message}}"]));

/** An ESLint rule that reports, of everything found in a file, what the rule of the catalogue found. */
export const ruleFromCatalogue = (rule: RuleMeta, page: string, findingsOf: FindingsOf): Rule.RuleModule => ({
  meta: {
    type: rule.severity === "error" ? "problem" : "suggestion",
    docs: {
      description: rule.summary,
      url: page,
      recommended: rule.presets.includes("recommended"),
      dialects: ["TypeScript"],
    },
    languages: ["js/js"],
    schema: [],
    messages: passThrough(rule.messages),
    hasSuggestions: rule.hasSuggestions,
  },
  create(context) {
    const program = programOf(context);
    return {
      Program() {
        for (const finding of findingsOf(program, context.filename)) {
          if (finding.ruleId === rule.id) context.report(toDescriptor(finding, context));
        }
      },
    };
  },
});
