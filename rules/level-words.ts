import type { LevelNeed } from "../analyzer/check/level-needs.js";
import type { Evidence } from "../analyzer/check/rule.js";
import type { LevelOrigin } from "../analyzer/domain/case.js";
import { highest, isSingleton, levelName, lowest, type LevelSet } from "../analyzer/domain/level-set.js";

/** `IRQL <= DISPATCH_LEVEL`, `IRQL PASSIVE_LEVEL`: an upper bound of what is allowed, for messages. */
export const atMostText = (requires: LevelSet): string =>
  isSingleton(requires) ? `IRQL \`${levelName(lowest(requires))}\`` : `IRQL <= \`${levelName(highest(requires))}\``;

/** `IRQL >= DISPATCH_LEVEL`: a lower bound. */
export const atLeastText = (requires: LevelSet): string =>
  isSingleton(requires) ? `IRQL \`${levelName(lowest(requires))}\`` : `IRQL >= \`${levelName(lowest(requires))}\``;

/** The subject of a message: a call whose arguments narrow the contract, or may do so, is named as such. */
export const subject = ({ name, isConditional, isOpen }: LevelNeed): string => {
  if (isOpen) return `\`${name}\`, depending on its arguments,`;
  return isConditional ? `\`${name}\`, called with these arguments,` : `\`${name}\``;
};

const ELSEWHERE: Readonly<Record<LevelOrigin["kind"], string>> = {
  enter: "do it at a lower level, for example in a work item, which runs at `PASSIVE_LEVEL`",
  acquire: "do it before the lock is acquired or after it is released",
  raise: "do it before IRQL is raised or after it is lowered",
  lower: "lower IRQL further before",
  release: "lower IRQL before",
  call: "do it before that call, or lower IRQL before",
  join: "lower IRQL on every way to it",
};

/** What to change where the level is too high. */
export const adviceTooHigh = ({ state }: Evidence): string => ELSEWHERE[state.origin.kind];
