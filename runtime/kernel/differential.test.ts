import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { interpretedKernel, interpreter } from "../algorithms/interpret.js";
import type { Machine } from "../algorithms/ir.js";
import { ends, machines, shortWays } from "../algorithms/machines.js";
import { EX_SPIN_LOCK, KSPIN_LOCK, createArena } from "../index.js";
import { FLAGGED, PROGRAM_BYTES, play, programs, type Objects } from "../testing/random-program.js";
import { mutants } from "../algorithms/mutants.js";
import * as layout from "../lock/layout.js";
import type { Host } from "./host.js";
import * as generated from "./kernel.generated.js";
import { TAG, registerMemory } from "./memories.js";

/** Locks 0 and 1 are ordinary or queued, 2 and 3 in strict order where they are queued; then the reader/writer lock. */
const objectsOver = (...buffers: readonly SharedArrayBuffer[]): Objects => {
  const [first] = buffers;
  if (first === undefined) throw new Error("no buffer");
  let turn = 0;
  const next = (): number => turn++ % buffers.length;
  const locks = buffers.map((buffer) =>
    [0, 1, 2, 3].map((n) => new KSPIN_LOCK(buffer, 64 * n, { policy: n < 2 ? "bounded" : "strict" })),
  );
  const readerWriters = buffers.map((buffer) => [
    new EX_SPIN_LOCK(buffer, 256),
    new EX_SPIN_LOCK(buffer, 320, { processors: FLAGGED }),
  ]);
  const pick = <T>(items: readonly T[] | undefined, index: number): T => {
    const item = items?.[index];
    if (item === undefined) throw new Error("no such lock");
    return item;
  };
  return {
    words: new Int32Array(first, 0, PROGRAM_BYTES / 4),
    lock: (number) => pick(locks[next()], number),
    readerWriter: (number) => pick(readerWriters[next()], number % 2),
  };
};

const javaScript = objectsOver(createArena({ bytes: PROGRAM_BYTES, kernel: "js" }).buffer);

const interpreted = (all = shortWays): Objects => {
  const buffer = new SharedArrayBuffer(PROGRAM_BYTES);
  registerMemory(buffer, { kernel: interpretedKernel(buffer, all), tag: TAG.arena });
  return objectsOver(buffer);
};

const wasm = createArena({ bytes: PROGRAM_BYTES, kernel: "wasm" });

/** The same memory through both kernels, in turn. */
const mixed = ((): Objects => {
  const arena = createArena({ bytes: PROGRAM_BYTES, kernel: "wasm" });
  const copy = structuredClone({ buffer: arena.buffer });
  registerMemory(copy.buffer, { kernel: null, tag: TAG.arena });
  return objectsOver(arena.buffer, copy.buffer);
})();

describe("random programs over the lock routines", () => {
  it("run on WebAssembly where they should", () => {
    expect(new KSPIN_LOCK(wasm.buffer).wasm).not.toBeNull();
  });

  it.each([
    ["the WebAssembly kernel", objectsOver(wasm.buffer)],
    ["the machines of short ways, step by step", interpreted()],
    ["both kernels in turn on the same memory", mixed],
  ])("give the same answers, errors, levels and words on %s as on the JavaScript kernel", (_name, objects) => {
    fc.assert(
      fc.property(programs, (program) => {
        expect(play(program, objects)).toEqual(play(program, javaScript));
      }),
      { numRuns: Number(process.env.IRQL_RANDOM_PROGRAMS ?? 1000) },
    );
  });

  it.each(["takes a lock that is held", "leaves its mark in the word"])("find a kernel that %s", (mistake) => {
    const mutant = mutants.find((one) => one.mistake === mistake);
    const broken = interpreted(shortWays.map((one) => (one.name === mutant?.machine ? mutant.change(one) : one)));
    const differs = fc
      .sample(programs, { numRuns: 1000, seed: 1 })
      .some((program) => play(program, broken).join() !== play(program, javaScript).join());
    expect(differs).toBe(true);
  });

  it("reach successes and refusals of every kind", () => {
    const log = fc.sample(programs, { numRuns: 1000, seed: 1 }).flatMap((program) => play(program, javaScript));
    const codes = ["SPIN_LOCK_ABANDONED", "SPIN_LOCK_MIXED_USE", "SPIN_LOCK_NOT_OWNED", "SPIN_LOCK_RECURSION"];
    for (const code of [...codes, "IRQL_TOO_LOW", "IRQL_TOO_HIGH", "INVALID_IRQL", "QUEUE_HANDLE_IN_USE"])
      expect(log.some((line) => line.includes(code))).toBe(true);
    expect(log.filter((line) => line.includes("unexpected"))).toEqual([]);
    expect(log.some((line) => /^ExTryConvert\S+ \d -?\d+ true/.test(line))).toBe(true);
  });
});

