import fc from "fast-check";
import type { Case, Cell } from "../domain/case.js";
import { withUnchanged } from "../domain/join-cases.js";
import { assumeEquality, assumeTruth, type Facts } from "../domain/fact.js";
import type { Held, HeldLocks } from "../domain/held.js";
import { ENTRY, levelSet, levelSymbol, type Level, type LevelBounds } from "../domain/level.js";
import { ANY_LEVEL, type LevelSet } from "../domain/level-set.js";
import { childPath, rootPath, type Path } from "../domain/path.js";
import { mapOf } from "../domain/persistent-map.js";
import type { Lowered, Raise } from "../domain/raise.js";
import type { Attempt, FreeLocks } from "../domain/shown-free.js";
import { literal, place, testOr, UNKNOWN, type Value } from "../domain/value.js";
import type { Literal, Target } from "../ir/operation.js";

/** Few names, so that what is drawn meets: laws of joins are about things that have much in common. */
const SPAN = { file: "/a.ts", start: 0, end: 1 };

export const anyLevelSet: fc.Arbitrary<LevelSet> = fc.integer({ min: 0, max: ANY_LEVEL });
/** Sets of the low levels only: they meet and miss each other often. */
export const smallLevelSet: fc.Arbitrary<LevelSet> = fc.integer({ min: 1, max: 15 });

export const anyPath: fc.Arbitrary<Path> = fc.constantFrom(
  rootPath("param:0"),
  rootPath("this"),
  childPath(rootPath("this"), "#flag"),
  rootPath("var:/a.ts#f@0/saved@1"),
  childPath(rootPath("new:/a.ts#f@0:3"), "lock"),
);

export const anyLiteral: fc.Arbitrary<Literal> = fc.constantFrom<Literal>(
  0,
  1,
  2,
  "",
  "a",
  true,
  false,
  null,
  undefined,
);

export const anySymbol = fc.constantFrom(ENTRY, "path:param:0", "at:/a.ts#f@0:7");

export const anyLevel: fc.Arbitrary<Level> = fc.oneof(smallLevelSet.map(levelSet), anySymbol.map(levelSymbol));

const anyTarget: fc.Arbitrary<Target> = fc.oneof(
  fc.constantFrom("f", "g", "h").map((id): Target => ({ kind: "function", id })),
  fc.constantFrom("f", "KeLowerIrql").map((contract): Target => ({ kind: "contract", contract })),
);

const functionsWith = (receiver: fc.Arbitrary<Value | undefined>): fc.Arbitrary<Value> =>
  fc.record({
    kind: fc.constant("functions" as const),
    targets: fc.uniqueArray(anyTarget, { minLength: 1, maxLength: 4, selector: (target) => JSON.stringify(target) }),
    receiver,
  });

const notRead = fc.constant(undefined);

const anyTest = fc.record({
  kind: fc.constant("test" as const),
  level: anyLevel,
  set: smallLevelSet,
  read: notRead,
  at: fc.constant(SPAN),
});

export const anyValue: fc.Arbitrary<Value> = fc.oneof(
  fc.constant(UNKNOWN),
  anyLiteral.map(literal),
  anyPath.map(place),
  fc.record({ kind: fc.constant("level" as const), level: anyLevel, read: notRead }),
  fc.record({
    kind: fc.constant("computed" as const),
    level: anyLevel,
    results: fc.constantFrom([0, 0, 1, 1], [false, null, 1, "a"]),
    read: notRead,
  }),
  anyTest,
  fc.tuple(anyTest, fc.boolean()).map(([test, answer]) => testOr(test, answer)),
  fc.record({ kind: fc.constant("truth" as const), path: anyPath, negated: fc.boolean() }),
  fc.record({ kind: fc.constant("equals" as const), path: anyPath, value: anyLiteral, negated: fc.boolean() }),
  functionsWith(fc.constantFrom(undefined, place(rootPath("this")), place(rootPath("param:0")))),
);

/** One thing that a branch tells of a place. */
export type Assumption =
  | { readonly kind: "truth"; readonly path: Path; readonly holds: boolean }
  | { readonly kind: "equality"; readonly path: Path; readonly value: Literal; readonly holds: boolean };

export const anyAssumption: fc.Arbitrary<Assumption> = fc.oneof(
  fc.record({ kind: fc.constant("truth" as const), path: anyPath, holds: fc.boolean() }),
  fc.record({ kind: fc.constant("equality" as const), path: anyPath, value: anyLiteral, holds: fc.boolean() }),
);

