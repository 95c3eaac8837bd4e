// What the workers of the engine checks do: one task each, named by `workerData`, one answer.
import { parentPort, workerData } from "node:worker_threads";

const { runtime: address, task, ...job } = workerData;
const runtime = await import(address);
const {
  DISPATCH_LEVEL,
  EX_SPIN_LOCK,
  Executive,
  KDPC,
  KEVENT,
  KLOCK_QUEUE_HANDLE,
  KSPIN_LOCK,
  KernelMode,
  PASSIVE_LEVEL,
  attachProcessor,
  detachProcessor,
  openArena,
  requestInterrupt,
} = runtime;

const pause = (milliseconds) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
const until = (words, word, value) => {
  while (Atomics.load(words, word) < value) Atomics.wait(words, word, Atomics.load(words, word), 20);
};

/** How a family enters and leaves, over one place of memory. */
const ways = (family, buffer) => {
  const strict = new KSPIN_LOCK(buffer, 64, { policy: family === "strict" ? "strict" : "bounded" });
  const readerWriter = new EX_SPIN_LOCK(buffer, 64);
  const handle = new KLOCK_QUEUE_HANDLE(new SharedArrayBuffer(KLOCK_QUEUE_HANDLE.BYTES));
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

const tasks = {
  /** Counts without a lock's help, under the lock; now and then it holds the lock so long that others sleep. */
  count: ({ arena, kernel, family, rounds }) => {
    const { buffer } = openArena(arena, kernel);
    const words = new Int32Array(buffer);
    const [enter, leave] = ways(family, buffer);
    for (let round = 0; round < rounds; round++) {
      const old = enter();
      const seen = words[64];
      if (round % 500 === 0) pause(2);
      words[64] = seen + 1;
      leave(old);
    }
    return new KSPIN_LOCK(buffer, 64).wasm === null ? "js" : "wasm";
  },
  /** A processor that receives DPCs: busy, idle, or in its event loop. */
  receive: async ({ system, memory, how }) => {
    attachProcessor(system, 1);
    const words = new Int32Array(memory, 64);
    runtime.KeInitializeDpc(
      new KDPC(memory, 0),
      (_dpc, context, first, second) => {
        if (runtime.KeGetCurrentIrql() === DISPATCH_LEVEL && context === 7 && second === -first)
          Atomics.add(words, 1, 1);
        Atomics.notify(words, 1);
      },
      7,
    );
    Atomics.store(words, 0, 1);
    Atomics.notify(words, 0);
    const finished = () => Atomics.load(words, 2) === 1;
    if (how === "busy") while (!finished()) runtime.KeLowerIrql(runtime.KeRaiseIrql(DISPATCH_LEVEL));
    else if (how === "idle") runtime.idleProcessor(finished);
    else while (!finished()) await new Promise((resolve) => setTimeout(resolve, 5));
    detachProcessor();
    return runtime.KeGetCurrentIrql();
  },
  send: ({ system, memory, rounds }) => {
    attachProcessor(system, 0);
    const words = new Int32Array(memory, 64);
    until(words, 0, 1);
    const dpc = new KDPC(memory, 0);
    runtime.KeInitializeDpc(dpc, () => undefined);
    runtime.KeSetTargetProcessorDpc(dpc, 1);
    for (let round = 1; round <= rounds; round++) {
      runtime.KeInsertQueueDpc(dpc, round, -round);
      until(words, 1, round);
    }
    Atomics.store(words, 2, 1);
    return Atomics.load(words, 1);
  },
  /** Waits for `ping` and signals `pong`, or the other way round. */
  play: ({ system, memory, first, rounds }) => {
    attachProcessor(system);
    const [mine, theirs] = first ? [64, 0] : [0, 64];
    const [own, other] = [new KEVENT(memory, mine), new KEVENT(memory, theirs)];
    let done = 0;
    for (let round = 0; round < rounds; round++) {
      if (first) runtime.KeSetEvent(other, 0, false);
      if (runtime.KeWaitForSingleObject(own, Executive, KernelMode, false, -100_000_000) === 0) done++;
      if (!first) runtime.KeSetEvent(other, 0, false);
    }
    detachProcessor();
    return done;
  },
  serve: ({ system, memory, rounds }) => {
    attachProcessor(system, 0);
    const words = new Int32Array(memory);
    let served = 0;
    runtime.IoConnectInterrupt(
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
    runtime.idleProcessor(() => served === rounds, 10_000);
    return served;
  },
  interrupt: ({ system, memory, rounds }) => {
    const words = new Int32Array(memory);
    until(words, 0, 1);
    for (let round = 1; round <= rounds; round++) {
      requestInterrupt(system, 3);
      until(words, 1, round);
    }
    return rounds;
  },
  /** What one worker does alone: timers, waits, work items, the pool. */
  alone: () => {
    const log = [];
    const timer = new runtime.KTIMER();
    const dpc = new KDPC();
    runtime.KeInitializeDpc(dpc, () => log.push(`timer's DPC at ${String(runtime.KeGetCurrentIrql())}`));
    runtime.KeInitializeTimer(timer);
    runtime.KeSetTimer(timer, -50_000, dpc);
    log.push(runtime.KeWaitForSingleObject(timer, Executive, KernelMode, false, -100_000_000));
    const event = new KEVENT();
    runtime.KeInitializeEvent(event, runtime.NotificationEvent, false);
    log.push(runtime.KeWaitForSingleObject(event, Executive, KernelMode, false, -20_000));
    const item = runtime.IoAllocateWorkItem({});
    runtime.IoQueueWorkItem(
      item,
      () => log.push(`work at ${String(runtime.KeGetCurrentIrql())}`),
      runtime.DelayedWorkQueue,
      null,
    );
    runtime.KeDelayExecutionThread(KernelMode, false, -50_000);
    const block = runtime.ExAllocatePool2(runtime.POOL_FLAG_NON_PAGED, 64, 0x41424344);
    log.push(block instanceof SharedArrayBuffer ? "pool" : "no pool");
    runtime.ExFreePoolWithTag(block, 0x41424344);
    return [...log, runtime.KeGetCurrentIrql() === PASSIVE_LEVEL].join(", ");
  },
};

parentPort.postMessage(await tasks[task](job));
