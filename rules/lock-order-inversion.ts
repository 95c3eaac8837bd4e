import { isKnownPlace } from "../analyzer/check/lock-identity.js";
import { areGated, lockNestings, waitsFor, type Nesting } from "../analyzer/check/lock-nestings.js";
import type { CheckedRule, RuleFinding } from "../analyzer/check/rule.js";
import type { SettledProgram } from "../analyzer/check/settled-program.js";
import { isDefinite, isElementKey } from "../analyzer/domain/path.js";
import { lockSteps } from "../analyzer/explain/lock-steps.js";
import type { BecauseStep } from "../analyzer/finding/finding.js";
import { sameSpan, spanKey } from "../analyzer/ir/span.js";
import { defineRule } from "./define-rule.js";
import { leakedLocks } from "./leaked-locks.js";
import { isMendedHold } from "./mended-holds.js";
import { nameLock, namePlace, writtenLocks } from "./name-lock.js";
import type { Text } from "./statement-place.js";

/** Nestings of which each waits for the next, and the last for the first. */
interface Cycle {
  readonly nestings: readonly Nesting[];
  readonly certain: boolean;
}

/** Longer circles are not looked for. */
const MAX_LENGTH = 6;

/** Locks that may be one end alike. */
const bucketOf = ({ outer: { path } }: Nesting): string => endOf(path.keys.at(-1) ?? path.text);

const endOf = (key: string): string => (isElementKey(key) ? "[*]" : key);

class Circles {
  readonly #byOuter = new Map<string, Nesting[]>();
  readonly #next = new Map<Nesting, readonly { nesting: Nesting; certain: boolean }[]>();

  constructor(nestings: readonly Nesting[]) {
    for (const nesting of nestings) {
      const bucket = bucketOf(nesting);
      this.#byOuter.set(bucket, [...(this.#byOuter.get(bucket) ?? []), nesting]);
    }
  }

  /** The shortest circle through a nesting, one that is certain before others of its length. */
  through(start: Nesting): Cycle | undefined {
    let paths: Cycle[] = [{ nestings: [start], certain: !start.outer.maybe }];
    const seen = new Set([start]);
    while (paths.length > 0 && (paths[0]?.nestings.length ?? 0) <= MAX_LENGTH) {
      const closed = paths.flatMap((path) => this.#close(path, start) ?? []);
      const found = closed.find(({ certain }) => certain) ?? closed[0];
      if (found) return found;
      paths = paths.flatMap((path) => this.#longer(path, seen));
    }
    return undefined;
  }

  #close({ nestings, certain }: Cycle, start: Nesting): Cycle | undefined {
    const last = nestings.at(-1);
    const waits = nestings.length > 1 && last ? waitsFor(last, start) : undefined;
    return waits && { nestings, certain: certain && waits === "certain" };
  }

  #longer({ nestings, certain }: Cycle, seen: Set<Nesting>): Cycle[] {
    const last = nestings.at(-1);
    return (last ? this.#after(last) : []).flatMap((next): Cycle[] => {
      if (seen.has(next.nesting) || nestings.some((one) => areGated(one, next.nesting))) return [];
      seen.add(next.nesting);
      return [{ nestings: [...nestings, next.nesting], certain: certain && next.certain }];
    });
  }

  #after(nesting: Nesting): readonly { nesting: Nesting; certain: boolean }[] {
    const { path } = nesting.inner;
    const found =
      this.#next.get(nesting) ??
      (this.#byOuter.get(endOf(path.keys.at(-1) ?? path.text)) ?? []).flatMap((other) => {
        const waits = waitsFor(nesting, other);
        return waits ? [{ nesting: other, certain: waits === "certain" }] : [];
      });
    this.#next.set(nesting, found);
    return found;
  }
}

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

const message = ({ nestings, certain }: Cycle, names: readonly Names[]): string => {
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
  cycle: Cycle,
  written: ReadonlyMap<string, string>,
  text: Text,
): RuleFinding | undefined => {
  const [own, ...others] = cycle.nestings;
  if (!own) return undefined;
  const names = cycle.nestings.map((nesting) => namesOf(program, written, nesting));
  const steps = cycle.nestings.map((nesting, index) =>
    stepsOf(nesting, names[index] ?? { outer: "", inner: "" }, text),
  );
  return {
    messageId: cycle.certain ? "inverted" : "maybeInverted",
    certainty: cycle.certain ? "certain" : "possible",
    message: message(cycle, names),
    span: own.point.operation.span,
    function: functionOf(own),
    irql: undefined,
    evidence: undefined,
    steps: [...steps.slice(1).flat(), ...(steps[0] ?? [])],
    suggestions: [],
    identity: [own, ...others].map((_, index) => `${names[index]?.outer ?? ""} ${names[index]?.inner ?? ""}`).join(" "),
  };
};

const isBetter = (one: Cycle, other: Cycle): boolean =>
  one.certain === other.certain ? one.nestings.length < other.nestings.length : one.certain;

/** Places of acquires that are told of a leak on every way that comes to them. */
const leaking = (program: SettledProgram): ReadonlySet<string> =>
  new Set(leakedLocks(program).flatMap(({ certain, span }) => (certain ? [spanKey(span)] : [])));

/** The outer one is held because of a leak, which is said: of the round before, of a loop that never gives it back, or of a helper. */
const isOfLeak = (program: SettledProgram, { outer, point }: Nesting, leaks: ReadonlySet<string>): boolean =>
  (sameSpan(outer.span, point.operation.span) && leaks.has(spanKey(outer.span))) ||
  isMendedHold(program, point, outer.path);

const check: CheckedRule["check"] = (program, text) => {
  const leaks = leaking(program);
  const nestings = lockNestings(program).filter((nesting) => !isOfLeak(program, nesting, leaks));
  if (nestings.length === 0) return [];
  const circles = new Circles(nestings);
  const byPlace = new Map<string, Cycle>();
  for (const nesting of nestings) {
    const cycle = circles.through(nesting);
    const key = spanKey(nesting.point.operation.span);
    const before = byPlace.get(key);
    if (cycle && (!before || isBetter(cycle, before))) byPlace.set(key, cycle);
  }
  if (byPlace.size === 0) return [];
  const written = writtenLocks(program, text);
  return [...byPlace.values()].flatMap((cycle) => finding(program, cycle, written, text) ?? []);
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
