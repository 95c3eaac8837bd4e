import type { RuleMeta } from "../door.js";
import { UsageError } from "../usage-error.js";
import { didYouMean } from "./nearest.js";

const ESLINT_PREFIX = "irql/";

/** The rule that a name means, with or without the prefix that it has in ESLint. @throws UsageError */
export const ruleNamed = <Named extends Pick<RuleMeta, "id">>(name: string, catalogue: readonly Named[]): Named => {
  const id = name.startsWith(ESLINT_PREFIX) ? name.slice(ESLINT_PREFIX.length) : name;
  const rule = catalogue.find((candidate) => candidate.id === id);
  if (rule) return rule;
  const meant = didYouMean(
    id,
    catalogue.map((candidate) => candidate.id),
  );
  throw new UsageError(`there is no rule \`${name}\`${meant || "; `irql rules` lists them"}`);
};
