import { perFile } from "../analyzer/check/parts.js";
import type { CheckedRule, Evidence, RuleFinding } from "../analyzer/check/rule.js";
import { contractCalls, type ContractCallPoint } from "../analyzer/check/contract-calls.js";
import { levelsOf } from "../analyzer/check/levels-of.js";
import type { SettledProgram } from "../analyzer/check/settled-program.js";
import type { Contract } from "../analyzer/contract/contract.js";
import type { Case } from "../analyzer/domain/case.js";
import {
  atLeast,
  atMost,
  describeLevels,
  DISPATCH_LEVEL,
  HIGH_LEVEL,
  APC_LEVEL,
} from "../analyzer/domain/level-set.js";
import { spanKey } from "../analyzer/ir/span.js";
import { defineRule } from "./define-rule.js";
import { groupBy } from "./group-by.js";
import { clearestEvidence } from "./clearest-evidence.js";
import { raisingForm } from "./raising-form.js";
import { reliesOnDispatch } from "./relies-on-dispatch.js";
import { whyLevel } from "./why-level.js";

const BELOW = atMost(APC_LEVEL);
const ENOUGH = atLeast(DISPATCH_LEVEL);

const placeOf = ({ contract, operation }: ContractCallPoint): string | undefined =>
  reliesOnDispatch(contract) ? spanKey(operation.span) : undefined;

/** Cases whose level is not only what another finding leaves it at: a wait at a level that is too high is one mistake. */
const known = ({ cases }: ContractCallPoint): readonly Case[] => cases.filter(({ supposed }) => !supposed);

const tooLow = (program: SettledProgram, points: readonly ContractCallPoint[]): Evidence[] =>
  points.flatMap((point) =>
    known(point).flatMap((state) => {
      const { instance, node } = point;
      const levels = levelsOf(program, instance, state) & BELOW;
      return levels === 0 ? [] : [{ instance, node, state, levels }];
    }),
  );

const advice = (contract: Contract): string => {
  const form = raisingForm(contract.name);
  return form === undefined
    ? "raise to `DISPATCH_LEVEL` before"
    : `use \`${form}\`, or raise to \`DISPATCH_LEVEL\` before`;
};

const judge = (program: SettledProgram, points: readonly ContractCallPoint[]): RuleFinding | undefined => {
  const worst = clearestEvidence(program, tooLow(program, points));
  const point = points[0];
  if (!worst || !point) return undefined;
  const possible = points.reduce(
    (set, at) => known(at).reduce((levels, state) => levels | levelsOf(program, at.instance, state), set),
    0,
  );
  const isCertain = (possible & ENOUGH) === 0;
  const { contract, operation } = point;
  const why = isCertain ? `runs at \`${describeLevels(possible)}\`` : whyLevel(program, worst, "possible");
  return {
    messageId: isCertain ? "belowDispatch" : "maybeBelowDispatch",
    certainty: isCertain ? "certain" : "possible",
    message: `\`${contract.name}\` needs IRQL >= \`DISPATCH_LEVEL\`, but ${why}: ${advice(contract)}`,
    span: operation.span,
    function: worst.instance.unit.name,
    irql: { possible, required: { min: DISPATCH_LEVEL, max: HIGH_LEVEL } },
    evidence: worst,
    steps: [{ kind: "use", span: operation.span, message: `\`${contract.name}\` needs IRQL >= \`DISPATCH_LEVEL\`` }],
    suggestions: [],
    identity: `${contract.name} ${operation.args.length.toString()}`,
  };
};

const check: CheckedRule["check"] = (program) =>
  groupBy(contractCalls(program), placeOf).flatMap((points) => judge(program, points) ?? []);

export const uncertainAtDpcLevel = defineRule(
  {
    id: "uncertain-at-dpc-level",
    summary: "an `AtDpcLevel` routine is called where IRQL >= `DISPATCH_LEVEL` is not certain",
    severity: "error",
    presets: ["recommended", "strict"],
    messages: {
      belowDispatch: "the routine needs IRQL >= `DISPATCH_LEVEL`, and the level is certainly lower",
      maybeBelowDispatch: "the routine needs IRQL >= `DISPATCH_LEVEL`, and the level may be lower",
    },
    hasSuggestions: false,
    counterparts: {
      sdv: "IrqlDispatch",
      prefast: "C28120",
      codeql: "IrqlTooLow",
      driverVerifier: "0xC4 / 0x20003, 0x40, 0x41",
    },
  },
  perFile("uncertain-at-dpc-level", check),
);
