import { levelsIn, type Case, type LevelOrigin } from "../domain/case.js";
import { ENTRY, type Level } from "../domain/level.js";
import { ANY_LEVEL, describeLevels, type LevelSet } from "../domain/level-set.js";
import type { BecauseStep } from "../finding/finding.js";

type Change = Exclude<LevelOrigin, { kind: "enter" }>;

const STEP_KINDS: Readonly<Record<Change["kind"], BecauseStep["kind"]>> = {
  raise: "raise",
  lower: "lower",
  acquire: "acquire",
  release: "release",
  call: "call",
  join: "use",
};

const reached = (level: Level, state: Case, wanted: LevelSet, kind: Change["kind"]): string => {
  if (level.kind === "symbol" && (kind === "raise" || kind === "acquire")) return "raises to a level that is not known";
  if (level.kind === "symbol" && level.symbol === ENTRY) return "restores the level at which the function was entered";
  if (level.kind === "symbol")
    return `restores a level that was saved elsewhere: it may be \`${describeLevels(wanted)}\``;
  const levels = levelsIn(state, level, ANY_LEVEL);
  return `leaves at \`${describeLevels((levels & wanted) === 0 ? levels : levels & wanted)}\``;
};

const chain = (origin: LevelOrigin | undefined): Change[] =>
  origin === undefined || origin.kind === "enter" ? [] : [...chain(origin.inner), origin];

/** How the level came to be what it is in this case: the operation that set it last, from inside a callee outwards. */
export const originSteps = (state: Case, wanted: LevelSet): BecauseStep[] =>
  chain(state.origin).map((change) => ({
    kind: STEP_KINDS[change.kind],
    span: change.span,
    message:
      change.text === "await"
        ? "code after `await` runs at `PASSIVE_LEVEL`"
        : `\`${change.text}\` ${reached(state.level, state, wanted, change.kind)}`,
  }));
