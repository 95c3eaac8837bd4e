import type { EntryContext } from "../analyzer/check/entry-contexts.js";
import { eventPoints, type EventPoint } from "../analyzer/check/event-points.js";
import { levelEvidence } from "../analyzer/check/level-evidence.js";
import { levelLimits } from "../analyzer/check/level-limits.js";
import { contractOf } from "../analyzer/check/left-behind.js";
import { undoneForCaller } from "../analyzer/check/outer-raises.js";
import { perFile } from "../analyzer/check/parts.js";
import type { CheckedRule, RuleFinding } from "../analyzer/check/rule.js";
import { contractsCalled, entryOf, type SettledProgram } from "../analyzer/check/settled-program.js";
import { isFeasible, levelsIn } from "../analyzer/domain/case.js";
import { sameLevel, type Level } from "../analyzer/domain/level.js";
import {
  ANY_LEVEL,
  atLeast,
  describeLevels,
  HIGH_LEVEL,
  highest,
  isSubset,
  levelName,
  NO_LEVEL,
  type LevelSet,
} from "../analyzer/domain/level-set.js";
import { contextSteps } from "../analyzer/explain/lock-steps.js";
import { spanKey } from "../analyzer/ir/span.js";
import { contractPath } from "../analyzer/solve/contract-path.js";
import type { SolvedInstance } from "../analyzer/summarize/instance.js";
import { waysOut } from "../analyzer/summarize/summary-of-solution.js";
import { defineRule } from "./define-rule.js";
import { groupBy } from "./group-by.js";
import { compareLevels } from "./restored-level.js";
import { isRaisedBy } from "./is-raised-by.js";
import { isLevelTakenAlong } from "./level-taken-along.js";

/** What is wrong with a change of the level, and how sure that is. */
interface Fault {
  readonly point: EventPoint;
  readonly messageId: "raiseLowers" | "lowerRaises" | "noRaise" | "outside";
  readonly message: string;
  readonly isCertain: boolean;
  readonly strictOnly: boolean;
}

type Judge = (program: SettledProgram, point: EventPoint) => Fault | undefined;

const above = (level: number): LevelSet => (level >= HIGH_LEVEL ? NO_LEVEL : atLeast(level + 1));

/** `KeRaiseIrql` to a level below the one at hand. */
const raiseLowers: Judge = (program, point) => {
  const { event, state, context, operation } = point;
  if (event.kind !== "raise") return undefined;
  const to = levelsIn(state, event.to, context.levels);
  // Above what the routine allows, the call itself is too high, and that is said.
  const allowed = contractsCalled(context.instance, state, operation).reduce(
    (set, { requires }) => set & requires,
    ANY_LEVEL,
  );
  const wrong = to === NO_LEVEL ? NO_LEVEL : above(highest(to)) & allowed;
  const { possible, shown, shownInStrict } = levelEvidence(program, context.instance, state, wrong);
  if (shownInStrict === NO_LEVEL) return undefined;
  const isCertain = isSubset(possible, wrong);
  const from = `\`${describeLevels(shown === NO_LEVEL ? shownInStrict : shown)}\``;
  return {
    point,
    messageId: "raiseLowers",
    message: `\`${operation.text}\` must not lower IRQL, but ${isCertain ? `goes from ${from}` : `may go from ${from}`} to \`${describeLevels(to)}\`: lower with \`KeLowerIrql\`, to a level that a raise has saved`,
    isCertain,
    strictOnly: shown === NO_LEVEL,
  };
};

/**
 * What a raise saved is right, even if that raise has lowered: that is said there. Not where it leads elsewhere by now, or where
 * it is a lock's release that has lowered.
 */
const restoresSaved = ({ event, state }: EventPoint): boolean =>
  event.kind === "lower" &&
  !isLevelTakenAlong(state) &&
  state.raises.some(
    ({ lock, saved, base }) => lock === undefined && sameLevel(saved, event.to) && sameLevel(base, event.to),
  );

