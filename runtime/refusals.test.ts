// Every routine, called as only JavaScript can: with nothing, and with what it is not for. Each such call is refused in one line that
// says what is needed.
import { describe, expect, it } from "vitest";
import { cpu } from "./cpu.js";
import * as runtime from "./index.js";

type Call = (...args: readonly unknown[]) => unknown;
type Make = new (...args: readonly unknown[]) => unknown;

const isClass = (value: unknown): boolean => typeof value === "function" && /^class\b/.test(String(value));
const all = Object.entries(runtime).flatMap(([name, value]) =>
  typeof value === "function" && !isClass(value) ? [{ name, call: value as unknown as Call }] : [],
);

/**
 * The ways in and out of a lock look whether it is one where the engine knows that already. For nothing at all, what the engine throws
 * by itself is left, before anything is held.
 */
const LOCK_WAY = /^(?!KeInitialize|withSpinLockAsync)(Kef?|Ex|with)\w*SpinLock/;

/** These need no argument, and leave those that they get. */
const NEED_NOTHING = [
  "IoAcquireCancelSpinLock",
  "KeFlushQueuedDpcs",
  "KeGetCurrentIrql",
  "KeGetCurrentProcessorNumber",
  "KePollInterrupts",
  "KeRaiseIrqlToDpcLevel",
  "detachProcessor",
];

const lockWays = all.filter(({ name }) => LOCK_WAY.test(name) && !name.includes("Interrupt"));
const others = all.filter((one) => !lockWays.includes(one) && !NEED_NOTHING.includes(one.name));

const thrownBy = async (call: () => unknown): Promise<unknown> => {
  try {
    await call();
    return null;
  } catch (error) {
    return error;
  }
};

