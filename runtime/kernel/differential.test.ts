import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { interpretedKernel } from "../algorithms/interpret.js";
import { machines } from "../algorithms/machines.js";
import { EX_SPIN_LOCK, KSPIN_LOCK, createArena } from "../index.js";
import { PROGRAM_BYTES, play, programs, type Objects } from "../testing/random-program.js";
import { mutants } from "../algorithms/mutants.js";
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
  const readerWriters = buffers.map((buffer) => new EX_SPIN_LOCK(buffer, 256));
  const pick = <T>(items: readonly T[] | undefined, index: number): T => {
    const item = items?.[index];
    if (item === undefined) throw new Error("no such lock");
    return item;
  };
  return {
    words: new Int32Array(first, 0, PROGRAM_BYTES / 4),
    lock: (number) => pick(locks[next()], number),
    readerWriter: () => pick(readerWriters, next()),
  };
};

const javaScript = objectsOver(createArena({ bytes: PROGRAM_BYTES, kernel: "js" }).buffer);

const interpreted = (all = machines): Objects => {
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
    ["the machines, step by step", interpreted()],
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
    const broken = interpreted(machines.map((one) => (one.name === mutant?.machine ? mutant.change(one) : one)));
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