const lowerRaises: Judge = (_program, point) => {
  if (!isRaisedBy(point) || restoresSaved(point)) return undefined;
  const { event, state, context, operation } = point;
  const to = event.kind === "lower" ? levelsIn(state, event.to, context.levels) : NO_LEVEL;
  const from = levelsIn(state, state.level, context.levels);
  return {
    point,
    messageId: "lowerRaises",
    message: `\`${operation.text}\` raises IRQL from \`${describeLevels(from)}\` to \`${describeLevels(to)}\`: raise with \`KeRaiseIrql\`, and lower to the level that it returned`,
    isCertain: true,
    strictOnly: false,
  };
};

/** Callers see that it has lowered what they have raised, whichever way it is left. */
const showsLowering = ({ instance: { summary }, levels }: EntryContext): boolean =>
  summary.exits.some(({ state }) => state.lowered.length > 0 && isFeasible(state, levels));

/** Some way out leads to where it was lowered: whether that is what the tags say is asked of them. */
const isLeftThere = ({ unit, solution }: SolvedInstance, to: Level): boolean =>
  waysOut(unit, solution).some(({ state }) => sameLevel(state.level, to));

/** The function gives its callers their level back: they are judged. */
const lowersForCallers = (program: SettledProgram, { context, event }: EventPoint): boolean => {
  const contract = contractOf(program, context.instance);
  const isOwn = event.kind === "lower" && event.to.kind === "set";
  // What the kernel has saved for a role is in no literal.
  if (contract?.level.kind === "restore" || contract?.cases?.some(({ level }) => level?.kind === "restore"))
    return !isOwn || (context.root?.reason.kind !== "role" && isLeftThere(context.instance, event.to));
  if (!context.root) return !isOwn || showsLowering(context);
  const { kind } = context.root.reason;
  if (kind !== "unknown callers" && kind !== "public") return false;
  return !isOwn || entryOf(program, context.instance).calls.length > 0;
};

const whatElse = (program: SettledProgram, { context }: EventPoint): string =>
  contractOf(program, context.instance)?.level.kind === "restore"
    ? "raise before, or lower to the level that `@irqlRestores` names"
    : "raise before, or state `@irqlRestores` if the level is the callers'";

/** The tags say that the function gives back a lock, and with it the level, which it has not done yet. */
const holdsPromised = (program: SettledProgram, { context, state }: EventPoint): boolean =>
  (contractOf(program, context.instance)?.locks ?? []).some(({ operation, form, lock, when }) => {
    const path = operation === "release" && form === "raise" && lock && !when ? contractPath(lock) : undefined;
    return path !== undefined && (state.locks.get(path.text)?.balance ?? 0) >= 0;
  });

/** `KeLowerIrql` under a lock whose release is what restores the level of the callers. */
const underPromisedLock: Judge = (program, point) => {
  const { event, state, operation, context } = point;
  if (event.kind !== "lower" || state.raises.length > 0 || !holdsPromised(program, point)) return undefined;
  if (compareLevels(point, event.from, event.to) === "same") return undefined;
  const message = `\`${operation.text}\` lowers IRQL while the lock is held that \`${context.instance.unit.name}\` gives back, says \`@releasesLock\`: release the lock instead, which restores the level`;
  return { point, messageId: "noRaise", message, isCertain: false, strictOnly: false };
};

/** `KeLowerIrql` where nothing has raised since the function was entered. */
const noRaise: Judge = (program, point) => {
  const { event, state, operation } = point;
  if (event.kind !== "lower") return undefined;
  const compared = compareLevels(point, event.from, event.to);
  if (compared === "same") return undefined;
  if (state.raises.some(({ lock }) => lock === undefined)) return undefined;
  const underLock = state.raises.at(-1);
  if (!underLock && (lowersForCallers(program, point) || undoneForCaller(point.context, point.state))) return undefined;
  const what = underLock
    ? `\`${operation.text}\` lowers IRQL while the lock that \`${underLock.text}\` took is held: release the lock instead`
    : `\`${operation.text}\` lowers IRQL, but nothing in \`${point.context.instance.unit.name}\` has raised it: ${whatElse(program, point)}`;
  // What callers have raised is not known here.
  const isCertain = underLock !== undefined || (point.context.root !== undefined && compared === "other");
  return { point, messageId: "noRaise", message: what, isCertain, strictOnly: false };
};