/** One line that says what is needed, got, or not there: never the engine's words about some property. */
const expectRefusal = (error: unknown): void => {
  expect(error).toBeInstanceOf(Error);
  const { name, message } = error as Error;
  expect(["KernelError", "TypeError", "RangeError"]).toContain(name);
  expect(message).toMatch(/^(`\w+`|an interrupt) (needs|got|cannot|releases)|^not an? (system|arena): /);
  expect(message).not.toMatch(/\n|\.$|\[object|reading '/);
};

const NOTHINGS: readonly (readonly unknown[])[] = [[], [null, null, null]];
const WRONG: readonly (readonly unknown[])[] = [
  [{}, {}, {}],
  ["x", "x", "x"],
  [Number.NaN, Number.NaN, Number.NaN],
];

/** Options may be left out, and a device is any object. */
const TAKES: Readonly<Record<string, readonly string[]>> = {
  watchWaits: ["[]", "[null,null,null]", "[{},{},{}]"],
  IoAllocateWorkItem: ["[null,null,null]", "[{},{},{}]"],
};

const cases = others.flatMap(({ name, call }) =>
  [...NOTHINGS, ...WRONG]
    .map((args) => ({ title: `${name}(${args.map(String).join(", ")})`, name, call, args }))
    .filter((one) => TAKES[name]?.includes(JSON.stringify(one.args)) !== true || one.args.some(Number.isNaN)),
);

describe("what a routine is not for", () => {
  it.each(cases)("$title", async ({ call, args }) => {
    expectRefusal(await thrownBy(() => call(...args)));
    expect([runtime.KeGetCurrentIrql(), cpu.depth]).toEqual([runtime.PASSIVE_LEVEL, 1]);
  });

  it.each(lockWays)("$name() throws, and holds nothing", async ({ call }) => {
    expect(await thrownBy(() => call())).toBeInstanceOf(Error);
    expect([runtime.KeGetCurrentIrql(), cpu.depth]).toEqual([runtime.PASSIVE_LEVEL, 1]);
  });

  it("looks at all routines", () => {
    expect(others.length).toBeGreaterThan(45);
    expect(lockWays.length).toBeGreaterThan(35);
    expect(all.map(({ name }) => name)).toEqual(expect.arrayContaining(NEED_NOTHING));
  });
});

const idle = new runtime.KLOCK_QUEUE_HANDLE(new SharedArrayBuffer(64));

/** What a way takes beside the lock. */
const restFor = (name: string): unknown => {
  if (name.startsWith("with")) return () => 1;
  return name.includes("AcquireInStack") ? idle : runtime.DISPATCH_LEVEL;
};

const ofReaderWriter = /^Ex|Shared|Exclusive/;
const isOrdinary = (name: string): boolean => !ofReaderWriter.test(name);
const anyway = (): boolean => true;

/** Objects that are no lock for these routines, and where they lie. */
const wrongs = [
  ...[{}, { reference: 4 }, "x", Number.NaN].map((wrong) => ({
    what: JSON.stringify(wrong),
    wrong,
    buffer: null,
    refused: anyway,
  })),
  ...(["wasm", "js"] as const).flatMap((kernel) => {
    const { buffer } = runtime.createArena({ bytes: 256, kernel });
    const [spinLock, readerWriter] = [new runtime.KSPIN_LOCK(buffer, 0), new runtime.EX_SPIN_LOCK(buffer, 64)];
    return [
      { what: `KSPIN_LOCK, ${kernel}`, wrong: spinLock, buffer, refused: (name: string) => ofReaderWriter.test(name) },
      { what: `EX_SPIN_LOCK, ${kernel}`, wrong: readerWriter, buffer, refused: isOrdinary },
      { what: `KEVENT, ${kernel}`, wrong: new runtime.KEVENT(buffer, 128), buffer, refused: anyway },
    ];
  }),
];

/** `KeTestSpinLock` takes nothing. */
const takers = lockWays.filter(({ name }) => name !== "KeTestSpinLock");
const wrongLocks = wrongs.flatMap(({ refused, ...wrong }) =>
  takers
    .filter(({ name }) => refused(name))
    .map((way) => ({ title: `${way.name}: ${wrong.what}`, ...way, ...wrong, rest: restFor(way.name) })),
);

/** The ways out of a reader/writer lock have no room for a look: there the engine's words are left. */
const UNLOOKED = /^Ex\w*(Release|Convert)/;

describe("what is no lock, or one of another family", () => {
  it.each(wrongLocks)("$title", async ({ name, call, wrong, rest, buffer }) => {
    for (const level of [runtime.PASSIVE_LEVEL, runtime.DISPATCH_LEVEL]) {
      const oldIrql = runtime.KeRaiseIrql(level);
      const error = await thrownBy(() => call(wrong, rest));
      expect([cpu.irql, cpu.depth, idle.lock]).toEqual([level, 1, null]);
      runtime.KeLowerIrql(oldIrql);
      if (UNLOOKED.test(name)) expect(error).toBeInstanceOf(Error);
      else expectRefusal(error);
    }
    if (buffer !== null) expect(new Int32Array(buffer).some((word) => word !== 0)).toBe(false);
  });

  it("is named beside what is needed", () => {
    const atDispatch = (call: () => unknown) => () => {
      const oldIrql = runtime.KeRaiseIrqlToDpcLevel();
      try {
        call();
      } finally {
        runtime.KeLowerIrql(oldIrql);
      }
    };
    const lock = {} as never;
    expect(() => runtime.KeAcquireSpinLock(lock)).toThrow(
      new TypeError("`KeAcquireSpinLock` needs a KSPIN_LOCK, got an object"),
    );
    expect(atDispatch(() => runtime.KeReleaseSpinLock(lock, 0))).toThrow(
      new TypeError("`KeReleaseSpinLock` needs a KSPIN_LOCK, got an object"),
    );
    expect(() => runtime.ExAcquireSpinLockShared(lock)).toThrow(
      new TypeError("`ExAcquireSpinLockShared` needs a EX_SPIN_LOCK, got an object"),
    );
  });
});

const buffer = new SharedArrayBuffer(1024);
const make =
  (Type: unknown, ...args: readonly unknown[]) =>
  (): unknown =>
    new (Type as Make)(...args);
const call =
  (routine: unknown, ...args: readonly unknown[]) =>
  (): unknown =>
    (routine as Call)(...args);

const { KEVENT, KTIMER, KDPC, EX_SPIN_LOCK } = runtime;

describe("a value that is none of those that there are", () => {
  it.each<readonly [string, () => unknown, string]>([
    [
      "policy",
      make(runtime.KSPIN_LOCK, buffer, 0, { policy: "fair" }),
      "`KSPIN_LOCK` needs the policy `bounded` or `strict`, got `fair`",
    ],
    [
      "kernel",
      call(runtime.createArena, { bytes: 64, kernel: "rust" }),
      "`createArena` needs the kernel `auto` or `wasm` or `js`, got `rust`",
    ],
    [
      "kernel",
      call(runtime.openArena, { buffer }, "rust"),
      "`openArena` needs the kernel `auto` or `wasm` or `js`, got `rust`",
    ],
    [
      "processors",
      call(EX_SPIN_LOCK.bytesFor, -3),
      "`EX_SPIN_LOCK` needs a number of processors from 0 to 255, got -3",
    ],
    [
      "processors",
      make(EX_SPIN_LOCK, buffer, 0, { processors: 0.5 }),
      "`EX_SPIN_LOCK` needs a number of processors from 0 to 255, got 0.5",
    ],
    [
      "time",
      call(runtime.KeWaitForSingleObject, new KEVENT(), 0, 0, false, Number.NaN),
      "`KeWaitForSingleObject` needs a time in units of 100 ns, got NaN",
    ],
    [
      "time",
      call(runtime.waitForSingleObjectAsync, new KEVENT(), Number.NaN),
      "`waitForSingleObjectAsync` needs a time in units of 100 ns, got NaN",
    ],
    [
      "time",
      call(runtime.waitForSingleObjectAsync, new KEVENT(), "5"),
      "`waitForSingleObjectAsync` needs a time in units of 100 ns, got `5`",
    ],
    [
      "time",
      call(runtime.KeDelayExecutionThread, 0, false, Number.NaN),
      "`KeDelayExecutionThread` needs a time in units of 100 ns, got NaN",
    ],
    [
      "time",
      call(runtime.KeSetTimer, new KTIMER(), Number.NaN),
      "`KeSetTimerEx` needs a time in units of 100 ns, got NaN",
    ],
    [
      "period",
      call(runtime.KeSetTimerEx, new KTIMER(), -1, -5),
      "`KeSetTimerEx` needs a period in milliseconds from 0 to 2147483647, got -5",
    ],
    ["time", call(runtime.idleProcessor, () => true, -5), "`idleProcessor` needs milliseconds from 0, got -5"],
    ["time", call(runtime.idleProcessor, () => true, Number.NaN), "`idleProcessor` needs milliseconds from 0, got NaN"],
    [
      "time",
      call(runtime.KeStallExecutionProcessor, -1),
      "`KeStallExecutionProcessor` needs microseconds from 0, got -1",
    ],
    ["routine", call(runtime.KeInitializeDpc, new KDPC()), "`KeInitializeDpc` needs a function, got undefined"],
    ["DPC", call(runtime.KeSetTimer, new KTIMER(), -1, new KTIMER()), "`KeSetTimerEx` needs a KDPC, got an object"],
    [
      "object",
      call(runtime.KeWaitForSingleObject, new KDPC(), 0, 0, false, 0),
      "`KeWaitForSingleObject` needs a KEVENT or KTIMER, got an object",
    ],
  ])("%s: %#", async (_what, wrong, message) => {
    expect(await thrownBy(wrong)).toMatchObject({ message });
  });
});
