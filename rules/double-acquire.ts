import { perFile } from "../analyzer/check/parts.js";
import type { CheckedRule, RuleFinding } from "../analyzer/check/rule.js";
import type { SettledProgram } from "../analyzer/check/settled-program.js";
import { isDefinite } from "../analyzer/domain/path.js";
import { defineRule } from "./define-rule.js";
import { takeCalls, type TakeCall } from "./lock-calls.js";
import { byCall, callersText, codeText, holdSteps, lockOf } from "./lock-words.js";
import { isTakenAgain } from "./taken-again.js";
import type { Text } from "./statement-place.js";

const isCertain = ({ point, hold }: TakeCall): boolean =>
  "certain" in hold && hold.certain && (isDefinite(point.event.lock) || hold.kind === "own");

const finding = (program: SettledProgram, group: readonly TakeCall[], text: Text): RuleFinding | undefined => {
  const again = group.filter((call) => isTakenAgain(program, call));
  const [first] = again;
  if (!first) return undefined;
  const { point, hold } = first;
  const { operation, context } = point;
  const certain = again.length === group.length && again.every(isCertain);
  const lock = lockOf(program, text, point);
  const steps = holdSteps(point, hold, text);
  const acquire = steps.find(({ kind }) => kind === "acquire");
  const held = acquire ? `since ${codeText(text, acquire.span)}` : "on entry";
  const whose =
    hold.kind === "outer"
      ? `\`${context.instance.unit.name}\` ${certain ? "is" : "may be"} called with ${lock} held ${held}`
      : `${lock} ${certain ? "is" : "may be"} held ${held}`;
  return {
    messageId: certain ? "again" : "maybeAgain",
    certainty: certain ? "certain" : "possible",
    message: `\`${operation.text}\` waits for a lock that this worker itself ${certain ? "holds" : "may hold"}, and so for ever: ${whose}${callersText(again.map((one) => one.point))}: release it before, or do not take it again`,
    span: operation.span,
    function: context.instance.unit.name,
    irql: undefined,
    evidence: undefined,
    steps: [...steps, { kind: "acquire", span: operation.span, message: `\`${operation.text}\` takes it again` }],
    suggestions: [],
    identity: operation.text,
  };
};

const check: CheckedRule["check"] = (program, text) =>
  byCall(takeCalls(program)).flatMap((group) => finding(program, group, text) ?? []);

export const doubleAcquire = defineRule(
  {
    id: "double-acquire",
    summary: "a lock is acquired while the same worker holds it",
    severity: "error",
    presets: ["recommended", "strict"],
    messages: {
      again: "the lock is held already by the same worker",
      maybeAgain: "the lock may be held already by the same worker",
    },
    hasSuggestions: false,
    counterparts: {
      sdv: "SpinLock, QueuedSpinLock, CancelSpinLock",
      prefast: "C26111",
      codeql: "none",
      driverVerifier: "0xF; 0xC4 / 0x1000; SpinLock 0x40009",
    },
  },
  perFile("double-acquire", check),
);
