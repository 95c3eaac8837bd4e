import { resolve } from "node:path";
import type { Rule } from "eslint";
import { UserError } from "../../analyzer/finding/errors.js";

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isText = (value: unknown): value is string => typeof value === "string";

/**
 * The declaration files with contracts that `settings: { irql: { contracts: ["native.d.ts"] } }` names, absolute. They stand in the
 * settings because all rules share them; relative paths start at ESLint's working directory, as everywhere in its configuration.
 * @throws UserError where the settings have another shape: what is misspelled would be left out in silence
 */
export const contractsOf = ({ settings, cwd }: Pick<Rule.RuleContext, "settings" | "cwd">): readonly string[] => {
  const { irql: ours }: { irql?: unknown } = settings;
  if (ours === undefined) return [];
  if (!isRecord(ours)) throw new UserError('`settings.irql` must be an object: `{ contracts: ["native.d.ts"] }`');
  const unknown = Object.keys(ours).find((key) => key !== "contracts");
  if (unknown !== undefined)
    throw new UserError(`there is no setting \`settings.irql.${unknown}\`; the only one is \`contracts\``);
  const { contracts = [] } = ours;
  if (!Array.isArray(contracts) || !contracts.every(isText))
    throw new UserError("`settings.irql.contracts` must be a list of declaration files");
  return contracts.map((file) => resolve(cwd, file));
};
