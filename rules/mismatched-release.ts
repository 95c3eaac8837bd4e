import { eventPoints, type StatePoint } from "../analyzer/check/event-points.js";
import type { Hold } from "../analyzer/check/hold.js";
import { perFile } from "../analyzer/check/parts.js";
import type { CheckedRule, RuleFinding } from "../analyzer/check/rule.js";
import type { SettledProgram } from "../analyzer/check/settled-program.js";
import { isOnePlace, type Path } from "../analyzer/domain/path.js";
import { defineRule } from "./define-rule.js";
import { releaseCalls, type ReleaseCall } from "./lock-calls.js";
import { byCall, codeText, holdSteps, lockOf } from "./lock-words.js";
import { otherRelease } from "./other-release.js";
import { isPairOf, releaseFor, type Taken } from "./release-pairs.js";
import type { Text } from "./statement-place.js";

/** How the lock was taken; undefined where that is not known here. */
const takenBy = (hold: Hold): Taken | undefined => {
  if (hold.kind === "own") return hold.held;
  return hold.kind === "outer" ? hold.lock : undefined;
};

const keyOf = ({ context }: StatePoint, lock: Path): string => `${context.instance.key} ${lock.text}`;

/** Acquires of locks under names that do not tell them apart: several may be held, each taken in another way. */
const takenUnderOneName = (program: SettledProgram): Map<string, Taken[]> => {
  const taken = new Map<string, Taken[]>();
  for (const point of eventPoints(program)) {
    const { event } = point;
    if (event.kind !== "acquire" || isOnePlace(event.lock)) continue;
    const key = keyOf(point, event.lock);
    taken.set(key, [...(taken.get(key) ?? []), { ...event, tried: event.tries }]);
  }
  return taken;
};

const wrongCalls = (program: SettledProgram): ((call: ReleaseCall) => boolean) => {
  const many = takenUnderOneName(program);
  return ({ point, hold }) => {
    const taken = takenBy(hold);
    const others = many.get(keyOf(point, point.event.lock)) ?? [];
    // Of a lock that was taken again it is not asked which of the two is given back.
    if (taken === undefined || (hold.kind === "own" && hold.held.again)) return false;
    return ![taken, ...others].some((one) => isPairOf(one, point.event));
  };
};

const finding = (
  program: SettledProgram,
  group: readonly ReleaseCall[],
  isWrong: (call: ReleaseCall) => boolean,
  text: Text,
): RuleFinding | undefined => {
  const wrong = group.filter(isWrong);
  const [first] = wrong;
  const taken = first && takenBy(first.hold);
  if (!first || !taken) return undefined;
  const { point, hold } = first;
  const { operation, context, event } = point;
  const certain = wrong.length === group.length && wrong.every((one) => "certain" in one.hold && one.hold.certain);
  const steps = holdSteps(point, hold, text);
  const acquire = steps.find(({ kind }) => kind === "acquire");
  const by = acquire ? `${codeText(text, acquire.span)} took` : "was taken for this function";
  const right = releaseFor(taken);
  return {
    messageId: certain ? "mismatched" : "maybeMismatched",
    certainty: certain ? "certain" : "possible",
    message: `\`${operation.text}\` releases ${lockOf(program, text, point)}, which ${by}${certain ? "" : " on some way"}, but is not the counterpart of that routine: ${right === undefined ? "use the release of the same family and form" : `use \`${right}\``}`,
    span: operation.span,
    function: context.instance.unit.name,
    irql: undefined,
    evidence: undefined,
    steps: [...steps, { kind: "release", span: operation.span, message: `\`${operation.text}\` releases it` }],
    suggestions: right === undefined || !certain ? [] : otherRelease(program, text, point, hold, right),
    identity: `${operation.text} ${event.family} ${event.form}`,
  };
};

const check: CheckedRule["check"] = (program, text) => {
  const isWrong = wrongCalls(program);
  return byCall(releaseCalls(program)).flatMap((group) => finding(program, group, isWrong, text) ?? []);
};

export const mismatchedRelease = defineRule(
  {
    id: "mismatched-release",
    summary: "a lock is released by another routine than the one that pairs with its acquire",
    severity: "error",
    presets: ["recommended", "strict"],
    messages: {
      mismatched: "the release does not pair with the routine that took the lock",
      maybeMismatched: "the release does not pair with a routine that may have taken the lock",
    },
    hasSuggestions: true,
    counterparts: {
      sdv: "none",
      prefast: "none",
      codeql: "none",
      driverVerifier: "0xC4 / 0x32, 0x1009",
    },
  },
  perFile("mismatched-release", check),
);
