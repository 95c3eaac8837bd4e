import { afterEach, beforeEach, describe, expect, it } from "vitest";
import * as runtime from "../index.js";
import { WRITER_WAITS } from "../lock/layout.js";
import type { Act, WatchedAnswer } from "../testing/watched-job.js";
import { WatchedMachine } from "../testing/watched-machine.js";

let machine: WatchedMachine;
beforeEach(() => {
  machine = new WatchedMachine(6);
});
afterEach(async () => {
  runtime.watchWaits();
  await machine.close();
  expect(runtime.KeGetCurrentIrql()).toBe(0);
});

/** Each takes its first lock, waits until all have, and takes the next one's. */
const inCircle = (holds: readonly Act[], then: readonly Act[]): Promise<WatchedAnswer[]> =>
  Promise.all(
    holds.map((hold, own) => {
      const next = then[(own + 1) % then.length] ?? hold;
      const meet = holds.map((_, other): Act => ["await", other]);
      return machine.run(hold, ["raise", own], ...meet, next);
    }),
  );

it.each([
  ["failAfter", Number.NaN],
  ["warnAfter", -1],
])("a limit of waits that is no time is refused: %s %d", (name, milliseconds) => {
  expect(() => {
    runtime.watchWaits({ [name]: milliseconds });
  }).toThrow(new RangeError(`\`watchWaits\` needs \`${name}\` above 0 (milliseconds), got ${String(milliseconds)}`));
});

describe("a deadlock", () => {
  const ways = {
    "of two ordinary locks": [
      ["ordinary", 0],
      ["ordinary", 1],
    ],
    "of three processors and kinds of lock": [
      ["queued", 0],
      ["strictly queued", 1],
      ["exclusive", 2],
    ],
    "with the system's own lock": [["ordinary", 0], ["cancel lock"]],
    "of four": [
      ["ordinary", 0],
      ["ordinary", 1],
      ["exclusive", 2],
      ["exclusive", 3],
    ],
  } satisfies Readonly<Record<string, readonly Act[]>>;

  it.each(Object.entries<readonly Act[]>(ways))(
    "%s is found: one waiter gives up with the whole cycle, the others go on",
    async (_name, locks) => {
      const answers = await inCircle(locks, locks);
      const victims = answers.filter(({ code }) => code !== "done");
      expect(victims).toMatchObject([{ code: "SPIN_LOCK_DEADLOCK", irql: 0 }]);
      const cycle = victims[0]?.cycle ?? [];
      expect(cycle.map(([processor]) => processor).sort()).toEqual(locks.map((_, number) => number));
      for (const [processor, byteOffset] of cycle)
        expect(victims[0]?.message).toContain(
          `processor ${String(processor)} waits for the lock at byte ${String(byteOffset)}`,
        );
    },
  );

  it("of readers that wait for each other's locks to write is found", async () => {
    const answers = await inCircle(
      [
        ["shared", 0],
        ["shared", 1],
      ],
      [
        ["exclusive", 0],
        ["exclusive", 1],
      ],
    );
    expect(answers.map(({ code }) => code).sort()).toEqual(["SPIN_LOCK_DEADLOCK", "done"]);
  });

  it("of one that reads again behind a waiting writer is found; the writer is told the same", async () => {
    const reader = machine.run(["shared", 0], ["raise", 0], ["await", 1], ["shared", 0]);
    machine.await(0);
    const writer = machine.run(["exclusive", 0]);
    const words = new Int32Array(machine.arena.buffer);
    while ((Atomics.load(words, 0) & WRITER_WAITS) === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    machine.raise(1);
    expect(await reader).toMatchObject({ code: "SPIN_LOCK_DEADLOCK", cycle: [[0, 0]] });
    expect(await writer).toMatchObject({
      code: "SPIN_LOCK_DEADLOCK",
      message: expect.stringMatching(/given up: processor 0 found a deadlock/) as unknown,
    });
  });

  it("is not what a long wait is, in a chain or behind one owner", async () => {
    const owner = machine.run(["ordinary", 0], ["raise", 0], ["sleep", 500]);
    machine.await(0);
    const chain = [
      machine.run(["ordinary", 1], ["raise", 1], ["ordinary", 0]),
      machine.run(["await", 1], ["exclusive", 2], ["raise", 2], ["ordinary", 1]),
      machine.run(["await", 2], ["shared", 2]),
      machine.run(["await", 2], ["exclusive", 2]),
    ];
    const answers = await Promise.all([owner, ...chain]);
    expect(answers.map(({ code }) => code)).toEqual(Array.from(answers, () => "done"));
  });
});

describe("limits of a worker's waits", () => {
  it("warns once of a long wait, with lock and owner, and goes on waiting", async () => {
    // The owner goes on for three times as long as a warning takes, after the first.
    const owner = machine.run(["ordinary", 1], ["raise", 0], ["await", 1], ["sleep", 300]);
    machine.await(0);
    const warnings: runtime.LongWait[] = [];
    runtime.watchWaits({
      warnAfter: 100,
      onLongWait: (wait) => {
        warnings.push(wait);
        machine.raise(1);
      },
    });
    const lock = new runtime.KSPIN_LOCK(machine.arena.buffer, 64);
    runtime.KeReleaseSpinLock(lock, runtime.KeAcquireSpinLock(lock));
    expect(warnings).toMatchObject([{ buffer: machine.arena.buffer, byteOffset: 64, owner: "processor 0" }]);
    expect(warnings[0]?.milliseconds).toBeGreaterThanOrEqual(100);
    expect(await owner).toMatchObject({ code: "done" });
  });

  it.each([
    ["ordinary", "processor 0"],
    ["exclusive", "processor 0"],
    ["shared", "readers"],
  ] as const)("ends one that is too long (%s): the waiter throws, the owner may release", async (way, name) => {
    const owner = machine.run([way, 1], ["raise", 0], ["await", 1]);
    machine.await(0);
    runtime.watchWaits({ failAfter: 200 });
    const { buffer } = machine.arena;
    const wait = (): unknown =>
      way === "ordinary"
        ? runtime.KeAcquireSpinLock(new runtime.KSPIN_LOCK(buffer, 64))
        : runtime.ExAcquireSpinLockExclusive(new runtime.EX_SPIN_LOCK(buffer, 64));
    const failed: unknown = expect.objectContaining({
      code: "SPIN_LOCK_TIMEOUT",
      message: expect.stringMatching(new RegExp(`waited \\d+ ms .* byte 64 .* last seen in it: ${name}`)) as unknown,
    });
    expect(wait).toThrow(failed);
    expect(wait).toThrow(expect.objectContaining({ code: "SPIN_LOCK_TIMEOUT" }));
    machine.raise(1);
    expect(await owner).toMatchObject({ code: "done" });
  });
});
