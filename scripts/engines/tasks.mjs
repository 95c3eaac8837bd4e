// What the workers of the engine checks do, and some of it the thread that starts them: one task each, one answer.

const rest = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const until = (words, word, value) => {
  while (Atomics.load(words, word) < value) Atomics.wait(words, word, Atomics.load(words, word), 20);
};

/** When all parties have come. */
const arrive = async (words, word, parties) => {
  Atomics.add(words, word, 1);
  while (Atomics.load(words, word) < parties) await rest(1);
};

/** How a family enters and leaves, over one place of memory. */
const ways = (runtime, family, buffer) => {
  const strict = new runtime.KSPIN_LOCK(buffer, 64, { policy: family === "strict" ? "strict" : "bounded" });
  const readerWriter = new runtime.EX_SPIN_LOCK(buffer, 64);
  const handle = new runtime.KLOCK_QUEUE_HANDLE(new SharedArrayBuffer(runtime.KLOCK_QUEUE_HANDLE.BYTES));
  const queued = [
    () => runtime.KeAcquireInStackQueuedSpinLock(strict, handle),
    () => runtime.KeReleaseInStackQueuedSpinLock(handle),
  ];
  return {
    ordinary: [() => runtime.KeAcquireSpinLock(strict), (old) => runtime.KeReleaseSpinLock(strict, old)],
    queued,
    strict: queued,
    "reader/writer": [
      () => {
        runtime.ExReleaseSpinLockShared(readerWriter, runtime.ExAcquireSpinLockShared(readerWriter));
        return runtime.ExAcquireSpinLockExclusive(readerWriter);
      },
      (old) => runtime.ExReleaseSpinLockExclusive(readerWriter, old),
    ],
  }[family];
};

/** Does something in each round, alone, in a way of the family. */
const inSections = async (runtime, family, buffer, rounds, section) => {
  if (family === "asynchronous") {
    const lock = new runtime.KSPIN_LOCK(buffer, 64);
    for (let round = 0; round < rounds; round++) await runtime.withSpinLockAsync(lock, () => section(round));
    return;
  }
  const [enter, leave] = ways(runtime, family, buffer);
  for (let round = 0; round < rounds; round++) {
    const old = enter();
    section(round);
    leave(old);
  }
};

/** Attends to the processor as `how` says, until `finished`. */
const attend = async (runtime, how, finished) => {
  if (how === "busy") while (!finished()) runtime.KeLowerIrql(runtime.KeRaiseIrql(runtime.DISPATCH_LEVEL));
  else if (how === "idle") runtime.idleProcessor(finished);
  else while (!finished()) await rest(5);
};

const waitFor = ({ KeWaitForSingleObject, waitForSingleObjectAsync }, how, object, timeout) =>
  how === "blocking" ? KeWaitForSingleObject(object, 0, 0, false, timeout) : waitForSingleObjectAsync(object, timeout);

/** What a bug check says. */
const told = async (act) => {
  try {
    await act();
    return "nothing";
  } catch ({ name, code, bugCheck, parameters }) {
    return [name, code, bugCheck, parameters?.[0]].join(" ");
  }
};

