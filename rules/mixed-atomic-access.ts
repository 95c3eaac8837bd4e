import { elementUses, type ElementUse } from "../analyzer/check/element-uses.js";
import { hasUnknownCallers } from "../analyzer/check/entry-contexts.js";
import type { OuterLock } from "../analyzer/check/outer-lock.js";
import { isKnownPlace, sameness } from "../analyzer/check/lock-identity.js";
import type { CheckedRule, RuleFinding } from "../analyzer/check/rule.js";
import { isDefinite, isElementKey, isLiteralKey } from "../analyzer/domain/path.js";
import { contextSteps } from "../analyzer/explain/lock-steps.js";
import { spanKey } from "../analyzer/ir/span.js";
import { defineRule } from "./define-rule.js";
import { groupBy } from "./group-by.js";
import type { Text } from "./statement-place.js";

type Likeness = "certain" | "possible" | undefined;

/** Of an index that callers bring, what it is called among its like: the field, or just an argument. */
const indexClass = (index: string): string => {
  const text = index.slice(1, -1);
  return text.includes("|") ? text.slice(text.lastIndexOf("|")) : text.startsWith("of:") ? "argument" : text;
};

/** Numbers tell elements apart. Computed indices are not compared: `words[2 * i]` and `words[2 * i + 1]` never meet. */
const sameIndex = (a: string, b: string): Likeness => {
  if (a === "[*]" || b === "[*]") return undefined;
  if (a === b) return isLiteralKey(a) ? "certain" : "possible";
  if (isLiteralKey(a) || isLiteralKey(b)) return undefined;
  return indexClass(a) === indexClass(b) ? "possible" : undefined;
};

const sameElement = (a: ElementUse, b: ElementUse): Likeness => {
  const index = sameIndex(a.index, b.index);
  const view = index && sameness(a.view, b.view);
  if (view === undefined || view === "different" || view === "open") return undefined;
  return view === "same" && isKnownPlace(a.view) && isDefinite(a.view) ? index : "possible";
};

const isSameLock = (one: OuterLock, other: OuterLock): boolean => {
  const likeness = sameness(one.path, other.path);
  return !other.maybe && (likeness === "same" || likeness === "maybe");
};

/** A lock that is held at a use and at all of the others. */
const haveCommonLock = (use: ElementUse, others: readonly ElementUse[]): boolean =>
  [...use.locks.values()].some(
    (lock) => !lock.maybe && others.every(({ locks }) => [...locks.values()].some((one) => isSameLock(lock, one))),
  );

interface Mix {
  readonly plain: ElementUse;
  readonly atomic: ElementUse;
  readonly certain: boolean;
}

const mixOf = (plain: ElementUse, group: readonly ElementUse[]): Mix | undefined => {
  const same = group.filter((use) => sameElement(plain, use) !== undefined);
  const atomics = same.filter((use) => use.atomic !== undefined);
  const others = same.filter((use) => use.atomic === undefined);
  const isWritten = plain.writes || same.some(({ writes }) => writes);
  if (!isWritten || haveCommonLock(plain, atomics) || (!plain.writes && haveCommonLock(plain, others)))
    return undefined;
  const sure = atomics.find((use) => sameElement(plain, use) === "certain");
  const atomic = sure ?? atomics[0];
  return atomic && { plain, atomic, certain: sure !== undefined };
};

/** Uses by callers that are not known say nothing where known callers use the same place. */
const withEvidence = (uses: readonly ElementUse[]): ElementUse[] =>
  groupBy(uses, ({ span }) => spanKey(span)).flatMap((group) => {
    const known = group.filter(({ context }) => !hasUnknownCallers(context));
    return known.length > 0 ? known : group;
  });

const viewClass = ({ view }: ElementUse): string => {
  const key = view.keys.at(-1) ?? view.root;
  return isElementKey(key) ? "[*]" : key;
};

const mixes = (uses: readonly ElementUse[]): Mix[] =>
  groupBy(withEvidence(uses), viewClass).flatMap((group) =>
    group.some(({ atomic }) => atomic !== undefined)
      ? group.filter(({ atomic }) => atomic === undefined).flatMap((plain) => mixOf(plain, group) ?? [])
      : [],
  );

const finding = ({ plain, atomic, certain }: Mix, text: Text): RuleFinding => {
  const name = text(plain.span).replace(/\s+/g, " ");
  const verb = plain.writes ? "written" : "read";
  const other = atomic.context.instance.unit.name;
  const own = plain.context.instance.unit.name;
  return {
    messageId: certain ? "mixed" : "maybeMixed",
    certainty: certain ? "certain" : "possible",
    message: `\`${name}\` is ${verb} plainly here, but \`${other}\` ${certain ? "uses" : "may use"} \`${atomic.atomic ?? ""}\` on it, and no lock is held in both places: use \`Atomics\` here, too, or one lock everywhere`,
    span: plain.span,
    function: own,
    irql: undefined,
    evidence: undefined,
    steps: [
      { kind: "use", span: atomic.span, message: `\`${atomic.atomic ?? ""}\` in \`${other}\`` },
      ...contextSteps(plain.context),
      { kind: "use", span: plain.span, message: `\`${name}\` is ${verb} plainly in \`${own}\`` },
    ],
    suggestions: [],
    identity: `${name} ${verb} ${atomic.atomic ?? ""}`,
  };
};

const check: CheckedRule["check"] = (program, text) =>
  mixes(elementUses(program))
    .toSorted((a, b) => Number(b.certain) - Number(a.certain))
    .map((mix) => finding(mix, text));

export const mixedAtomicAccess = defineRule(
  {
    id: "mixed-atomic-access",
    summary:
      "an element of shared memory is used through `Atomics` in one place and plainly in another, without a common lock",
    severity: "warning",
    presets: ["recommended", "strict"],
    messages: {
      mixed: "the element is used through `Atomics` elsewhere",
      maybeMixed: "what may be one element is used through `Atomics` elsewhere",
    },
    hasSuggestions: false,
    counterparts: { sdv: "none", prefast: "C26101", codeql: "none", driverVerifier: "none" },
  },
  check,
);
