import { exitPoints, type ExitPoint } from "../analyzer/check/left-behind.js";
import type { RuleFinding } from "../analyzer/check/rule.js";
import type { SettledProgram } from "../analyzer/check/settled-program.js";
import type { Contract, TagPlace } from "../analyzer/contract/contract.js";
import { contextSteps } from "../analyzer/explain/lock-steps.js";
import { branchSteps } from "../analyzer/explain/branch-steps.js";
import type { SolvedInstance } from "../analyzer/summarize/instance.js";
import type { Comparison } from "./restored-level.js";

/** A promise of a contract, and whether each way out keeps it. */
export interface Promised {
  readonly messageId: string;
  /** Where it is made: a tag, else the function's name. */
  readonly place: TagPlace | undefined;
  /** What the function does instead, a clause; `some way out` stands before it where not all do. */
  readonly says: (point: ExitPoint) => string;
  readonly advice: string;
  /** `same`: kept. Undefined: says nothing about this way out. */
  readonly compare: (point: ExitPoint) => Comparison | undefined;
}

/** Normal ways out of all instances of one function. */
export const returnsOf = (program: SettledProgram, instances: readonly SolvedInstance[]): ExitPoint[] =>
  instances.flatMap((instance) => exitPoints(program, instance).filter(({ how }) => how === "return"));

export const tagOf = (contract: Contract, name: string, nth = 0): TagPlace | undefined =>
  contract.tags?.filter(({ tag }) => tag === name)[nth];

/** One finding for a promise that some way out does not keep. */
export const brokenPromise = (returns: readonly ExitPoint[], promised: Promised): RuleFinding | undefined => {
  const found = returns.flatMap((point) => {
    const how = promised.compare(point);
    return how === undefined ? [] : [{ point, how }];
  });
  const broken = found.filter(({ how }) => how === "other" || how === "maybe other");
  const shown = (broken.find(({ how }) => how === "other") ?? broken[0])?.point;
  if (!shown) return undefined;
  const { unit } = shown.context.instance;
  const isCertain = found.every(({ how }) => how === "other");
  const subject = promised.place ? `\`@${promised.place.tag}\` is not kept: ` : "";
  const way = isCertain ? "" : "on some way out ";
  return {
    messageId: promised.messageId,
    certainty: isCertain ? "certain" : "possible",
    message: `${subject}${way}\`${unit.name}\` ${promised.says(shown)}: ${promised.advice}`,
    span: promised.place?.span ?? unit.nameSpan,
    function: unit.name,
    irql: undefined,
    evidence: undefined,
    steps: [...contextSteps(shown.context), ...branchSteps(shown.context.instance, shown.state)],
    suggestions: [],
    identity: `${promised.messageId} ${promised.place?.tag ?? ""}`,
  };
};
