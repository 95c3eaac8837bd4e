import { entryContexts, type EntryContext } from "../analyzer/check/entry-contexts.js";
import { eventPoints, type EventPoint } from "../analyzer/check/event-points.js";
import { contractOf, exitPoints, type ExitPoint } from "../analyzer/check/left-behind.js";
import { perFile } from "../analyzer/check/parts.js";
import type { CheckedRule, RuleFinding } from "../analyzer/check/rule.js";
import type { SettledProgram } from "../analyzer/check/settled-program.js";
import type { Case } from "../analyzer/domain/case.js";
import { isHeldHere } from "../analyzer/domain/held.js";
import { isShownFree } from "../analyzer/domain/shown-free.js";
import { levelSymbol } from "../analyzer/domain/level.js";
import { joinPath, rootPath } from "../analyzer/domain/path.js";
import { contextSteps } from "../analyzer/explain/lock-steps.js";
import { spanKey } from "../analyzer/ir/span.js";
import type { SolvedInstance } from "../analyzer/summarize/instance.js";
import { defineRule } from "./define-rule.js";
import { groupBy } from "./group-by.js";
import { compareLevels } from "./restored-level.js";

const LOCK = "global:cancel";

/** `Irp.CancelIrql` in the routine's own terms: `DRIVER_CANCEL` gets the request as its second argument. */
const CANCEL_IRQL = levelSymbol(`path:${joinPath(rootPath("param:1"), ["CancelIrql"], undefined).text}`);

const isCancelEntry = ({ root }: EntryContext): boolean =>
  root?.reason.kind === "role" && root.reason.role.holds === "cancel";

const isCancelRoutine = (program: SettledProgram, instance: SolvedInstance): boolean =>
  contractOf(program, instance)?.isCancel === true || entryContexts(program, instance).some(isCancelEntry);

/** The routine has taken the lock with which it was entered again, and waits for ever: what would come behind is not said. */
const isTakenAgain = ({ free }: Case): boolean => isShownFree(free, LOCK);

/** Gives back the cancel lock with which the routine was entered, not one that it has taken itself since. */
const givesBack = ({ event, state, throws }: EventPoint): boolean => {
  const taken = state.locks.get(LOCK);
  const isOwn = isTakenAgain(state) || (taken !== undefined && isHeldHere(taken));
  return !throws && event.kind === "release" && event.lock.text === LOCK && !isOwn;
};

const isRight = (point: EventPoint): boolean => {
  const found =
    point.event.kind === "release" && point.event.restored
      ? compareLevels(point, CANCEL_IRQL, point.event.restored)
      : "other";
  return found === "same" || found === "open";
};

const base = (point: EventPoint | ExitPoint): Pick<RuleFinding, "irql" | "evidence" | "suggestions" | "function"> => ({
  function: point.context.instance.unit.name,
  irql: undefined,
  evidence: undefined,
  suggestions: [],
});

const wrongLevel = (points: readonly EventPoint[]): RuleFinding[] => {
  const point = points.find((one) => !isRight(one));
  if (!point) return [];
  const { operation, context } = point;
  return [
    {
      ...base(point),
      messageId: "otherLevel",
      certainty: points.some(isRight) ? "possible" : "certain",
      message: `\`${operation.text}\` releases the cancel lock with another level than the request's: pass the \`CancelIrql\` of the request that \`${context.instance.unit.name}\` was called with`,
      span: operation.span,
      steps: [
        ...contextSteps(context),
        {
          kind: "release",
          span: operation.span,
          message: `\`${operation.text}\` restores another level than \`CancelIrql\``,
        },
      ],
      identity: operation.text,
    },
  ];
};

const isStillHeld = ({ state }: ExitPoint): boolean =>
  !isTakenAgain(state) && (state.locks.get(LOCK)?.balance ?? 0) >= 0;

const neverReleased = (program: SettledProgram, instance: SolvedInstance): RuleFinding[] => {
  const exits = exitPoints(program, instance);
  const point = exits.find((one) => one.how === "return" && isStillHeld(one)) ?? exits.find(isStillHeld);
  if (!point) return [];
  const { name, nameSpan } = instance.unit;
  const isCertain = exits.every(isStillHeld);
  const way = isCertain
    ? "never releases"
    : point.how === "throw"
      ? "does not release, where an exception leaves it,"
      : "does not release on every way out";
  return [
    {
      ...base(point),
      messageId: isCertain ? "notReleased" : "maybeNotReleased",
      certainty: isCertain ? "certain" : "possible",
      message: `the cancel routine \`${name}\` ${way} the cancel lock with which it is called: call \`IoReleaseCancelSpinLock\` with the request's \`CancelIrql\``,
      span: nameSpan,
      steps: contextSteps(point.context),
      identity: "not released",
    },
  ];
};

const check: CheckedRule["check"] = (program) => {
  const routines = program.instances.filter((instance) => isCancelRoutine(program, instance));
  const isIn = new Set(routines.map(({ key }) => key));
  const releases = eventPoints(program).filter((point) => isIn.has(point.context.instance.key) && givesBack(point));
  return [
    ...groupBy(releases, ({ operation }) => spanKey(operation.span)).flatMap(wrongLevel),
    ...groupBy(routines, ({ unit }) => unit.id).flatMap(([instance]) =>
      instance ? neverReleased(program, instance) : [],
    ),
  ];
};

export const cancelRoutineIrql = defineRule(
  {
    id: "cancel-routine-irql",
    summary: "a cancel routine does not release the cancel lock with the `CancelIrql` of its request",
    severity: "error",
    presets: ["recommended", "strict"],
    messages: {
      otherLevel: "the cancel lock is released with another level than the request's `CancelIrql`",
      notReleased: "the cancel lock is never released",
      maybeNotReleased: "the cancel lock is not released on some way out",
    },
    hasSuggestions: false,
    counterparts: {
      sdv: "CancelSpinLock",
      prefast: "C28144",
      codeql: "IrqlCancelRoutine",
      driverVerifier: "none",
    },
  },
  perFile("cancel-routine-irql", check),
);
