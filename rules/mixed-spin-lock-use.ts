import { moduleNames, type ModuleNames } from "../analyzer/check/lock-names.js";
import { acquirePoints, lockUses, type AcquirePoint, type LockUse } from "../analyzer/check/lock-uses.js";
import { ownFields } from "../analyzer/check/own-fields.js";
import { everywhere } from "../analyzer/check/parts.js";
import type { CheckedRule, RuleFinding } from "../analyzer/check/rule.js";
import { contradict } from "../analyzer/domain/fact.js";
import { isBareParameter, isDefinite, isRelative } from "../analyzer/domain/path.js";
import type { BecauseStep } from "../analyzer/finding/finding.js";
import { spanKey } from "../analyzer/ir/span.js";
import { defineRule } from "./define-rule.js";
import { groupBy } from "./group-by.js";
import { byName, byProperty, clash, lockKind, mayClash, type Acquire, type Clash, type Use } from "./lock-clash.js";
import type { Text } from "./statement-place.js";

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

/** No call takes both ways: what the caller passes decides between them. */
const callerDecides = (a: AcquirePoint, b: AcquirePoint): boolean =>
  [...a.state.facts.values()].some((fact) => {
    const other = b.state.facts.get(fact.path.text);
    return isRelative(fact.path) && other !== undefined && contradict(fact, other);
  });

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

/** Uses of locks that helpers were given, as they stand there, and of all others as far out as they have a name. */
interface Uses {
  readonly inside: readonly Use[];
  readonly outside: readonly Use[];
}

const usesOf = everywhere("mixed-spin-lock-use: uses of", (program): readonly Uses[] => {
  const names = moduleNames(program);
  const points = acquirePoints(program).flatMap((point): Acquire[] => {
    const kind = lockKind(point.family);
    return kind === undefined ? [] : [{ ...point, kind }];
  });
  const inside = points
    .filter((point) => mixesInside(point, points))
    .map((point): Use => ({
      ...point,
      open: true,
      inner: { span: point.span, function: point.instance.unit.name },
      owners: [],
      ran: new Map(),
    }));
  const others = points.filter((point) => !mixesInside(point, points));
  const outside = lockUses(program, others)
    .filter((use) => isPossible(use, names))
    .map((use): Use => ({
      ...use,
      kind: lockKind(use.family) ?? "",
      lock: names.name(use.lock),
    }));
  return [{ inside, outside }];
});

const check: CheckedRule["check"] = (program, text) => {
  const uses = usesOf(program);
  const outside = uses.flatMap((each) => each.outside);
  const own = ownFields(program);
  return [
    ...groupBy([...uses.flatMap(({ inside }) => inside), ...outside], byName).flatMap((group) =>
      judge(group, clash(own), text),
    ),
    ...groupBy(outside, byProperty).flatMap((group) => judge(group, mayClash(own), text)),
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
