import type { CheckedRule, RuleFinding } from "../analyzer/check/rule.js";
import type { SettledProgram } from "../analyzer/check/settled-program.js";
import { callsAt } from "../analyzer/ir/calls-at.js";
import { spanKey } from "../analyzer/ir/span.js";
import { defineRule } from "./define-rule.js";
import { groupBy } from "./group-by.js";
import { describeWays, wayStep } from "./leak-ways.js";
import { leakedLocks, type LeakedLock } from "./leaked-locks.js";
import { codeText, lockText } from "./lock-words.js";
import { saidOnce } from "./said-in-callee.js";
import { takenAgain } from "./taken-again.js";
import type { Text } from "./statement-place.js";

const finding = (program: SettledProgram, group: readonly LeakedLock[], text: Text): RuleFinding | undefined => {
  const [first] = group;
  if (!first) return undefined;
  const { instance, held, span, ways } = first;
  const { unit } = instance;
  const certain = group.every((leak) => leak.certain);
  const call = callsAt(unit.graph, [span])[0]?.operation;
  const lock = lockText(program, text, { unit, path: held.path, call });
  const acquire = codeText(text, span);
  const isHeld = group.some(({ isOpen }) => isOpen) ? "may still be held" : "is still held";
  const left = ways.length === 0 ? "its end" : describeWays(ways);
  return {
    messageId: certain ? "leaks" : "mayLeak",
    certainty: certain ? "certain" : "possible",
    message: `${lock} that ${acquire} takes ${isHeld} where \`${unit.name}\` is left by ${left}: release it on every way out, in a \`finally\` if something may throw, or declare \`@acquiresLock\``,
    span,
    function: unit.name,
    irql: undefined,
    evidence: undefined,
    steps: [{ kind: "acquire", span, message: `${acquire} takes ${lock}` }, ...ways.map(wayStep)],
    suggestions: [],
    identity: `${lock} ${acquire}`,
  };
};

const check: CheckedRule["check"] = (program, text) => {
  const again = takenAgain(program);
  const once = saidOnce(program, leakedLocks(program)).filter(({ span }) => !again.has(spanKey(span)));
  return groupBy(once, ({ span }) => spanKey(span)).flatMap((group) => finding(program, group, text) ?? []);
};

export const unreleasedSpinLock = defineRule(
  {
    id: "unreleased-spin-lock",
    summary: "a lock is still held on some way out of a function without a contract that says so",
    severity: "error",
    presets: ["recommended", "strict"],
    messages: {
      leaks: "the lock is never released on the way out",
      mayLeak: "the lock is still held on some way out",
    },
    hasSuggestions: false,
    counterparts: {
      sdv: "SpinLock, SpinlockRelease, QueuedSpinLock, CancelSpinLock",
      prefast: "C26115, C26165",
      codeql: "none",
      driverVerifier: "0xC4 / 0x100A; 0xC8",
    },
  },
  check,
);
