import { perFile } from "../analyzer/check/parts.js";
import type { CheckedRule, RuleFinding } from "../analyzer/check/rule.js";
import type { SettledProgram } from "../analyzer/check/settled-program.js";
import { defineRule } from "./define-rule.js";
import { releaseCalls, type ReleaseCall } from "./lock-calls.js";
import { byCall, codeText, holdSteps, lockOf } from "./lock-words.js";
import { otherRelease } from "./other-release.js";
import { releaseFor } from "./release-pairs.js";
import type { Text } from "./statement-place.js";
import { takenBy, wrongCalls } from "./wrong-releases.js";

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
