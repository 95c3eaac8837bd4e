import { isAbsolute } from "node:path";
import picomatch from "picomatch";
import { escapePath } from "tinyglobby";
import { UserError } from "../analyzer/finding/errors.js";
import { RULES } from "./catalogue.js";
import type { Rule } from "./define-rule.js";

export type RuleLevel = "error" | "warning" | "off";

export interface LevelOverride {
  /** Globs; relative ones start at the working directory. `!` takes files away again. */
  readonly files: readonly string[];
  readonly rules: Readonly<Record<string, RuleLevel>>;
}

/** Which rules are asked, and how much each counts: where parts speak of one rule, the later one here counts. */
export interface RuleChoice {
  readonly preset?: "recommended" | "strict" | "all" | undefined;
  /** By rule id. */
  readonly rules?: Readonly<Record<string, RuleLevel>> | undefined;
  readonly overrides?: readonly LevelOverride[] | undefined;
  /** Only these, also where nothing else turns them on. */
  readonly only?: readonly string[] | undefined;
  readonly skip?: readonly string[] | undefined;
}

/** What gave a rule its level; a number is the place among the overrides. */
export type LevelSource = "preset" | "rules" | "only" | "skip" | number;

export interface ChosenLevel {
  readonly level: RuleLevel;
  readonly from: LevelSource;
}

export interface ChosenRules {
  /** Those that count somewhere. */
  readonly rules: readonly Rule[];
  /** @param file absolute; undefined: any file that no override matches */
  levelOf(id: string, file: string | undefined): ChosenLevel;
}

/** Comments that allow findings are judged by the command line, not by a rule that is asked. */
export const SUPPRESSION = { id: "suppression", severity: "warning", presets: ["recommended", "strict"] } as const;

/** What has a level: the rules and the judge of comments. */
export const LEVELLED = [...RULES.map(({ meta }) => meta), SUPPRESSION];

const known = (id: string): string => {
  if (LEVELLED.some((rule) => rule.id === id)) return id;
  throw new UserError(`there is no rule \`${id}\`: \`irql rules\` lists them`);
};

type Matches = (file: string) => boolean;

const matcher = (globs: readonly string[], cwd: string): Matches => {
  const base = escapePath(cwd.replaceAll("\\", "/"));
  const compiled = (some: readonly string[]): Matches =>
    some.length === 0 ? () => false : picomatch(some.map((glob) => (isAbsolute(glob) ? glob : `${base}/${glob}`)));
  const wanted = compiled(globs.filter((glob) => !glob.startsWith("!")));
  const unwanted = compiled(globs.filter((glob) => glob.startsWith("!")).map((glob) => glob.slice(1)));
  return (file) => wanted(file) && !unwanted(file);
};

interface Levelled {
  readonly id: string;
  readonly severity: "error" | "warning";
  readonly presets: readonly string[];
}

/** The level of a rule before overrides. */
const baseLevel = ({ id, severity, presets }: Levelled, choice: RuleChoice): ChosenLevel => {
  const stated = choice.rules?.[id];
  if (choice.skip?.includes(id)) return { level: "off", from: "skip" };
  if (choice.only !== undefined && choice.only.length > 0 && id !== SUPPRESSION.id) {
    const isNamed = choice.only.includes(id);
    return { level: isNamed ? (stated === "off" ? severity : (stated ?? severity)) : "off", from: "only" };
  }
  if (stated !== undefined) return { level: stated, from: "rules" };
  const isInPreset = choice.preset === "all" || presets.includes(choice.preset ?? "recommended");
  return { level: isInPreset ? severity : "off", from: "preset" };
};

/**
 * The rules to ask: those of the preset with the changes of `rules` and `overrides`, or only the named ones, less the skipped.
 * @throws UserError for a rule that does not exist, and where no rule is left
 */
export const chooseRules = (choice: RuleChoice, cwd: string): ChosenRules => {
  const { rules = {}, overrides = [], only = [], skip = [] } = choice;
  for (const id of [...only, ...skip, ...Object.keys(rules)].concat(
    overrides.flatMap((each) => Object.keys(each.rules)),
  ))
    known(id);
  const base = new Map(LEVELLED.map((rule) => [rule.id, baseLevel(rule, choice)]));
  const overriding = overrides.map((override, index) => ({
    ...override,
    index,
    matches: matcher(override.files, cwd),
  }));
  const isSettled = (id: string): boolean => skip.includes(id) || (base.get(id)?.from === "only" && !only.includes(id));
  const levelOf = (id: string, file: string | undefined): ChosenLevel => {
    const last =
      file === undefined || isSettled(id)
        ? undefined
        : overriding.findLast((override) => override.rules[id] !== undefined && override.matches(file));
    const level = last?.rules[id];
    return last && level ? { level, from: last.index } : (base.get(id) ?? { level: "off", from: "preset" });
  };
  const counts = ({ meta: { id } }: Rule): boolean =>
    base.get(id)?.level !== "off" || (!isSettled(id) && overrides.some((each) => (each.rules[id] ?? "off") !== "off"));
  const asked = RULES.filter(counts);
  if (asked.length === 0) throw new UserError("no rule is left to check: every rule is off or skipped");
  return { rules: asked, levelOf };
};

/** Every rule with its level in a file (absolute), and what gave it; for people. */
export const ruleLevels = (
  choice: RuleChoice,
  cwd: string,
  file: string | undefined,
): readonly (ChosenLevel & { readonly id: string })[] => {
  const { levelOf } = chooseRules(choice, cwd);
  return LEVELLED.map(({ id }) => ({ id, ...levelOf(id, file) }));
};
