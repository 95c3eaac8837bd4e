import type { Rule } from "eslint";
import type { Preset, RuleMeta } from "../define-rule.js";
import { isShown } from "../is-shown.js";
import { contractsOf } from "./contracts-of.js";
import { programOf } from "./program-of.js";
import { toDescriptor } from "./to-descriptor.js";
import type { FindingsOf } from "./findings-of.js";

/** `{ maybeBelow: "…" }` becomes `{ maybeBelow: "{{message}}" }`: the analysis has filled in the template already. */
const passThrough = (messages: RuleMeta["messages"]): Record<string, string> =>
  Object.fromEntries(Object.keys(messages).map((id) => [id, "{{message}}"]));

/** With the preset as an option, where the rule has findings that `recommended` leaves out. */
const optionsOf = (rule: RuleMeta): Pick<Rule.RuleMetaData, "schema" | "defaultOptions"> =>
  rule.saysMoreInStrict
    ? {
        schema: [
          {
            type: "object",
            properties: { preset: { enum: ["recommended", "strict"] } },
            required: ["preset"],
            additionalProperties: false,
          },
        ],
        defaultOptions: [{ preset: "recommended" }],
      }
    : { schema: [] };

const presetOf = (context: Rule.RuleContext): Preset => {
  const [options] = context.options as readonly { readonly preset?: Preset }[];
  return options?.preset ?? "recommended";
};

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
    ...optionsOf(rule),
    messages: passThrough(rule.messages),
    hasSuggestions: rule.hasSuggestions,
  },
  create(context) {
    const program = programOf(context);
    const contracts = contractsOf(context);
    const preset = presetOf(context);
    return {
      Program() {
        for (const finding of findingsOf(program, contracts, context.filename)) {
          if (finding.ruleId === rule.id && isShown(rule, finding, preset))
            context.report(toDescriptor(finding, context));
        }
      },
    };
  },
});
