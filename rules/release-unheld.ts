import { isCounted } from "../analyzer/check/counted-locks.js";
import { isRunAlone, isSaidToBeHeld } from "../analyzer/check/flag-of-lock.js";
import { perFile } from "../analyzer/check/parts.js";
import type { CheckedRule, RuleFinding } from "../analyzer/check/rule.js";
import type { SettledProgram } from "../analyzer/check/settled-program.js";
import { isVague } from "../analyzer/domain/path.js";
import { contextSteps } from "../analyzer/explain/lock-steps.js";
import { defineRule } from "./define-rule.js";
import { isGivenAsOther } from "./given-as-other.js";
import { isHandleUnused } from "./handle-use.js";
import { releaseCalls, type ReleaseCall } from "./lock-calls.js";
import { byCall, lockOf } from "./lock-words.js";
import type { Text } from "./statement-place.js";

const isFree = ({ hold }: ReleaseCall): boolean => hold.kind === "free";

/** What a callee gives back on some of its ways only may be held on those, and another lock that is held may be this one. */
const isCertain = (program: SettledProgram, call: ReleaseCall): boolean => {
  const { hold, point } = call;
  if (hold.kind !== "free" || !hold.certain || point.event.maybe) return false;
  return !isCounted(program, point.event.lock) && !isGivenAsOther(program, call);
};

/** Whether the lock was held before in this function, and has been given back already. */
const isGivenBack = ({ point: { state, event } }: ReleaseCall): boolean =>
  state.free.has(event.lock.text) || (state.locks.get(event.lock.text)?.balance ?? 0) < 0;

/** A flag that was asked says that a run before has left it held. */
const isFlagged = (program: SettledProgram, call: ReleaseCall): boolean => {
  const { context, after, event } = call.point;
  return isRunAlone(context) && !isGivenBack(call) && isSaidToBeHeld(program, after, event.lock);
};

const isHeld = ({ hold }: ReleaseCall): boolean => hold.kind === "own" || hold.kind === "outer";

/** Some lock of many: where it is held on other ways, how often two loops over one list run decides, which nothing tells. */
const isAnyOf = ({ point: { event } }: ReleaseCall): boolean => isVague(event.lock) && event.handle === undefined;

const ONCE = "release it once, on the ways that acquired it";

/** Why it is not held, and what to change. */
const whyOf = (program: SettledProgram, unheld: readonly ReleaseCall[], lock: string, certain: boolean): string => {
  if (unheld[0] && isGivenBack(unheld[0])) return `${lock} has been released already: ${ONCE}`;
  if (certain) return `nothing has acquired ${lock} before: ${ONCE}`;
  return unheld.some((call) => isGivenAsOther(program, call))
    ? `${lock} is not known to be the lock that is held: release it by the name by which it was acquired`
    : `${lock} is not held on every way that leads here: ${ONCE}`;
};

const finding = (program: SettledProgram, group: readonly ReleaseCall[], text: Text): RuleFinding | undefined => {
  const unheld = group.filter((call) => isFree(call) && !isFlagged(program, call));
  const [first] = unheld;
  if (!first) return undefined;
  const { operation, context } = first.point;
  const certain = unheld.length === group.length && unheld.every((call) => isCertain(program, call));
  if (isAnyOf(first) && group.some(isHeld)) return undefined;
  const lock = lockOf(program, text, first.point);
  return {
    messageId: certain ? "notHeld" : "maybeNotHeld",
    certainty: certain ? "certain" : "possible",
    message: `\`${operation.text}\` releases a lock that ${certain ? "is" : "may be"} not held: ${whyOf(program, unheld, lock, certain)}`,
    span: operation.span,
    function: context.instance.unit.name,
    irql: undefined,
    evidence: undefined,
    steps: [
      ...contextSteps(context),
      { kind: "release", span: operation.span, message: `\`${operation.text}\` releases ${lock}` },
    ],
    suggestions: [],
    identity: operation.text,
  };
};

const check: CheckedRule["check"] = (program, text) => {
  const isUnusedHandle = isHandleUnused(program);
  return byCall(releaseCalls(program)).flatMap((group) =>
    isUnusedHandle(group) ? [] : (finding(program, group, text) ?? []),
  );
};

export const releaseUnheld = defineRule(
  {
    id: "release-unheld",
    summary: "a release of a lock that is not held on some path",
    severity: "error",
    presets: ["recommended", "strict"],
    messages: {
      notHeld: "the lock that is released is not held",
      maybeNotHeld: "the lock that is released is not held on some path",
    },
    hasSuggestions: false,
    counterparts: {
      sdv: "SpinlockRelease, QueuedSpinLockRelease",
      prefast: "C26117, C26167",
      codeql: "none",
      driverVerifier: "0xC4 / 0x1007, 0x32; SpinlockRelease 0x4000B",
    },
  },
  perFile("release-unheld", check),
);
