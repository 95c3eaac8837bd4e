import { collectionText, maybeSame, moduleNames, type ModuleNames } from "../analyzer/check/lock-names.js";
import { acquirePoints, lockUses, type AcquirePoint, type LockUse } from "../analyzer/check/lock-uses.js";
import type { CheckedRule, RuleFinding } from "../analyzer/check/rule.js";
import type { LockFamily } from "../analyzer/contract/contract.js";
import type { Fact } from "../analyzer/domain/fact.js";
import { isBareParameter, isDefinite, isRelative } from "../analyzer/domain/path.js";
import type { BecauseStep } from "../analyzer/finding/finding.js";
import { spanKey, type Span } from "../analyzer/ir/span.js";
import { defineRule } from "./define-rule.js";

/** What a lock is used as: reading and writing are one kind. */
const KINDS: Readonly<Record<LockFamily, string | undefined>> = {
  ordinary: "an ordinary spin lock",
  queued: "a queued spin lock",
  "reader-writer-shared": "a reader/writer spin lock",
  "reader-writer-exclusive": "a reader/writer spin lock",
  interrupt: "an interrupt spin lock",
  cancel: "the cancel spin lock",
  ndis: "an NDIS spin lock",
  "ndis-rw-read": "an NDIS read/write lock",
  "ndis-rw-write": "an NDIS read/write lock",
  wdf: "a framework spin lock",
  vpb: "the VPB spin lock",
  other: undefined,
};

interface Acquire extends AcquirePoint {
  readonly kind: string;
}

interface Use extends LockUse {
  readonly kind: string;
}

const groupBy = (uses: readonly Use[], keyOf: (use: Use) => string | undefined): Use[][] => {
  const groups = new Map<string, Use[]>();
  for (const use of uses) {
    const key = keyOf(use);
    if (key !== undefined) groups.set(key, [...(groups.get(key) ?? []), use]);
  }
  return [...groups.values()];
};

/** Uses of one lock, or of one collection of locks, by name. A lock that callers bring is only itself inside its function. */
const byName = (use: Use): string | undefined => {
  if (use.lock.root.startsWith("value:unknown")) return undefined;
  return use.open ? `${use.instance.unit.id} ${collectionText(use.lock)}` : collectionText(use.lock);
};

const byProperty = (use: Use): string | undefined => use.property;

/** Elements of one collection may be objects of different classes: fields that are declared apart are different locks. */
const otherField = (a: Use, b: Use): boolean =>
  !(isDefinite(a.lock) && isDefinite(b.lock)) &&
  a.property !== undefined &&
  b.property !== undefined &&
  a.property !== b.property;

/** One virtual call runs the method of one class: what another class's method takes on that way is another object's. */
const otherObject = (a: Use, b: Use): boolean =>
  [...a.ran].some(([site, callee]) => b.ran.has(site) && b.ran.get(site) !== callee && isVirtual(a, b));

/** The lock is a field of the object that the call was made on, not something handed to it. */
const isVirtual = (a: Use, b: Use): boolean => a.property !== undefined && b.property !== undefined;

const clash = (a: Use, b: Use): boolean =>
  a.kind !== b.kind && maybeSame(a.lock, b.lock) && !otherField(a, b) && !otherObject(a, b);

/** Found in a variable of the program, however it was reached; not one that a caller brings or that an unknown call returned. */
const isKnown = (use: Use): boolean =>
  !use.open && (use.lock.root.startsWith("var:") || use.lock.root.startsWith("global:"));

/** What an unknown call returned is not taken for an object that the program knows; what a caller brings may be it. */
const mayMeet = (a: Use, b: Use): boolean => a.open || b.open || !(isKnown(a) || isKnown(b));

/** Of one property, any two locks of objects that are not told apart may be the same. */
const mayClash = (a: Use, b: Use): boolean => a.kind !== b.kind && mayMeet(a, b) && !otherObject(a, b);

type Clash = (a: Use, b: Use) => boolean;

const clashing = (group: readonly Use[], clashes: Clash): Use[] =>
  group.filter((use) => group.some((other) => clashes(use, other)));

const placesOf = (uses: readonly Use[]): Map<string, Use> => new Map(uses.map((use) => [spanKey(use.span), use]));

/** The kinds that are not used in most places; all of them on a tie. */
const rareKinds = (uses: readonly Use[]): string[] => {
  const counts = new Map(groupBy(uses, (use) => use.kind).map((group) => [group[0]?.kind ?? "", placesOf(group).size]));
  const most = Math.max(...counts.values());
  const rare = [...counts].filter(([, count]) => count < most).map(([kind]) => kind);
  return rare.length > 0 ? rare : [...counts.keys()];
};

type Text = (span: Span) => string;

/** The lock as the reader sees it there. */
const nameOf = (use: Use, text: Text): string => text(use.written).replace(/\s+/g, " ");

const isInner = (use: Use): boolean => spanKey(use.inner.span) !== spanKey(use.span);

/** The acquire; where the lock was handed on, the call that hands it on and then the acquire. */
const acquireSteps = (use: Use, text: Text): BecauseStep[] => {
  const taken = `\`${use.routine}\` takes it as ${use.kind}`;
  if (!isInner(use))
    return [
      {
        kind: "acquire",
        span: use.span,
        message: `\`${use.routine}\` takes \`${nameOf(use, text)}\` as ${use.kind} in \`${use.instance.unit.name}\``,
      },
    ];
  return [
    { kind: "call", span: use.span, message: `\`${use.instance.unit.name}\` hands on \`${nameOf(use, text)}\`` },
    { kind: "acquire", span: use.inner.span, message: `${taken} in \`${use.inner.function}\`` },
  ];
};

