import { isKnownPlace } from "../analyzer/check/lock-identity.js";
import { LockCircles, type Circle } from "../analyzer/check/lock-circles.js";
import { lockNestings, type Nesting } from "../analyzer/check/lock-nestings.js";
import type { CheckedRule, RuleFinding } from "../analyzer/check/rule.js";
import type { SettledProgram } from "../analyzer/check/settled-program.js";
import { isDefinite } from "../analyzer/domain/path.js";
import { lockSteps } from "../analyzer/explain/lock-steps.js";
import type { BecauseStep } from "../analyzer/finding/finding.js";
import { sameSpan, spanKey } from "../analyzer/ir/span.js";
import { defineRule } from "./define-rule.js";
import { isTakenBeside } from "./taken-beside.js";
import { groupBy } from "./group-by.js";
import { leakedLocks } from "./leaked-locks.js";
import { isMendedHold } from "./mended-holds.js";
import { nameLock, namePlace, writtenLocks } from "./name-lock.js";
import type { Text } from "./statement-place.js";

/** What people call the two locks of a nesting. */
interface Names {
  readonly outer: string;
  readonly inner: string;
}

const namesOf = (program: SettledProgram, written: ReadonlyMap<string, string>, nesting: Nesting): Names => {
  const { outer, inner, point, isChosen } = nesting;
  const innerLock = { path: inner.path, span: point.operation.span };
  const byPlace = [outer.path, inner.path].map((path) =>
    isDefinite(path) && (isChosen || isKnownPlace(path)) ? namePlace(program, path) : undefined,
  );
  const names = {
    outer: byPlace[0] ?? nameLock(program, written, outer),
    inner: byPlace[1] ?? nameLock(program, written, innerLock),
  };
  return names.outer === names.inner
    ? { outer: nameLock(program, written, outer), inner: nameLock(program, written, innerLock) }
    : names;
};

const functionOf = ({ point }: Nesting): string => point.context.instance.unit.name;

const stepsOf = (nesting: Nesting, { outer, inner }: Names, text: Text): BecauseStep[] => {
  const { context, operation } = nesting.point;
  const message = `\`${operation.text}\` takes \`${inner}\` with \`${outer}\` held in \`${functionOf(nesting)}\``;
  return [...lockSteps(context, nesting.outer, text), { kind: "acquire", span: operation.span, message }];
};

const message = ({ nestings, certain }: Circle, names: readonly Names[]): string => {
  const [own, other] = names;
  const [, second] = nestings;
  if (!own || !other || !second) return "";
  const here = `\`${own.inner}\` is taken while \`${own.outer}\` is held`;
  const takes = certain ? "takes" : "may take";
  if (nestings.length === 2)
    return `${here}, but \`${functionOf(second)}\` ${takes} \`${other.inner}\` while \`${other.outer}\` is held: two workers can wait for each other for ever; take both in one order everywhere`;
  const rest = nestings
    .slice(1)
    .map((nesting, index) => `\`${functionOf(nesting)}\` ${takes} ${underText(names[index + 1])}`);
  return `${here}, but ${rest.slice(0, -1).join(", ")} and ${rest.at(-1) ?? ""}: workers can wait for each other in a circle for ever; take these locks in one order everywhere`;
};

const underText = (names: Names | undefined): string => `\`${names?.inner ?? ""}\` under \`${names?.outer ?? ""}\``;

const finding = (
  program: SettledProgram,
  circle: Circle,
  written: ReadonlyMap<string, string>,
  text: Text,
): RuleFinding | undefined => {
  const [own, ...others] = circle.nestings;
  if (!own) return undefined;
  const names = circle.nestings.map((nesting) => namesOf(program, written, nesting));
  const steps = circle.nestings.map((nesting, index) =>
    stepsOf(nesting, names[index] ?? { outer: "", inner: "" }, text),
  );
  return {
    messageId: circle.certain ? "inverted" : "maybeInverted",
    certainty: circle.certain ? "certain" : "possible",
    message: message(circle, names),
    span: own.point.operation.span,
    function: functionOf(own),
    irql: undefined,
    evidence: undefined,
    steps: [...steps.slice(1).flat(), ...(steps[0] ?? [])],
    suggestions: [],
    identity: [own, ...others].map((_, index) => `${names[index]?.outer ?? ""} ${names[index]?.inner ?? ""}`).join(" "),
  };
};

/** Places of acquires that are told of a leak on every way that comes to them. */
const leaking = (program: SettledProgram): ReadonlySet<string> =>
  new Set(leakedLocks(program).flatMap(({ certain, span }) => (certain ? [spanKey(span)] : [])));

/** The outer one is held because of a leak, which is said: of the round before, of a loop that never gives it back, or of a helper. */
const isOfLeak = (program: SettledProgram, nesting: Nesting, leaks: ReadonlySet<string>): boolean => {
  const { outer, point } = nesting;
  const isAtPlace = sameSpan(outer.span, point.operation.span) && leaks.has(spanKey(outer.span));
  return (isAtPlace && !isTakenBeside(program, point, outer.path.text)) || isMendedHold(program, point, outer.path);
};

const check: CheckedRule["check"] = (program, text) => {
  const leaks = leaking(program);
  const nestings = lockNestings(program).filter((nesting) => !isOfLeak(program, nesting, leaks));
  const circles = new LockCircles(nestings);
  const byPlace = groupBy(nestings, ({ point }) => spanKey(point.operation.span));
  const found = byPlace.flatMap((there) => circles.best(there) ?? []);
  if (found.length === 0) return [];
  const written = writtenLocks(program, text);
  return found.flatMap((circle) => finding(program, circle, written, text) ?? []);
};

export const lockOrderInversion = defineRule(
  {
    id: "lock-order-inversion",
    summary: "locks are taken in opposite orders in two places of the program, or in a circle of places",
    severity: "error",
    presets: ["recommended", "strict"],
    messages: {
      inverted: "the locks are taken in opposite orders",
      maybeInverted: "what may be the same locks is taken in opposite orders",
    },
    hasSuggestions: false,
    counterparts: {
      sdv: "none (Storport: StorPortSpinLock3)",
      prefast: "C26105",
      codeql: "none",
      driverVerifier: "0xC4 / 0x1001",
    },
  },
  check,
);
