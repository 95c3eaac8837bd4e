import { eventPoints, type EventPoint } from "../analyzer/check/event-points.js";
import { undoneForCaller } from "../analyzer/check/outer-raises.js";
import { perFile } from "../analyzer/check/parts.js";
import { sharedSavedPlaces } from "../analyzer/check/saved-places.js";
import type { CheckedRule, RuleFinding } from "../analyzer/check/rule.js";
import type { SettledProgram } from "../analyzer/check/settled-program.js";
import { outsidePath } from "../analyzer/check/entry-contexts.js";
import { levelsIn } from "../analyzer/domain/case.js";
import { ENTRY, sameLevel, type Level } from "../analyzer/domain/level.js";
import { describeLevels, isSingleton } from "../analyzer/domain/level-set.js";
import { parsePath, type Path } from "../analyzer/domain/path.js";
import type { Raise } from "../analyzer/domain/raise.js";
import { contextSteps } from "../analyzer/explain/lock-steps.js";
import { spanKey } from "../analyzer/ir/span.js";
import { waysOut } from "../analyzer/summarize/summary-of-solution.js";
import { defineRule } from "./define-rule.js";
import { groupBy } from "./group-by.js";
import { isRaisedBy } from "./is-raised-by.js";
import { isLevelTakenAlong } from "./level-taken-along.js";
import { compareLevels, type Comparison } from "./restored-level.js";
import { isWrongRelease } from "./wrong-releases.js";

/** A release or lowering together with the raise that it undoes. */
interface Restored {
  readonly point: EventPoint;
  readonly raise: Raise;
  readonly level: Level;
  readonly found: Comparison;
  /** An outer raise is undone together with the innermost one. */
  readonly skips: boolean;
}

const compareAll = (point: EventPoint, allowed: readonly Level[], level: Level): Comparison => {
  const found = allowed.map((one) => compareLevels(point, one, level));
  return found.includes("same") ? "same" : (found[0] ?? "open");
};

/**
 * Where undoing a lock's raise leads, and what it has saved itself: that is right unless a raise around it was undone first
 * and left the level to it. One that took the level with it is another mistake.
 */
const ownLevels = (point: EventPoint, { saved, base }: Raise): Level[] =>
  sameLevel(saved, base) || compareLevels(point, point.state.level, saved) === "same" ? [base] : [base, saved];

/**
 * The release that undoes a lock's raise must restore what the acquire saved. In hand-over-hand locking the outer lock is
 * released first: then it may leave the inner one's level, and the inner one restores the outer one's. Of a lock that was
 * taken again, which was reported, it may be what any of the acquires saved.
 */
const releasedLevel = (point: EventPoint): Restored | undefined => {
  const { event, state } = point;
  if (event.kind !== "release" || !event.restored || event.handle !== undefined) return undefined;
  const index = state.raises.findLastIndex(({ lock }) => lock === event.lock.text);
  const raise = state.raises[index];
  if (!raise) return undefined;
  const inner = state.raises[index + 1]?.saved;
  const again = event.held?.again ? state.raises.filter(({ lock }) => lock === raise.lock) : [];
  const allowed = [...ownLevels(point, raise), ...(inner ? [inner] : []), ...again.map(({ saved }) => saved)];
  return { point, raise, level: event.restored, found: compareAll(point, allowed, event.restored), skips: false };
};

/**
 * The same for a lock that a function has taken by another name, which callers decide on, and gives back by that one as well: one of
 * the two releases is too many, and the first has to restore what the acquire saved.
 */
const aliasedLevel = (program: SettledProgram, point: EventPoint): Restored | undefined => {
  const { event, state, context } = point;
  if (event.kind !== "release" || !event.restored || event.handle !== undefined || context.isMerged) return undefined;
  const nameOf = (lock: Path): string => outsidePath(program, context, lock).text;
  const raise = state.raises.findLast(
    ({ lock }) => lock !== undefined && nameOf(parsePath(lock)) === nameOf(event.lock),
  );
  const isLeft = waysOut(context.instance.unit, context.instance.solution).some(
    (way) => raise?.lock !== undefined && (way.state.locks.get(raise.lock)?.balance ?? 0) > 0,
  );
  if (!raise || isLeft) return undefined;
  return {
    point,
    raise,
    level: event.restored,
    found: compareAll(point, ownLevels(point, raise), event.restored),
    skips: false,
  };
};

/** The same for a lock that a function takes by one name and gives back by another. */
const exchangedLevel = (point: EventPoint): Restored | undefined => {
  const { event } = point;
  if (event.kind !== "internal" || !event.undone) return undefined;
  const { raise, inner, restored } = event.undone;
  const allowed = [...ownLevels(point, raise), ...(inner ? [inner] : [])];
  return { point, raise, level: restored, found: compareAll(point, allowed, restored), skips: false };
};

/** The level that went with a lock is not brought back by what was raised above it: that leads where the release has led. */
const takenAlong = (point: EventPoint, raise: Raise, to: Level): Raise =>
  isLevelTakenAlong(point.state) && compareLevels(point, raise.base, to) === "same"
    ? { ...raise, base: point.state.level }
    : raise;

