import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import * as runtime from "../index.js";
import { CLAIM_WORD, DEAD, FREE, PROCESSOR, RESERVED, RUNNING, processorAt, wordsOf } from "../machine/system.js";
import { answerOf, startWorker } from "../testing/real-workers.js";
import { IN_BUFFER, type Act } from "../testing/watched-job.js";
import { WatchedMachine, endOf } from "../testing/watched-machine.js";
import { claimOf } from "./claim.js";

let machine: WatchedMachine;
beforeEach(() => {
  machine = new WatchedMachine(4);
});
afterEach(async () => {
  await machine.close();
  expect(runtime.KeGetCurrentIrql()).toBe(0);
});

const abandoned: unknown = expect.objectContaining({ name: "KernelError", code: "SPIN_LOCK_ABANDONED" });
const refused = { code: "SPIN_LOCK_ABANDONED", irql: 0 };

/** How it ends, and what does that. */
const ENDS = { "by an exception": "throw", "by process.exit": "process.exit", "by terminate": "hang" } as const;
const ends = Object.keys(ENDS) as (keyof typeof ENDS)[];

const HOLDS: readonly Act[] = [
  ["ordinary", 1],
  ["queued", 1],
  ["strictly queued", 1],
  ["shared", 1],
  ["exclusive", 1],
  ["cancel lock"],
  ["ordinary", IN_BUFFER + 1],
];
const waitFor = (hold: Act): Act => (hold[0] === "shared" ? ["exclusive", hold[1]] : hold);

describe("a processor that ends with a lock", () => {
  it.each(ends)("%s: everybody who waits for it or comes later gets an error, and its number is free", async (end) => {
    for (const hold of HOLDS) {
      const dying = machine.start(hold, ["raise", 0], ["await", 1], [ENDS[end]]);
      machine.await(0);
      const waiters = [machine.run(waitFor(hold)), machine.run(["sleep", 20], waitFor(hold))];
      const ended = endOf(dying);
      await new Promise((resolve) => setTimeout(resolve, 30));
      machine.raise(1);
      if (end === "by terminate") await dying.terminate();
      await ended;
      expect([hold, await Promise.all(waiters)]).toMatchObject([hold, [refused, refused]]);
      expect([hold, await machine.run(waitFor(hold))]).toMatchObject([hold, refused]);
      await machine.close();
      expect(machine.states()).toEqual([FREE, FREE, FREE, FREE]);
      machine = new WatchedMachine(4);
    }
  });

  it("that it only waited for breaks the queue: the owner may release, the others get an error", async () => {
    const owner = machine.run(["ordinary", 1], ["raise", 0], ["await", 1], ["give back"]);
    machine.await(0);
    const dying = machine.start(["raise", 2], ["ordinary", 1]);
    machine.await(2);
    await machine.sleeps(1);
    const waiter = machine.run(["ordinary", 1]);
    await dying.terminate();
    expect(await waiter).toMatchObject(refused);
    machine.raise(1);
    expect(await owner).toMatchObject({ code: "done" });
  });

  it("leaves the locks that it had given back, and those of others, alone", async () => {
    const dying = machine.start(["ordinary", 1], ["give back"], ["ordinary", 2], ["raise", 0], ["hang"]);
    machine.await(0);
    const other = machine.run(["ordinary", 3], ["await", 1]);
    await dying.terminate();
    machine.raise(1);
    expect(await other).toMatchObject({ code: "done" });
    const answers = await Promise.all([1, 2, 3].map((lock) => machine.run(["ordinary", lock])));
    expect(answers.map(({ code }) => code)).toEqual(["done", "SPIN_LOCK_ABANDONED", "done"]);
  });

  it("says who ended, and the lock serves again once it is initialised", async () => {
    const dying = machine.start(["ordinary", 1], ["raise", 0], ["hang"]);
    machine.await(0);
    await dying.terminate();
    const lock = new runtime.KSPIN_LOCK(machine.arena.buffer, 64);
    expect(() => runtime.KeAcquireSpinLock(lock)).toThrow(/byte 64 .* abandoned: processor 0 ended/);
    runtime.KeInitializeSpinLock(lock);
    expect(await machine.run(["ordinary", 1])).toMatchObject({ code: "done" });
  });

  it("stops no flush, and its interrupt line can be connected again", async () => {
    const dying = machine.start(["raise", 0], ["hang"]);
    machine.await(0);
    const words = wordsOf(machine.system);
    await dying.terminate();
    runtime.attachProcessor(machine.system);
    runtime.KeFlushQueuedDpcs();
    expect(Atomics.load(words, processorAt(0) + PROCESSOR.worker)).not.toBe(0);
    runtime.detachProcessor();
  });
});

