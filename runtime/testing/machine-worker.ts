// One worker of a machine test: a processor, or a device beside the machine.
import { parentPort, workerData } from "node:worker_threads";
import * as runtime from "../index.js";
import { COUNTER, PLACE, type MachineJob, type Task } from "./machine-job.js";

const job = workerData as MachineJob;
const { memory, system, rounds } = job;
const counters = new Int32Array(memory, PLACE.counters);
const dpc = new runtime.KDPC(memory, PLACE.dpc);
const ping = new runtime.KEVENT(memory, PLACE.ping);
const pong = new runtime.KEVENT(memory, PLACE.pong);
const lock = new runtime.KSPIN_LOCK(memory, PLACE.lock);
const strict = new runtime.KSPIN_LOCK(memory, PLACE.lock, { policy: "strict" });
const count = (counter: number, by = 1): number => Atomics.add(counters, counter, by);
const read = (counter: number): number => Atomics.load(counters, counter);
const finished = (): boolean => read(COUNTER.done) === 1;
const answer = (value: unknown): void => {
  parentPort?.postMessage(value);
};

const waitFor = (counter: number, value: number): void => {
  while (read(counter) < value) Atomics.wait(counters, counter, read(counter), 10);
};

const receive = (): void => {
  runtime.KeInitializeDpc(
    dpc,
    (_dpc, context: number, first: number, second: number) => {
      if (runtime.KeGetCurrentIrql() === runtime.DISPATCH_LEVEL && second === -first)
        count(COUNTER.sum, first * context);
      count(COUNTER.ran);
      Atomics.notify(counters, COUNTER.ran);
    },
    2,
  );
};

const send = (): void => {
  runtime.KeInitializeDpc(dpc, () => undefined);
  runtime.KeSetTargetProcessorDpc(dpc, 1);
  waitFor(COUNTER.ready, 1);
};

const wait = (event: runtime.KEVENT): number =>
  runtime.KeWaitForSingleObject(event, runtime.Executive, runtime.KernelMode, false, null);

const tasks: Readonly<Record<Task, () => void>> = {
  device: () => {
    waitFor(COUNTER.ready, 1);
    for (let round = 0; round < rounds; round++) {
      runtime.requestInterrupt(system, 3);
      waitFor(COUNTER.ran, round + 1);
    }
    Atomics.store(counters, COUNTER.done, 1);
    answer("done");
  },
  driver: () => {
    runtime.attachProcessor(system, 0);
    const own = new runtime.KDPC();
    runtime.KeInitializeDpc(own, () => {
      count(COUNTER.ran);
      Atomics.notify(counters, COUNTER.ran);
    });
    runtime.IoConnectInterrupt(
      () => {
        count(COUNTER.served);
        return runtime.KeInsertQueueDpc(own);
      },
      null,
      null,
      3,
      7,
    );
    count(COUNTER.ready);
    // Half of the time busy with locks, half of the time idle.
    while (!finished()) {
      for (let busy = 0; busy < 1000; busy++) runtime.KeReleaseSpinLock(lock, runtime.KeAcquireSpinLock(lock));
      runtime.idleProcessor(finished, 1);
    }
    answer("done");
  },
  sender: () => {
    runtime.attachProcessor(system, 0);
    send();
    for (let round = 1; round <= rounds; round++) while (!runtime.KeInsertQueueDpc(dpc, round, -round));
    waitFor(COUNTER.ran, rounds);
    Atomics.store(counters, COUNTER.done, 1);
    answer("done");
  },
  "busy receiver": () => {
    runtime.attachProcessor(system, 1);
    receive();
    count(COUNTER.ready);
    while (!finished()) runtime.KeLowerIrql(runtime.KeRaiseIrql(runtime.DISPATCH_LEVEL));
    answer("done");
  },
  ping: () => {
    runtime.attachProcessor(system, 0);
    for (let round = 0; round < rounds; round++) {
      runtime.KeSetEvent(ping, 0, false);
      wait(pong);
    }
    answer("done");
  },
  pong: () => {
    runtime.attachProcessor(system, 1);
    for (let round = 0; round < rounds; round++) {
      wait(ping);
      count(COUNTER.ran);
      runtime.KeSetEvent(pong, 0, false);
    }
    answer("done");
  },
  flusher: () => {
    runtime.attachProcessor(system, 0);
    send();
    let early = 0;
    for (let round = 1; round <= rounds; round++) {
      runtime.KeInsertQueueDpc(dpc, round, -round);
      runtime.KeFlushQueuedDpcs();
      if (read(COUNTER.ran) !== round) early++;
    }
    Atomics.store(counters, COUNTER.done, 1);
    answer(early);
  },
  "idle receiver": () => {
    runtime.attachProcessor(system, 1);
    receive();
    count(COUNTER.ready);
    runtime.idleProcessor(finished);
    answer(0);
  },
  "event loop receiver": () => {
    runtime.attachProcessor(system, 1);
    receive();
    parentPort?.once("message", () => {
      runtime.detachProcessor();
    });
    count(COUNTER.ready);
    answer("listening");
  },
  arrive: () => {
    runtime.attachProcessor(system, job.turn ?? 0);
    const handle = new runtime.KLOCK_QUEUE_HANDLE(new SharedArrayBuffer(runtime.KLOCK_QUEUE_HANDLE.BYTES));
    const order: number[] = [];
    for (let round = 1; round <= rounds; round++) {
      waitFor(COUNTER.ready, round);
      waitFor(COUNTER.done, (round - 1) * system.processors + (job.turn ?? 0));
      runtime.KeAcquireInStackQueuedSpinLock(strict, handle);
      order.push(count(COUNTER.served));
      runtime.KeReleaseInStackQueuedSpinLock(handle);
      count(COUNTER.ran);
      Atomics.notify(counters, COUNTER.ran);
    }
    answer(order);
  },
};

tasks[job.task]();