/** A lock in any state, and what a machine is called with; `self` is `me` or no proof. */
const calls = fc.record({
  kind: fc.constantFrom(0, layout.ORDINARY, layout.QUEUED_STRICT, layout.READER_WRITER),
  wanted: fc.constantFrom(layout.ORDINARY, layout.QUEUED_STRICT),
  owner: fc.constantFrom(0, 1, 2, 7, layout.HANDED_OVER),
  flags: fc.constantFrom(0, layout.STEAL, layout.KICK, layout.STEAL | layout.KICK, layout.ABANDONED),
  high: fc.constantFrom(0, layout.TAIL_ONE, layout.WRITER, layout.WRITER_WAITS, 1023 << layout.TAIL_SHIFT),
  head: fc.constantFrom(0, 1, 1023, -1),
  counts: fc.array(fc.constantFrom(0, 1, 0x100, 0x101), { minLength: 8, maxLength: 8 }),
  self: fc.constantFrom(7, -1),
});

type Call = typeof calls extends fc.Arbitrary<infer T> ? T : never;
type Function = (words: Int32Array, lock: number, ...params: readonly (number | Host)[]) => number;

/** Exit, words, and whom it woke. Nobody is woken; the first who has slept for a slice finds the owner dead. */
const outcome = (
  call: Call,
  way: (words: Int32Array, params: Readonly<Record<string, number>>, host: Host) => number,
) => {
  const { kind, owner, flags, high, head, counts, wanted, self } = call;
  const words = new Int32Array(48);
  words.set([kind | owner | flags | high, head], 16);
  words.set(counts, 24);
  const log: number[] = [];
  const end = kind === layout.READER_WRITER ? "abandonReaderWriter" : "abandon";
  const host: Host = {
    wait: (_words, word, value) => (log.push(word, value), 2),
    notify: (_words, word) => void log.push(-word),
    watch: (all, lock) => void generated[end](all, lock, 9, host),
    pause: () => undefined,
    spins: 0,
  };
  const exit = way(words, { kind: wanted, me: 7, self, who: 9 }, host);
  return { exit, words: words.join(), log };
};

const asKernel = (machine: Machine) => (call: Call) =>
  outcome(call, (words, params, host) => {
    const run = generated[machine.name as "acquire"] as Function;
    return run(words, 16, ...machine.params.map((name) => params[name] ?? 0), host);
  });

const stepByStep = (machine: Machine) => (call: Call) =>
  outcome(call, (words, params, host) =>
    interpreter(machine, words, host)(64, ...machine.params.map((name) => params[name] ?? 0)),
  );

describe("a function of the JavaScript kernel", () => {
  it.each([...machines, ...ends])("does on every lock word what its machine does, step by step: $name", (machine) => {
    fc.assert(
      fc.property(calls, (call) => {
        expect(asKernel(machine)(call)).toEqual(stepByStep(machine)(call));
      }),
      { numRuns: 300 },
    );
  });

  it.each(["sleeps as head unregistered", "forgets the sleeping head"])("that %s is found", (mistake) => {
    const mutant = mutants.find((one) => one.mistake === mistake);
    const machine = machines.find((one) => one.name === mutant?.machine);
    if (mutant === undefined || machine === undefined) throw new Error("no such mutant");
    const broken = stepByStep(mutant.change(machine));
    const good = asKernel(machine);
    expect(fc.sample(calls, 1000).some((call) => JSON.stringify(broken(call)) !== JSON.stringify(good(call)))).toBe(
      true,
    );
  });
});