describe("a processor that ends while the thread that started it is blocked", () => {
  it.each(ends)("%s: no event comes, the wait itself finds it", async (end) => {
    const dying = machine.start(["ordinary", 1], ["raise", 0], ["await", 1], [ENDS[end]]);
    machine.await(0);
    runtime.attachProcessor(machine.system);
    let told = false;
    dying.once("exit", () => {
      told = true;
    });
    machine.raise(1);
    if (end === "by terminate") void dying.terminate();
    const lock = new runtime.KSPIN_LOCK(machine.arena.buffer, 64);
    expect(() => runtime.KeAcquireSpinLock(lock)).toThrow(abandoned);
    expect(told).toBe(false);
    runtime.detachProcessor();
    await endOf(dying);
  });

  it("is found though its lock lies in memory that the system does not list", async () => {
    const unlisted = new SharedArrayBuffer(128);
    const { arena, system } = machine;
    const listless = { ...system, memories: [] };
    const job = { system: listless, arena, buffer: unlisted, kernel: "js", number: 0 };
    const script: readonly Act[] = [["ordinary", IN_BUFFER + 1], ["raise", 0], ["hang"]];
    const dying = startWorker("watched-worker", { ...job, script });
    machine.await(0);
    await dying.terminate();
    runtime.attachProcessor(system, 1);
    expect(() => runtime.KeAcquireSpinLock(new runtime.KSPIN_LOCK(unlisted, 64))).toThrow(abandoned);
    runtime.detachProcessor();
  });
});

describe("who looks for the dead", () => {
  /** A processor dies with lock 1; what stands in the word for who looks is as given. */
  const dieWhile = async (claim: (first: number) => number): Promise<void> => {
    const first = machine.start(["ordinary", 1], ["raise", 0], ["hang"]);
    machine.await(0);
    const number = machine.states().findIndex((state) => state !== FREE && state !== RESERVED);
    Atomics.store(wordsOf(machine.system), CLAIM_WORD, claim(number + 1));
    await first.terminate();
  };
  const expectFound = async (): Promise<void> => {
    const next = machine.start(["ordinary", 1]);
    const ended = endOf(next);
    expect(await answerOf(next)).toMatchObject(refused);
    // It looks itself when it ends.
    await ended;
    expect(Atomics.load(wordsOf(machine.system), CLAIM_WORD)).toBe(0);
  };

  it("may die at it: the next takes over", async () => {
    await dieWhile((first) => claimOf(machine.system, first));
    await expectFound();
  });

  it("may die when it has freed its own block: the next takes over, also where another is that processor now", async () => {
    const earlier = machine.start(["raise", 1]);
    await endOf(earlier);
    expect(machine.states()).toEqual([FREE, FREE, FREE, FREE]);
    const left = claimOf(machine.system, 1);
    await dieWhile(() => left);
    await expectFound();
    runtime.attachProcessor(machine.system, 3);
    const free = claimOf(machine.system, 4);
    runtime.detachProcessor();
    runtime.KeInitializeSpinLock(new runtime.KSPIN_LOCK(machine.arena.buffer, 64));
    machine.lower(0);
    await dieWhile(() => free);
    await expectFound();
  });

  it("is not disturbed while it frees its own block", async () => {
    const words = wordsOf(machine.system);
    runtime.attachProcessor(machine.system, 3);
    Atomics.store(words, processorAt(3) + PROCESSOR.state, DEAD);
    await dieWhile(() => claimOf(machine.system, 4));
    expect(machine.states()[0]).not.toBe(FREE);
    Atomics.store(words, processorAt(3) + PROCESSOR.state, RUNNING);
    Atomics.store(words, CLAIM_WORD, 0);
    runtime.detachProcessor();
    await expectFound();
  });

  it("waits for another that is at it", async () => {
    const words = wordsOf(machine.system);
    const first = machine.start(["ordinary", 1], ["raise", 0], ["hang"]);
    machine.await(0);
    Atomics.store(words, CLAIM_WORD, 0x7000);
    await first.terminate();
    expect(machine.states()[0]).not.toBe(FREE);
    Atomics.store(words, CLAIM_WORD, 0);
    await vi.waitFor(() => {
      expect(machine.states()[0]).toBe(FREE);
    });
  });
});