const isCertain = (use: Use, other: Use): boolean =>
  use.lock.text === other.lock.text && isDefinite(use.lock) && !use.lock.root.startsWith("value:");

/** Where the routine is called, if that is not the place that is shown. */
const within = (use: Use): string =>
  use.inner.function === use.instance.unit.name
    ? `in \`${use.inner.function}\``
    : `in \`${use.inner.function}\`, reached from \`${use.instance.unit.name}\``;

const finding = (use: Use, others: readonly Use[], text: Text): RuleFinding | undefined => {
  const other = others.find((candidate) => isCertain(use, candidate)) ?? others[0];
  if (!other) return undefined;
  const certain = isCertain(use, other);
  const what = certain ? `\`${nameOf(use, text)}\` is` : `\`${nameOf(use, text)}\` may be a lock that is`;
  return {
    messageId: certain ? "mixed" : "maybeMixed",
    certainty: certain ? "certain" : "possible",
    message: `${what} taken as ${use.kind} here and as ${other.kind} by \`${other.routine}\` ${within(other)}: use one kind of routine for one lock`,
    span: use.span,
    function: use.instance.unit.name,
    irql: undefined,
    evidence: undefined,
    steps: [...acquireSteps(other, text), ...acquireSteps(use, text)],
    suggestions: [],
    identity: `${nameOf(use, text)} ${use.routine} ${other.routine}`,
  };
};

const judge = (group: readonly Use[], clashes: Clash, text: Text): RuleFinding[] => {
  const mixed = clashing(group, clashes);
  if (mixed.length === 0) return [];
  const rare = new Set(rareKinds(mixed));
  return [...placesOf(mixed.filter((use) => rare.has(use.kind))).values()].flatMap(
    (use) =>
      finding(
        use,
        mixed.filter((other) => clashes(use, other)),
        text,
      ) ?? [],
  );
};

const contradict = (a: Fact, b: Fact | undefined): boolean =>
  b !== undefined &&
  ((a.truthy !== undefined && b.truthy !== undefined && a.truthy !== b.truthy) ||
    (a.equals !== undefined && b.equals !== undefined && a.equals.value !== b.equals.value) ||
    (a.equals !== undefined && b.differs.includes(a.equals.value)) ||
    (b.equals !== undefined && a.differs.includes(b.equals.value)));

/** No call takes both ways: what the caller passes decides between them. */
const callerDecides = (a: AcquirePoint, b: AcquirePoint): boolean =>
  [...a.state.facts.values()].some(
    (fact) => isRelative(fact.path) && contradict(fact, b.state.facts.get(fact.path.text)),
  );

/** A helper that itself takes the lock it was given in two ways is where the mistake is; its callers make none. */
const mixesInside = (point: Acquire, points: readonly Acquire[]): boolean =>
  isBareParameter(point.lock) &&
  points.some(
    (other) =>
      other.instance === point.instance &&
      other.lock.text === point.lock.text &&
      other.kind !== point.kind &&
      !callerDecides(point, other),
  );

/** What module code has put into places for good must allow the branches on the way to the acquire. */
const isPossible = (use: LockUse, names: ModuleNames): boolean =>
  [...use.state.facts.values()].every((fact) => {
    const content = names.literal(fact.path);
    if (!content) return true;
    if (fact.equals && fact.equals.value !== content.value) return false;
    return !fact.differs.includes(content.value) && (fact.truthy ?? Boolean(content.value)) === Boolean(content.value);
  });

const check: CheckedRule["check"] = (program, text) => {
  const names = moduleNames(program);
  const points = acquirePoints(program).flatMap((point): Acquire[] => {
    const kind = KINDS[point.family];
    return kind === undefined ? [] : [{ ...point, kind }];
  });
  const inside = points
    .filter((point) => mixesInside(point, points))
    .map((point): Use => ({
      ...point,
      open: true,
      inner: { span: point.span, function: point.instance.unit.name },
      ran: new Map(),
    }));
  const others = points.filter((point) => !mixesInside(point, points));
  const outside = lockUses(program, others)
    .filter((use) => isPossible(use, names))
    .map((use): Use => ({
      ...use,
      kind: KINDS[use.family] ?? "",
      lock: names.name(use.lock),
    }));
  return [
    ...groupBy([...inside, ...outside], byName).flatMap((group) => judge(group, clash, text)),
    ...groupBy(outside, byProperty).flatMap((group) => judge(group, mayClash, text)),
  ];
};

export const mixedSpinLockUse = defineRule(
  {
    id: "mixed-spin-lock-use",
    summary: "one spin lock is used both as a queued and as an ordinary (or other) lock",
    severity: "error",
    presets: ["recommended", "strict"],
    messages: {
      mixed: "the lock is taken by routines of two kinds",
      maybeMixed: "what may be one lock is taken by routines of two kinds",
    },
    hasSuggestions: false,
    counterparts: { sdv: "none", prefast: "none", codeql: "none", driverVerifier: "0xC4 / 0x1008, 0x1009" },
  },
  check,
);
