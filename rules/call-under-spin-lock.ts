import { levelNeeds } from "../analyzer/check/level-needs.js";
import { perFile } from "../analyzer/check/parts.js";
import type { CheckedRule } from "../analyzer/check/rule.js";
import { defineRule } from "./define-rule.js";
import { findingsUnderLock } from "./under-lock.js";

const check: CheckedRule["check"] = (program, text) =>
  findingsUnderLock(
    program,
    text,
    levelNeeds(program)
      .filter(({ contract }) => contract?.notWhileHoldingSpinLock)
      .map(({ instance, state, operation, name }) => ({
        instance,
        state,
        span: operation.span,
        messageId: "calledUnderLock",
        what: `\`${name}\` is called`,
        why: "but it runs code of others, which may want the same lock",
        advice: "release the lock before, and take it again afterwards if need be",
      })),
  );

export const callUnderSpinLock = defineRule(
  {
    id: "call-under-spin-lock",
    summary: "a request is completed or passed on while a spin lock is held",
    severity: "error",
    presets: ["recommended", "strict"],
    messages: { calledUnderLock: "the routine runs code of others, and a spin lock is held" },
    hasSuggestions: false,
    counterparts: {
      sdv: "SpinLockSafe, ReqSendWhileSpinlock",
      prefast: "none",
      codeql: "none",
      driverVerifier: "none",
    },
  },
  perFile("call-under-spin-lock", check),
);