/** `KeLowerIrql` must restore what the innermost open raise saved. One that certainly raises is another mistake. */
const loweredLevel = (point: EventPoint): Restored | undefined => {
  const { event, state } = point;
  if (event.kind !== "lower" || isRaisedBy(point)) return undefined;
  const plain = state.raises.filter(({ lock }) => lock === undefined);
  const innermost = plain.at(-1) ?? (event.to.kind === "set" ? undoneForCaller(point.context, point.state) : undefined);
  if (!innermost) return undefined;
  const raise = takenAlong(point, innermost, event.to);
  const compared = compareLevels(point, raise.base, event.to);
  const found = event.again === true && compared === "other" ? "maybe other" : compared;
  const isSaved = ({ saved }: Raise): boolean => compareLevels(point, saved, event.to) === "same";
  const skips = !isSaved(raise) && plain.slice(0, -1).some(isSaved);
  return { point, raise, level: event.to, found, skips };
};

const ANOTHER = "another level";

const levelText = ({ state, context }: EventPoint, level: Level): string => {
  if (level.kind === "symbol" && level.symbol === ENTRY) return "the level at which the function was entered";
  const levels = levelsIn(state, level, context.levels);
  return isSingleton(levels) ? `\`${describeLevels(levels)}\`` : ANOTHER;
};

/** Where there is something to say of it. */
const whichLevel = (point: EventPoint, level: Level): string => {
  const text = levelText(point, level);
  return text === ANOTHER ? "" : `, ${text}`;
};

const say = ({ point, raise, level, skips }: Restored, isCertain: boolean): string => {
  const { operation } = point;
  if (skips)
    return `\`${operation.text}\` undoes two raises at once: lower first to the level that \`${raise.text}\` saved`;
  const verb = isCertain ? "restores" : "may restore";
  if (!sameLevel(raise.base, raise.saved))
    return `\`${operation.text}\` ${verb} ${levelText(point, level)}, but what was raised before \`${raise.text}\` is undone already: pass the level that was saved first${whichLevel(point, raise.base)}`;
  return `\`${operation.text}\` ${verb} ${levelText(point, level)}, but \`${raise.text}\` has saved ${levelText(point, raise.saved)}: pass the level that it returned`;
};

const judge = (group: readonly Restored[]): RuleFinding | undefined => {
  const wrong = group.filter(({ found }) => found === "other" || found === "maybe other");
  const shown = wrong.find(({ found }) => found === "other") ?? wrong[0];
  if (!shown) return undefined;
  const isCertain = group.every(({ found }) => found === "other");
  const { context, operation } = shown.point;
  return {
    messageId: shown.skips ? "skipsRaise" : isCertain ? "wrongLevel" : "maybeWrongLevel",
    certainty: isCertain ? "certain" : "possible",
    message: say(shown, isCertain),
    span: operation.span,
    function: context.instance.unit.name,
    irql: undefined,
    evidence: undefined,
    steps: [
      ...contextSteps(context),
      {
        kind: shown.raise.lock === undefined ? "raise" : "acquire",
        span: shown.raise.span,
        message: `\`${shown.raise.text}\` saves ${levelText(shown.point, shown.raise.saved)}`,
      },
      {
        kind: "lower",
        span: operation.span,
        message: `\`${operation.text}\` restores ${levelText(shown.point, shown.level)}`,
      },
    ],
    suggestions: [],
    identity: `${operation.text} ${shown.raise.text}`,
  };
};

/** What one variable for two saved levels leads to is said where the second is saved. A number comes out of no variable. */
const ofSharedPlace = (program: SettledProgram): ((restored: Restored) => boolean) => {
  const sharing = new Set(sharedSavedPlaces(program).map(({ first }) => spanKey(first)));
  return ({ point: { event }, raise }) =>
    sharing.has(spanKey(raise.span)) && !("value" in event && event.value?.kind === "literal");
};

const check: CheckedRule["check"] = (program) => {
  const isOfSharedPlace = ofSharedPlace(program);
  const isOfWrongRelease = isWrongRelease(program);
  const restored = eventPoints(program)
    .filter((point) => point.event.kind !== "release" || !isOfWrongRelease(point))
    .flatMap(
      (point) =>
        releasedLevel(point) ?? aliasedLevel(program, point) ?? exchangedLevel(point) ?? loweredLevel(point) ?? [],
    )
    .filter((one) => !isOfSharedPlace(one));
  return groupBy(restored, ({ point }) => spanKey(point.operation.span)).flatMap((group) => judge(group) ?? []);
};

export const wrongIrqlRestored = defineRule(
  {
    id: "wrong-irql-restored",
    summary: "a release or `KeLowerIrql` restores another level than the one that its acquire or raise saved",
    severity: "error",
    presets: ["recommended", "strict"],
    messages: {
      wrongLevel: "the level that is restored is certainly not the one that was saved",
      maybeWrongLevel: "the level that is restored may be another one than was saved",
      skipsRaise: "two raises are undone at once",
    },
    hasSuggestions: false,
    counterparts: {
      sdv: "IrqlKeReleaseSpinLock, IrqlKeRaiseLower2",
      prefast: "none",
      codeql: "IrqlLoweredImproperly",
      driverVerifier: "0x20015",
    },
  },
  perFile("wrong-irql-restored", check),
);
