import type { Linter, Rule } from "eslint";
import type { RuleMeta } from "../define-rule.js";
import type { ProgramRun } from "../run-on-program.js";
import { shareRuns } from "./findings-of.js";
import { ruleFromCatalogue } from "./rule-from-catalogue.js";

export interface Plugin {
  readonly meta: { readonly name: "irql"; readonly version: string; readonly namespace: "irql" };
  readonly rules: Record<string, Rule.RuleModule>;
  readonly configs: Record<"recommended" | "strict", Linter.Config>;
}

export interface PluginParts {
  readonly version: string;
  readonly catalogue: readonly RuleMeta[];
  /** Address of a rule's page. */
  readonly page: (id: string) => string;
  /** Runs all rules over one TypeScript program. */
  readonly analyse: (program: object, contracts: readonly string[]) => ProgramRun;
}

type Preset = RuleMeta["presets"][number];

const entryOf = (rule: RuleMeta, preset: Preset): Linter.RuleEntry => {
  const severity = rule.severity === "error" ? "error" : "warn";
  return preset === "strict" && rule.saysMoreInStrict ? [severity, { preset }] : severity;
};

const severitiesOf = (catalogue: readonly RuleMeta[], preset: Preset): Linter.RulesRecord =>
  Object.fromEntries(
    catalogue.filter((rule) => rule.presets.includes(preset)).map((rule) => [`irql/${rule.id}`, entryOf(rule, preset)]),
  );

export const createPlugin = ({ version, catalogue, page, analyse }: PluginParts): Plugin => {
  const findingsOf = shareRuns(analyse);
  const rules = Object.fromEntries(
    catalogue.map((rule) => [rule.id, ruleFromCatalogue(rule, page(rule.id), findingsOf)]),
  );
  const meta = { name: "irql", version, namespace: "irql" } as const;
  const config = (preset: Preset): Linter.Config => ({
    name: `irql/${preset}`,
    // The rules need types, which plain JavaScript files of a project rarely have.
    files: ["**/*.{ts,mts,cts,tsx}"],
    rules: severitiesOf(catalogue, preset),
  });
  const recommended = config("recommended");
  const strict = config("strict");
  const plugin: Plugin = { meta, rules, configs: { recommended, strict } };
  // The configurations refer to the plugin that holds them, so they are completed after it exists.
  for (const each of [recommended, strict]) each.plugins = { irql: plugin };
  return plugin;
};