describe("adoptProcessor", () => {
  it("watches a worker that the program started and that attached by itself", async () => {
    const worker = machine.spawn([["ordinary", 1], ["answer"], ["hang"]]);
    await answerOf(worker);
    runtime.adoptProcessor(machine.system, worker);
    await worker.terminate();
    expect(machine.states()).toEqual([FREE, FREE, FREE, FREE]);
    expect(await machine.run(["ordinary", 1])).toMatchObject(refused);
  });

  it("needs a number where workers have no thread", () => {
    expect(() => {
      runtime.adoptProcessor(machine.system, { terminate: () => undefined });
    }).toThrow(TypeError);
  });
});

describe("a web worker", () => {
  class WebWorker extends EventTarget {
    terminated = 0;
    terminate = (): void => {
      this.terminated++;
    };
  }
  /** This thread plays the worker that has attached and taken the lock. */
  const attach = (number: number): WebWorker => {
    runtime.attachProcessor(machine.system, number);
    Atomics.store(wordsOf(machine.system), processorAt(number) + PROCESSOR.thread, 0);
    runtime.KeAcquireSpinLock(new runtime.KSPIN_LOCK(machine.arena.buffer, 64));
    const worker = new WebWorker();
    runtime.adoptProcessor(machine.system, worker, number);
    return worker;
  };
  const leave = (): void => {
    runtime.KeLowerIrql(0);
    runtime.detachProcessor();
  };

  it.each(["terminate", "error", "close"])("that ends by %s is no processor any more after a moment", async (how) => {
    const worker = attach(2);
    if (how === "terminate") worker.terminate();
    else worker.dispatchEvent(new Event(how));
    expect(worker.terminated).toBe(1);
    await vi.waitFor(() => {
      expect(machine.states()[2]).toBe(FREE);
    });
    leave();
    expect(await machine.run(["ordinary", 1])).toMatchObject(refused);
  });

  it("of whose end the program knows by other means is reported", () => {
    attach(1);
    runtime.abandonProcessor(machine.system, 1);
    expect(machine.states()[1]).toBe(FREE);
    leave();
  });

  it("is refused under a number that the system does not have", () => {
    const worker = { terminate: () => undefined };
    const { system } = machine;
    for (const number of [-1, 1.5, system.processors, Number.NaN]) {
      expect(() => {
        runtime.abandonProcessor(system, number);
      }).toThrow(/^`abandonProcessor` needs a number from 0 to/);
      expect(() => {
        runtime.adoptProcessor(system, worker, number);
      }).toThrow(/^`adoptProcessor` needs a number from 0 to/);
    }
  });

  it("told to end is found by a waiter, too, before this thread hears of it", async () => {
    const worker = attach(3);
    vi.useFakeTimers({ toFake: ["setTimeout"] });
    worker.terminate();
    vi.useRealTimers();
    expect(await machine.run(["ordinary", 1])).toMatchObject(refused);
    expect(machine.states()[3]).toBe(FREE);
    leave();
  });
});

describe("startProcessor", () => {
  it("keeps the number for the worker until it attaches, and frees it where it never does", async () => {
    const worker = runtime.startProcessor(machine.system, () => machine.spawn([], 3));
    expect(runtime.attachProcessor(machine.system)).toBe(1);
    runtime.detachProcessor();
    await worker.terminate();
    await vi.waitFor(() => {
      expect(machine.states()[0]).toBe(FREE);
    });
  });

  it("refuses a number that is taken, and keeps none where no worker started", () => {
    const fail = (): never => {
      throw new Error("no worker");
    };
    expect(() => runtime.startProcessor(machine.system, fail, 2)).toThrow("no worker");
    expect(machine.states()).toEqual([FREE, FREE, FREE, FREE]);
    runtime.attachProcessor(machine.system, 2);
    const taken: unknown = expect.objectContaining({ code: "NO_FREE_PROCESSOR" });
    expect(() => runtime.startProcessor(machine.system, fail, 2)).toThrow(taken);
    expect(() => runtime.startProcessor(machine.system, fail, 9)).toThrow(taken);
    runtime.detachProcessor();
  });
});
