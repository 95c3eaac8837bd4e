import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyCase, smallLevelSet } from "../testing/arbitraries.js";
import { fn, type GraphBuilder } from "../testing/build-graph.js";
import { program } from "../testing/program.js";
import { levelsIn, type Case } from "../domain/case.js";
import { joinCases } from "../domain/join-cases.js";
import { levelSet } from "../domain/level.js";
import { ANY_LEVEL, NO_LEVEL } from "../domain/level-set.js";
import { literal } from "../domain/value.js";
import type { FunctionUnit } from "../ir/graph.js";
import { levelOfValue, writeRegister } from "./memory.js";
import { transfer } from "./transfer.js";

/** Operations of one register `%1`, which the drawn cases fill. */
const OPERATIONS: Readonly<Record<string, (b: GraphBuilder) => void>> = {
  "a raise": (b) => b.routine("KeRaiseIrql", b.literal(2)),
  "a raise from a register": (b) => b.routine("KeRaiseIrql", "r"),
  "a lowering": (b) => b.routine("KeLowerIrql", b.literal(0)),
  "a lowering to a register": (b) => b.routine("KeLowerIrql", "r"),
  "an acquire": (b) => b.routine("KeAcquireSpinLock", "lock"),
  "a release": (b) => b.routine("KeReleaseSpinLock", "lock", "r"),
  "an `AtDpcLevel` acquire": (b) => b.routine("KeAcquireSpinLockAtDpcLevel", "lock"),
  "a read of the level": (b) => b.routine("KeGetCurrentIrql"),
  "a branch": (b) => b.if("r", () => b.opaque()),
  "a negation": (b) => b.not("r"),
  "a comparison": (b) => b.compare("r", "<", 2),
};

/** The case where the operation is reached: what it gets as a literal is one, whatever the drawn case had there. */
const withLiterals = ({ graph }: FunctionUnit, state: Case): Case =>
  graph.nodes.reduce(
    (now, { operation }) =>
      operation.kind === "const" ? writeRegister(now, operation.dst, literal(operation.value)) : now,
    state,
  );

/** Levels on each way out of the operation; all ways of one kind together. */
const reached = (build: (b: GraphBuilder) => void, kind: string, state: Case): Map<string, number> => {
  const f = fn("f", ["lock", "r"], build);
  const { context } = program([f]).instance("f");
  const node = f.graph.nodes.find(({ operation }) => operation.kind === kind);
  if (!node) throw new Error(`no ${kind}`);
  const levels = new Map<string, number>();
  for (const { edge, state: after } of transfer(context, node, withLiterals(f, state)))
    levels.set(edge, (levels.get(edge) ?? NO_LEVEL) | levelsIn(after, after.level, ANY_LEVEL));
  return levels;
};

const KINDS: Readonly<Record<string, string>> = {
  "a branch": "branch",
  "a negation": "not",
  "a comparison": "compare",
};

const LOWERS = new Set(["a lowering to a register", "a release"]);

/** Registers that the operations read, filled from the drawn case; levels are sets, so that a join of two keeps them. */
const anyState = fc.record({ state: anyCase, level: smallLevelSet }).map(({ state, level }): Case => {
  const [value] = state.registers.values();
  const known = value && levelOfValue(value);
  const registers = value ? state.registers.set("r", value) : state.registers;
  return { ...state, bounds: new Map(), registers, level: known ? levelSet(level) : state.level };
});

describe("more possible states lead to no fewer", () => {
  it.each(Object.entries(OPERATIONS))("after %s", (name, build) => {
    fc.assert(
      fc.property(anyState, anyState, (a, b) => {
        // A register that only one side has is unknown on the other.
        if (!a.registers.has("r") || !b.registers.has("r")) return;
        const kind = KINDS[name] ?? "call";
        const one = reached(build, kind, a);
        // What is open to be undone and what is held decide what a wrong lowering is taken for: both sides have the same.
        const joined = { ...joinCases(a, b), raises: a.raises, locks: a.locks };
        // Of a level that is not known at all, lowering is trusted to lower: it leaves fewer levels than one from outside.
        if (LOWERS.has(name) && joined.registers.get("r")?.kind === "unknown") return;
        const both = reached(build, kind, joined);
        for (const [edge, levels] of one) expect([edge, levels & ~(both.get(edge) ?? NO_LEVEL)]).toEqual([edge, 0]);
      }),
      { numRuns: 150 },
    );
  });
});