/** A change to a level outside what `@irqlAlwaysFunctionMin` and `…Max` of the function, or of one that calls it, allow. */
const outsideLimits: Judge = (program, point) => {
  const { event, after, state, context, operation } = point;
  // A release restores what was before; whether that is right is asked elsewhere.
  if (event.kind === "release" || after.level.kind === "symbol" || sameLevel(after.level, state.level))
    return undefined;
  const levels = levelsIn(after, after.level, context.levels);
  const broken = levelLimits(program, context).find(({ allowed }) => !isSubset(levels, allowed));
  if (!broken) return undefined;
  const { allowed, limit, owner, kind } = broken;
  const isCertain = (levels & allowed) === NO_LEVEL;
  return {
    point,
    messageId: "outside",
    message: `\`${operation.text}\` ${isCertain ? "leads" : "may lead"} to \`${describeLevels(levels & ~allowed)}\`, but \`${owner}\` never runs ${kind} \`${levelName(limit)}\`, says its contract: stay within it, or change the contract`,
    isCertain,
    strictOnly: false,
  };
};

const isSaidInside = (point: EventPoint): boolean =>
  point.event.kind === "lower" && point.event.isSettledInside && isRaisedBy(point);

const judgePoint = (program: SettledProgram, point: EventPoint): Fault | undefined => {
  if (isSaidInside(point)) return undefined;
  // A helper's change is judged in the helper; only what it lowers for its callers is theirs.
  const isDirect = contractsCalled(point.context.instance, point.state, point.operation).length > 0;
  const judges = isDirect
    ? [raiseLowers, lowerRaises, noRaise, underPromisedLock, outsideLimits]
    : [lowerRaises, noRaise];
  for (const judge of judges) {
    const fault = judge(program, point);
    if (fault) return fault;
  }
  return undefined;
};

const judge = (program: SettledProgram, points: readonly EventPoint[]): RuleFinding | undefined => {
  const faults = points.map((point) => judgePoint(program, point));
  const found = faults.flatMap((fault) => fault ?? []);
  const shown = found.find(({ strictOnly }) => !strictOnly) ?? found[0];
  if (!shown) return undefined;
  const { point, messageId, message, strictOnly } = shown;
  const { operation, context, node, state } = point;
  const levels = levelsIn(state, state.level, context.levels);
  return {
    messageId,
    certainty: faults.every((fault) => fault?.isCertain) ? "certain" : "possible",
    message,
    span: operation.span,
    function: context.instance.unit.name,
    irql: undefined,
    evidence: { instance: context.instance, node, state, levels },
    steps: [
      ...(state.level.kind === "symbol" ? [] : contextSteps(context)),
      { kind: "use", span: operation.span, message: `\`${operation.text}\` changes IRQL` },
    ],
    suggestions: [],
    identity: `${messageId} ${operation.text}`,
    strictOnly,
  };
};

const check: CheckedRule["check"] = (program) =>
  groupBy(eventPoints(program), ({ operation }) => spanKey(operation.span)).flatMap(
    (group) => judge(program, group) ?? [],
  );

export const invalidIrqlChange = defineRule(
  {
    id: "invalid-irql-change",
    summary:
      "a raise lowers IRQL, a lowering raises it or has no raise before it, or a change leaves what the contract allows inside",
    severity: "error",
    presets: ["recommended", "strict"],
    messages: {
      raiseLowers: "a routine that raises IRQL would lower it",
      lowerRaises: "`KeLowerIrql` would raise IRQL",
      noRaise: "`KeLowerIrql` has no raise before it",
      outside: "the level leaves what `@irqlAlwaysFunctionMin` or `@irqlAlwaysFunctionMax` allows",
    },
    hasSuggestions: false,
    saysMoreInStrict: true,
    counterparts: {
      sdv: "IrqlKeRaiseLower",
      prefast: "C28124, C28141, C28150",
      codeql: "IrqlSetTooHigh, IrqlSetTooLow",
      driverVerifier: "0xC4 / 0x30, 0x31",
    },
  },
  perFile("invalid-irql-change", check),
);
