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
  readonly levelOf: (id: string, file: string | undefined) => ChosenLevel;
}

/** Comments that allow findings are judged by the command line, not by a rule that is asked. */
export const SUPPRESSION = { id: "suppression", severity: "warning", presets: ["recommended", "strict"] } as const;

/** What has a level: the rules and the judge of comments. */
const LEVELLED = [...RULES.map(({ meta }) => meta), SUPPRESSION];

const known = (id: string): void => {
  if (!LEVELLED.some((rule) => rule.id === id))
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

const isInPreset = ({ presets }: Levelled, preset: NonNullable<RuleChoice["preset"]>): boolean =>
  preset === "all" || presets.includes(preset);

/** The level of a rule before overrides. */
const baseLevel = (
  rule: Levelled,
  { preset = "recommended", rules = {}, only = [], skip = [] }: RuleChoice,
): ChosenLevel => {
  const { id, severity } = rule;
  const stated = rules[id];
  if (skip.includes(id)) return { level: "off", from: "skip" };
  if (only.includes(id)) return { level: stated === undefined || stated === "off" ? severity : stated, from: "only" };
  if (only.length > 0 && id !== SUPPRESSION.id) return { level: "off", from: "only" };
  if (stated !== undefined) return { level: stated, from: "rules" };
  return { level: isInPreset(rule, preset) ? severity : "off", from: "preset" };
};

const refuseUnknown = ({ rules = {}, overrides = [], only = [], skip = [] }: RuleChoice): void => {
  for (const levels of [rules, ...overrides.map((each) => each.rules)]) Object.keys(levels).forEach(known);
  [...only, ...skip].forEach(known);
};

/**
 * The rules to ask: those of the preset with the changes of `rules` and `overrides`, or only the named ones, less the skipped.
 * @throws UserError for a rule that does not exist, and where no rule is left
 */
export const chooseRules = (choice: RuleChoice, cwd: string): ChosenRules => {
  const { overrides = [], only = [], skip = [] } = choice;
  refuseUnknown(choice);
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
