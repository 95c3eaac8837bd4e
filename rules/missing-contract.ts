import { perFile } from "../analyzer/check/parts.js";
import type { CheckedRule, RuleFinding } from "../analyzer/check/rule.js";
import type { SettledProgram } from "../analyzer/check/settled-program.js";
import { levelsMeetingNeeds, type Case } from "../analyzer/domain/case.js";
import { ENTRY } from "../analyzer/domain/level.js";
import {
  ANY_LEVEL,
  atMost,
  describeLevels,
  DISPATCH_LEVEL,
  highest,
  isSingleton,
  isSubset,
  levelName,
  lowest,
  PASSIVE_LEVEL,
  type LevelSet,
} from "../analyzer/domain/level-set.js";
import { describePath, isObjectRoot, isVague, parsePath, type Path } from "../analyzer/domain/path.js";
import type { SolvedInstance } from "../analyzer/summarize/instance.js";
import { defineRule } from "./define-rule.js";
import { groupBy } from "./group-by.js";

/** One thing that callers must know, and the tag that says it. */
interface Fact {
  readonly says: string;
  readonly tag: string;
}

const isSubject = ({ unit }: SolvedInstance): boolean =>
  unit.isExported &&
  (unit.kind === "function" || unit.kind === "method") &&
  unit.contract === undefined &&
  unit.roles.length === 0;

const pathText = ({ unit }: SolvedInstance, path: Path): string | undefined =>
  isObjectRoot(path.root) || path.root.startsWith("value:")
    ? undefined
    : describePath(path, (index) => unit.parameters[index]?.name ?? "").replace(
        /^the cancel lock$/,
        "_Global_cancel_spin_lock_",
      );

const lockFacts = (instance: SolvedInstance, { locks }: Case): Fact[] =>
  [...locks.values()].flatMap(({ path, balance }) => {
    const name = pathText(instance, path);
    if (name === undefined || balance === 0) return [];
    return balance > 0
      ? [{ says: `takes \`${name}\``, tag: `@acquiresLock ${name}` }]
      : [{ says: `gives \`${name}\` back`, tag: `@releasesLock ${name}` }];
  });

const levelFacts = (state: Case): Fact[] => {
  const { level, origin } = state;
  if (level.kind === "symbol" && level.symbol === ENTRY) return [];
  const isRaised = origin.kind === "raise" || origin.kind === "acquire";
  if (!isRaised || level.kind === "symbol") return [{ says: "restores a saved level", tag: "@irqlRestores" }];
  const says = `leaves at \`${describeLevels(level.set)}\``;
  return [{ says, tag: isSingleton(level.set) ? `@irqlRaises ${levelName(lowest(level.set))}` : "@irqlRaises" }];
};

/** What every function is taken to allow (`DISPATCH_LEVEL` and below) is no need that callers must be told. */
const needFacts = (needed: LevelSet): Fact[] => {
  if (needed === ANY_LEVEL || isSubset(atMost(DISPATCH_LEVEL), needed)) return [];
  const at = levelName(lowest(needed));
  if (isSingleton(needed)) return [{ says: `needs IRQL \`${at}\``, tag: `@irqlRequires ${at}` }];
  if (lowest(needed) > PASSIVE_LEVEL) return [{ says: `needs IRQL >= \`${at}\``, tag: `@irqlRequiresMin ${at}` }];
  const top = levelName(highest(needed));
  return [{ says: `needs IRQL <= \`${top}\``, tag: `@irqlRequiresMax ${top}` }];
};

const unique = (facts: readonly Fact[]): Fact[] => [...new Map(facts.map((fact) => [fact.tag, fact])).values()];

/** It has lowered to a level that is not followed, and undone nothing of its callers: what it does to the level is not known. */
const isLost = ({ level, origin, lowered, locks }: Case): boolean =>
  (level.kind === "set" ? level.set === ANY_LEVEL : level.symbol !== ENTRY) &&
  (origin.kind === "lower" || origin.kind === "release") &&
  lowered.length === 0 &&
  ![...locks.values()].some(({ balance }) => balance < 0);

/** It has taken or given back locks of which there may be any number: no tag names them, nor the level that they leave. */
const isOfMany = ({ locks, raises }: Case): boolean =>
  [...locks.values()].some(({ path }) => isVague(path)) ||
  raises.some(({ lock }) => lock !== undefined && isVague(parsePath(lock)));

/** What a way out tells, and what it needs of the level at entry. */
interface WayOut {
  readonly facts: readonly Fact[];
  readonly needed: LevelSet;
}

const wayOut = (instance: SolvedInstance, state: Case): WayOut => ({
  facts: [...levelFacts(state), ...lockFacts(instance, state)],
  needed: levelsMeetingNeeds(state),
});

const isTelling = ({ facts, needed }: WayOut): boolean => facts.length > 0 || needFacts(needed).length > 0;

/** A function is judged over all that is passed to it. */
const judge = (instances: readonly SolvedInstance[]): RuleFinding[] => {
  const [first] = instances;
  if (!first) return [];
  const { unit } = first;
  const returns = instances.flatMap((instance) =>
    instance.summary.exits.flatMap(({ how, state }) =>
      how === "return" && !isLost(state) && !isOfMany(state) ? [wayOut(instance, state)] : [],
    ),
  );
  const needed = returns.reduce((levels, one) => levels & one.needed, ANY_LEVEL);
  const facts = unique([...needFacts(needed), ...returns.flatMap((one) => one.facts)]);
  if (facts.length === 0) return [];
  const says = facts.map((fact) => fact.says).join(", ");
  const tags = facts.map(({ tag }) => `\`${tag}\``).join(", ");
  return [
    {
      messageId: "noContract",
      certainty: returns.every(isTelling) ? "certain" : "possible",
      message: `\`${unit.name}\` is exported and ${says}, which only its body tells: say so with ${tags}`,
      span: unit.nameSpan,
      function: unit.name,
      irql: undefined,
      evidence: undefined,
      steps: [{ kind: "use", span: unit.nameSpan, message: `\`${unit.name}\` ${says}` }],
      suggestions: [],
      identity: "contract",
    },
  ];
};

const check: CheckedRule["check"] = (program: SettledProgram) =>
  groupBy(program.instances.filter(isSubject), ({ unit }) => unit.id).flatMap(judge);

export const missingContract = defineRule(
  {
    id: "missing-contract",
    summary: "an exported function changes IRQL or locks, or needs a level, and has no contract",
    severity: "warning",
    presets: ["strict"],
    messages: { noContract: "callers must know what the function does to level and locks, and no tag says it" },
    hasSuggestions: false,
    counterparts: { sdv: "none", prefast: "C28167", codeql: "IrqlFunctionNotAnnotated", driverVerifier: "none" },
  },
  perFile("missing-contract", check),
);
