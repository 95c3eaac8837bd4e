import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ABANDONED, HANDED_OVER, ORDINARY, READER_WRITER, WRITER, WRITER_WAITS } from "../lock/layout.js";
import { TAG } from "../kernel/memories.js";
import { PROCESSOR, RUNNING, createSystem, processorAt, wordsOf, type KSYSTEM } from "../machine/system.js";
import { cycleThrough } from "./cycle.js";

const PROCESSORS = 6;
const LOCKS = 6;

interface Scene {
  readonly system: KSYSTEM;
  readonly locks: Int32Array;
}

/** A lock's number as records name it. */
const nameOf = (lock: number): number => (64 * lock) | TAG.arena;

const scene = (): Scene => {
  const buffer = new SharedArrayBuffer(64 * LOCKS);
  const system = createSystem({ processors: PROCESSORS, memories: [buffer] });
  for (let number = 0; number < PROCESSORS; number++)
    Atomics.store(wordsOf(system), processorAt(number) + PROCESSOR.state, RUNNING);
  return { system, locks: new Int32Array(buffer) };
};

/** The processor holds these and sleeps for the last. */
const sleeps = ({ system }: Scene, number: number, held: readonly number[], awaited: number): void => {
  const block = processorAt(number);
  const records = [...held, awaited].map(nameOf);
  wordsOf(system).set([nameOf(awaited), ...records], block + PROCESSOR.records);
  Atomics.store(wordsOf(system), block + PROCESSOR.asleep, records.length + 1);
};

const owned = (lock: Int32Array, number: number, owner: number): void => {
  lock[number * 16] = ORDINARY | (owner + 1);
};

const found = (system: KSYSTEM, processor: number): readonly (readonly number[])[] | null =>
  cycleThrough(system, processor)?.map(({ processor: waiter, reference }) => [waiter, (reference & ~3) / 64]) ?? null;

describe("a cycle of waits", () => {
  it("is found exactly where there is one, by everybody in it and by nobody else", () => {
    const owners = fc.array(fc.integer({ min: -1, max: PROCESSORS - 1 }), { minLength: LOCKS, maxLength: LOCKS });
    const waits = fc.array(fc.option(fc.nat(LOCKS - 1)), { minLength: PROCESSORS, maxLength: PROCESSORS });
    fc.assert(
      fc.property(owners, waits, (owner, awaited) => {
        const stage = scene();
        for (const [lock, number] of owner.entries()) if (number >= 0) owned(stage.locks, lock, number);
        const wanted = awaited.map((lock, number) => (lock !== null && owner[lock] === number ? null : lock));
        for (const [number, lock] of wanted.entries()) if (lock !== null) sleeps(stage, number, [], lock);
        for (let first = 0; first < PROCESSORS; first++) {
          const cycle: number[][] = [];
          let at = first;
          while (at >= 0 && cycle.length <= PROCESSORS) {
            const lock = wanted[at] ?? -1;
            cycle.push([at, lock]);
            at = owner[lock] ?? -1;
            if (at === first) break;
          }
          expect(found(stage.system, first)).toEqual(at === first ? cycle : null);
        }
      }),
    );
  });

  const reader = WRITER_WAITS | READER_WRITER | 1;

  it("goes through readers that hold a writer back, where that is known", () => {
    const stage = scene();
    stage.locks[0] = reader;
    owned(stage.locks, 1, 0);
    sleeps(stage, 0, [1], 0);
    sleeps(stage, 1, [0], 1);
    expect(found(stage.system, 0)).toEqual([
      [0, 0],
      [1, 1],
    ]);
    // Another reader would let processor 0 in: nobody waits to write.
    stage.locks[0] = READER_WRITER | 1;
    expect(found(stage.system, 0)).toBeNull();
  });

  it("may be one processor that reads again behind a writer", () => {
    const stage = scene();
    stage.locks[0] = reader;
    sleeps(stage, 0, [0], 0);
    expect(found(stage.system, 0)).toEqual([[0, 0]]);
    // The record below is of the lock it sleeps for, not of one that it holds.
    sleeps(stage, 0, [], 0);
    expect(found(stage.system, 0)).toBeNull();
  });

  it("goes through a writer inside", () => {
    const stage = scene();
    stage.locks[0] = WRITER | READER_WRITER | 2;
    owned(stage.locks, 1, 0);
    sleeps(stage, 0, [1], 0);
    sleeps(stage, 1, [0], 1);
    expect(found(stage.system, 1)).toEqual([
      [1, 1],
      [0, 0],
    ]);
  });

  it.each([
    ["handed over", ORDINARY | HANDED_OVER],
    ["abandoned", ORDINARY | ABANDONED | 2],
    ["free", ORDINARY],
    ["a thread's that is no processor", ORDINARY | 0x101],
  ])("needs no lock that is %s", (_what, word) => {
    const stage = scene();
    stage.locks[0] = word;
    owned(stage.locks, 1, 0);
    sleeps(stage, 0, [1], 0);
    sleeps(stage, 1, [0], 1);
    expect(found(stage.system, 0)).toBeNull();
  });
});

describe("a guess that is no cycle", () => {
  /** Calls `change` when the lock's word is read for the `read`th time, as another worker might. */
  const at = (lock: Int32Array, index: number, read: number, change: () => void, work: () => void): void => {
    const { load } = Atomics;
    let reads = 0;
    Atomics.load = ((array: Int32Array, word: number) => {
      if (array.buffer === lock.buffer && word === index && ++reads === read) change();
      return load(array, word);
    }) as typeof Atomics.load;
    try {
      work();
    } finally {
      Atomics.load = load;
    }
  };

  it("is dropped: the owner released the first lock, then came to wait for a lock of ours", () => {
    // 0 holds 1 and waits for 0, which 1 held when it was read; only then does 1 give 0 up and wait for 1.
    const stage = scene();
    owned(stage.locks, 0, 1);
    owned(stage.locks, 1, 0);
    sleeps(stage, 0, [1], 0);
    const change = (): void => {
      stage.locks[0] = ORDINARY;
      sleeps(stage, 1, [], 1);
    };
    // The search reads lock 0, then what 1 waits for, then lock 1.
    let result: unknown;
    at(stage.locks, 16, 1, change, () => {
      result = found(stage.system, 0);
    });
    expect(result).toBeNull();
    const before = scene();
    owned(before.locks, 0, 1);
    owned(before.locks, 1, 0);
    sleeps(before, 0, [1], 0);
    sleeps(before, 1, [0], 1);
    at(
      before.locks,
      16,
      1,
      () => (before.locks[0] = ORDINARY),
      () => {
        result = found(before.system, 0);
      },
    );
    expect(result).toBeNull();
  });
});
