import { levelEvidence, type LevelEvidence } from "../analyzer/check/level-evidence.js";
import type { LevelNeed } from "../analyzer/check/level-needs.js";
import type { Evidence, RuleFinding } from "../analyzer/check/rule.js";
import type { SettledProgram } from "../analyzer/check/settled-program.js";
import { isSubset, type LevelSet, NO_LEVEL } from "../analyzer/domain/level-set.js";
import type { Certainty } from "../analyzer/finding/finding.js";
import { spanKey } from "../analyzer/ir/span.js";
import { clearestEvidence } from "./clearest-evidence.js";
import { groupBy } from "./group-by.js";
import { whyLevel } from "./why-level.js";

/** A call whose level something shows to be wrong. */
export interface LevelFault {
  readonly need: LevelNeed;
  readonly evidence: Evidence;
  readonly certainty: Certainty;
  /** Why the level is what it is, a clause after "but". */
  readonly why: string;
}

interface Judged {
  readonly need: LevelNeed;
  readonly wrong: LevelSet;
  readonly found: LevelEvidence;
}

const isCertain = ({ wrong, found }: Judged): boolean => isSubset(found.possible, wrong);

const evidenceOf = ({ need: { instance, node, state } }: Judged, levels: LevelSet): Evidence[] =>
  levels === NO_LEVEL ? [] : [{ instance, node, state, levels }];

/** All calls at one place, in all cases: one finding, by the clearest evidence. */
const judgePlace = (
  program: SettledProgram,
  judged: readonly Judged[],
  say: (fault: LevelFault) => Pick<RuleFinding, "messageId" | "message" | "steps">,
  required: (need: LevelNeed) => { readonly min: number; readonly max: number },
): RuleFinding | undefined => {
  const shown = judged.flatMap((one) => evidenceOf(one, one.found.shown));
  const all = shown.length > 0 ? shown : judged.flatMap((one) => evidenceOf(one, one.found.shownInStrict));
  const evidence = clearestEvidence(program, all);
  const chosen = judged.find(
    ({ need, wrong }) => wrong !== NO_LEVEL && need.state === evidence?.state && need.instance === evidence.instance,
  );
  if (!evidence || !chosen) return undefined;
  const { need } = chosen;
  const certainty = judged.every(isCertain) ? "certain" : "possible";
  const why = whyLevel(program, evidence, certainty);
  return {
    ...say({ need, evidence, certainty, why }),
    certainty,
    span: need.operation.span,
    function: need.instance.unit.name,
    irql: { possible: judged.reduce((set, { found }) => set | found.possible, NO_LEVEL), required: required(need) },
    evidence,
    suggestions: [],
    identity: `${need.name} ${String(need.operation.args.length)}`,
    strictOnly: shown.length === 0,
  };
};

export interface LevelRule {
  /** The levels at which this call is wrong; none where the rule does not speak of it. */
  readonly wrong: (need: LevelNeed) => LevelSet;
  readonly required: (need: LevelNeed) => { readonly min: number; readonly max: number };
  readonly say: (fault: LevelFault) => Pick<RuleFinding, "messageId" | "message" | "steps">;
}

/** Findings of a rule about the level at calls, one for each call whoever makes it. */
export const levelFindings = (
  program: SettledProgram,
  needs: readonly LevelNeed[],
  { wrong, required, say }: LevelRule,
): RuleFinding[] =>
  groupBy(needs, ({ operation }) => spanKey(operation.span)).flatMap((group) => {
    const judged = group.map((need): Judged => {
      const levels = wrong(need);
      return { need, wrong: levels, found: levelEvidence(program, need.instance, need.state, levels) };
    });
    return judgePlace(program, judged, say, required) ?? [];
  });
