import { perFile } from "../analyzer/check/parts.js";
import type { CheckedRule, RuleFinding } from "../analyzer/check/rule.js";
import { sharedSavedPlaces, type SharedSavedPlace } from "../analyzer/check/saved-places.js";
import { contextSteps } from "../analyzer/explain/lock-steps.js";
import { spanKey } from "../analyzer/ir/span.js";
import { defineRule } from "./define-rule.js";
import { groupBy } from "./group-by.js";

const judge = ({ point, raise }: SharedSavedPlace, text: (of: SharedSavedPlace["first"]) => string): RuleFinding => {
  const { operation, context } = point;
  const first = text(raise.span).replace(/\s+/g, " ");
  return {
    messageId: "sharedPlace",
    certainty: "certain",
    message: `the level that \`${operation.text}\` saves goes where \`${first}\` keeps its own, whose lock is still held: keep each saved level in a variable of its own`,
    span: operation.span,
    function: context.instance.unit.name,
    irql: undefined,
    evidence: undefined,
    steps: [
      ...contextSteps(context),
      { kind: "acquire", span: raise.span, message: `\`${first}\` saves the level from before it` },
      { kind: "acquire", span: operation.span, message: `\`${operation.text}\` overwrites it` },
    ],
    suggestions: [],
    identity: operation.text,
  };
};

const check: CheckedRule["check"] = (program, text) =>
  groupBy(sharedSavedPlaces(program), ({ point }) => spanKey(point.operation.span)).flatMap(([one]) =>
    one ? [judge(one, text)] : [],
  );

export const sharedOldIrql = defineRule(
  {
    id: "shared-old-irql",
    summary: "one place keeps the saved levels of two locks that are held together",
    severity: "warning",
    presets: ["recommended", "strict"],
    messages: { sharedPlace: "the saved level of a lock that is still held is overwritten" },
    hasSuggestions: false,
    counterparts: { sdv: "none", prefast: "none", codeql: "none", driverVerifier: "none (0x20015 at the release)" },
  },
  perFile("shared-old-irql", check),
);