const tasks = {
  /** Counts without a lock's help, under the lock; now and then it holds the lock so long that others sleep. */
  count: async (runtime, { arena, kernel, family, rounds, parties }) => {
    const { buffer } = runtime.openArena(arena, kernel);
    const words = new Int32Array(buffer);
    await arrive(words, 65, parties);
    await inSections(runtime, family, buffer, rounds, (round) => {
      const seen = words[64];
      if (round % 500 === 0) runtime.KeStallExecutionProcessor(2000);
      words[64] = seen + 1;
    });
    return new runtime.KSPIN_LOCK(buffer, 64).wasm === null ? "js" : "wasm";
  },
  /** Holds a lock until it is told otherwise. */
  hold: (runtime, { arena }) => {
    const { buffer } = runtime.openArena(arena);
    const words = new Int32Array(buffer);
    const lock = new runtime.KSPIN_LOCK(buffer, 64);
    const old = runtime.KeAcquireSpinLock(lock);
    Atomics.store(words, 64, 1);
    while (Atomics.load(words, 65) === 0);
    runtime.KeReleaseSpinLock(lock, old);
    return "released";
  },
  /** A processor that receives DPCs: busy, idle, or in its event loop. */
  receive: async (runtime, { system, memory, how }) => {
    runtime.attachProcessor(system, 1);
    const words = new Int32Array(memory, 64);
    runtime.KeInitializeDpc(
      new runtime.KDPC(memory, 0),
      (_dpc, context, first, second) => {
        if (runtime.KeGetCurrentIrql() === runtime.DISPATCH_LEVEL && context === 7 && second === -first)
          Atomics.add(words, 1, 1);
        Atomics.notify(words, 1);
      },
      7,
    );
    Atomics.store(words, 0, 1);
    Atomics.notify(words, 0);
    await attend(runtime, how, () => Atomics.load(words, 2) === 1);
    runtime.detachProcessor();
    return runtime.KeGetCurrentIrql();
  },
  send: (runtime, { system, memory, rounds }) => {
    runtime.attachProcessor(system, 0);
    const words = new Int32Array(memory, 64);
    until(words, 0, 1);
    const dpc = new runtime.KDPC(memory, 0);
    runtime.KeInitializeDpc(dpc, () => undefined);
    runtime.KeSetTargetProcessorDpc(dpc, 1);
    for (let round = 1; round <= rounds; round++) {
      runtime.KeInsertQueueDpc(dpc, round, -round);
      until(words, 1, round);
    }
    Atomics.store(words, 2, 1);
    runtime.detachProcessor();
    return Atomics.load(words, 1);
  },
  /** Waits for `ping` and signals `pong`, or the other way round. */
  play: async (runtime, { system, memory, first, rounds, how = "blocking" }) => {
    runtime.attachProcessor(system);
    const [mine, theirs] = first ? [64, 0] : [0, 64];
    const [own, other] = [new runtime.KEVENT(memory, mine), new runtime.KEVENT(memory, theirs)];
    let done = 0;
    for (let round = 0; round < rounds; round++) {
      if (first) runtime.KeSetEvent(other, 0, false);
      if ((await waitFor(runtime, how, own, -100_000_000)) === 0) done++;
      if (!first) runtime.KeSetEvent(other, 0, false);
    }
    runtime.detachProcessor();
    return done;
  },
  serve: async (runtime, { system, memory, rounds, how }) => {
    runtime.attachProcessor(system, 0);
    const words = new Int32Array(memory);
    let served = 0;
    const interrupt = runtime.IoConnectInterrupt(
      () => {
        if (runtime.KeGetCurrentIrql() === 7) served++;
        Atomics.add(words, 1, 1);
        Atomics.notify(words, 1);
        return true;
      },
      null,
      null,
      3,
      7,
    );
    Atomics.store(words, 0, 1);
    Atomics.notify(words, 0);
    await attend(runtime, how, () => served === rounds);
    runtime.IoDisconnectInterrupt(interrupt);
    runtime.detachProcessor();
    return served;
  },
  interrupt: (runtime, { system, memory, rounds }) => {
    const words = new Int32Array(memory);
    until(words, 0, 1);
    for (let round = 1; round <= rounds; round++) {
      runtime.requestInterrupt(system, 3);
      until(words, 1, round);
    }
    return rounds;
  },
  /** What one worker does alone: timers, waits, work items, the pool. */
  alone: (runtime) => {
    const log = [];
    const wait = (object, timeout) => runtime.KeWaitForSingleObject(object, 0, 0, false, timeout);
    const timer = new runtime.KTIMER();
    const dpc = new runtime.KDPC();
    runtime.KeInitializeDpc(dpc, () => log.push(`timer's DPC at ${String(runtime.KeGetCurrentIrql())}`));
    runtime.KeInitializeTimer(timer);
    runtime.KeSetTimer(timer, -50_000, dpc);
    log.push(wait(timer, -100_000_000));
    const event = new runtime.KEVENT();
    runtime.KeInitializeEvent(event, runtime.NotificationEvent, false);
    log.push(wait(event, -20_000));
    const item = runtime.IoAllocateWorkItem({});
    runtime.IoQueueWorkItem(
      item,
      () => log.push(`work at ${String(runtime.KeGetCurrentIrql())}`),
      runtime.DelayedWorkQueue,
      null,
    );
    runtime.KeDelayExecutionThread(runtime.KernelMode, false, -50_000);
    const block = runtime.ExAllocatePool2(runtime.POOL_FLAG_NON_PAGED, 64, 0x41424344);
    log.push(block instanceof SharedArrayBuffer ? "pool" : "no pool");
    runtime.ExFreePoolWithTag(block, 0x41424344);
    return [...log, runtime.KeGetCurrentIrql() === runtime.PASSIVE_LEVEL].join(", ");
  },
  /** Timers and waits that never block. */
  aloneAsync: async (runtime) => {
    const log = [];
    const wait = (object, timeout) => runtime.waitForSingleObjectAsync(object, timeout);
    const timer = new runtime.KTIMER();
    const dpc = new runtime.KDPC();
    runtime.KeInitializeDpc(dpc, () => log.push(`timer's DPC at ${String(runtime.KeGetCurrentIrql())}`));
    runtime.KeInitializeTimer(timer);
    runtime.KeSetTimer(timer, -50_000, dpc);
    log.push(await wait(timer, -100_000_000));
    const event = new runtime.KEVENT();
    runtime.KeInitializeEvent(event, runtime.SynchronizationEvent, false);
    log.push(await wait(event, 0), await wait(event, -20_000));
    setTimeout(() => runtime.KeSetEvent(event, 0, false), 5);
    log.push(await wait(event, -100_000_000));
    return [...log, runtime.KeReadStateEvent(event) === 0 && runtime.KeGetCurrentIrql() === 0].join(", ");
  },
  /** Restores a wrong level when the others are where they should be. */
  breaksRule: async (runtime, { system, arena, others }) => {
    const { buffer } = runtime.openArena(arena);
    runtime.attachProcessor(system);
    const words = new Int32Array(buffer);
    while (Atomics.load(words, 64) < others) await rest(5);
    const lock = new runtime.KSPIN_LOCK(buffer, 64);
    return told(() => {
      runtime.KeAcquireSpinLock(lock);
      Atomics.store(words, 65, 1);
      runtime.KeStallExecutionProcessor(50_000);
      runtime.KeReleaseSpinLock(lock, runtime.APC_LEVEL);
    });
  },
  isStopped: (runtime, { system, arena, how }) => {
    const { buffer } = runtime.openArena(arena);
    runtime.attachProcessor(system);
    const words = new Int32Array(buffer);
    const [asked, own] = [64, 128].map((place) => new runtime.KSPIN_LOCK(buffer, place));
    Atomics.add(words, 64, 1);
    const acts = {
      "waits for the lock": () => {
        while (Atomics.load(words, 65) === 0);
        runtime.KeReleaseSpinLock(asked, runtime.KeAcquireSpinLock(asked));
      },
      "waits for an event": () => runtime.KeWaitForSingleObject(new runtime.KEVENT(), 0, 0, false, null),
      "is idle": () => runtime.idleProcessor(() => false),
      "works on": () => {
        for (;;) runtime.KeReleaseSpinLock(own, runtime.KeAcquireSpinLock(own));
      },
    };
    return told(acts[how]);
  },
};

/** Does a task with the runtime that lies at `address`. */
export const perform = async ({ runtime: address, task, ...job }) => tasks[task](await import(address), job);