export const assume = (facts: Facts, assumption: Assumption): Facts | undefined =>
  assumption.kind === "truth"
    ? assumeTruth(facts, assumption.path, assumption.holds)
    : assumeEquality(facts, assumption.path, assumption.value, assumption.holds);

/** Only facts that branches can tell: what contradicts the ones before is left out. */
export const anyFacts: fc.Arbitrary<Facts> = fc
  .array(anyAssumption, { maxLength: 5 })
  .map((assumptions) => assumptions.reduce<Facts>((facts, one) => assume(facts, one) ?? facts, mapOf()));

const anyBalance: fc.Arbitrary<Held> = fc.record({
  path: anyPath,
  family: fc.constantFrom("ordinary" as const, "queued" as const),
  form: fc.constantFrom("raise" as const, "dpc" as const),
  balance: fc.constantFrom(-2, -1, 0, 1, 2),
  handle: fc.constantFrom(undefined, "param:1"),
  maybe: fc.boolean(),
  tried: fc.boolean(),
  again: fc.boolean(),
  awaited: fc.boolean(),
  span: fc.constant(SPAN),
  spans: fc.constant([SPAN]),
  behind: fc.constant([]),
  restored: fc.option(anyLevel, { nil: undefined }),
  lent: fc.constant(undefined),
});

export const anyHeld: fc.Arbitrary<Held> = anyBalance.map((held) =>
  held.balance === 0 ? { ...held, lent: { ...held, balance: -1 } } : held,
);

export const anyLocks: fc.Arbitrary<HeldLocks> = fc
  .array(anyHeld, { maxLength: 3 })
  .map((all) => new Map(all.map((held) => [held.path.text, held])));

const anyAttempt: fc.Arbitrary<Attempt> = fc.record({
  family: fc.constantFrom("ordinary" as const, "queued" as const),
  beside: fc.subarray(["param:0", "this"]),
});

const anyFree: fc.Arbitrary<FreeLocks> = fc
  .array(
    fc.tuple(
      anyPath,
      fc.oneof(
        fc.record({ certain: fc.boolean(), attempt: fc.constant(undefined) }),
        fc.record({ certain: fc.constant(true), attempt: anyAttempt }),
      ),
    ),
    { maxLength: 2 },
  )
  .map((all) => new Map(all.map(([path, shown]) => [path.text, shown])));

export const anyRaises: fc.Arbitrary<readonly Raise[]> = fc.array(
  fc
    .record({ saved: anyLevel, lock: fc.constantFrom(undefined, "param:0", "this") })
    .map(({ saved, lock }) => ({ saved, base: saved, lock, span: SPAN, text: "raise" })),
  { maxLength: 3 },
);

const anyCell: fc.Arbitrary<Cell> = fc
  .tuple(fc.record({ path: anyPath, value: anyValue }), fc.boolean())
  .map(([cell, isOnAllWays]) => (isOnAllWays ? cell : withUnchanged(cell)));

const anyMemory: fc.Arbitrary<Case["memory"]> = fc
  .array(anyCell, { maxLength: 3 })
  .map((cells) => mapOf(cells.map((cell) => [cell.path.text, cell] as const)));

const anyBounds: fc.Arbitrary<ReadonlyMap<string, LevelBounds>> = fc
  .array(fc.tuple(anySymbol, fc.record({ taken: smallLevelSet, assumed: fc.constant(ANY_LEVEL) })), { maxLength: 3 })
  .map((entries) => new Map(entries));

const anyLowered: fc.Arbitrary<Lowered> = fc
  .tuple(anyLevel, fc.boolean())
  .map(([level, again]) => (again ? { ...level, again } : level));

/** Any case; needs that were assumed are left out (see the law that says why). */
export const anyCase: fc.Arbitrary<Case> = fc.record({
  constants: fc.constant(new Map()),
  supposed: fc.boolean(),
  suspended: fc.boolean(),
  stretch: fc.nat({ max: 2 }),
  level: anyLevel,
  origin: fc.constant({ kind: "enter" as const }),
  bounds: anyBounds,
  locks: anyLocks,
  free: anyFree,
  raises: anyRaises,
  lowered: fc.array(anyLowered, { maxLength: 2 }),
  registers: fc
    .array(fc.tuple(fc.constantFrom("%0", "a@1"), anyValue), { maxLength: 2 })
    .map((entries) => mapOf(entries)),
  memory: anyMemory,
  facts: anyFacts,
  result: fc.option(anyValue, { nil: undefined }),
  telling: fc.constant(new Set(["%0"])),
  rounds: fc.constantFrom(new Map(), new Map([["%0", 0]]), new Map([["%0", 1]])),
  trail: fc.constant(undefined),
});
