// Both ends of a DPC that goes to another processor, as tasks of a worker. Clock: `performance.now` counts from its own
// thread's start; with `timeOrigin` it is one clock for all threads.
const now = () => performance.timeOrigin + performance.now();

const WORD = { ran: 0, stop: 1, ready: 2 };

export const tasks = (runtime) => {
  const initialise = (memory, routine) => {
    const dpc = new runtime.KDPC(memory, 0);
    runtime.KeInitializeDpc(dpc, routine);
    return dpc;
  };
  const receive = (memory) => {
    const words = new Int32Array(memory, 64);
    const at = new Float64Array(memory, 128);
    initialise(memory, () => {
      at[0] = now();
      Atomics.add(words, WORD.ran, 1);
    });
    Atomics.store(words, WORD.ready, 1);
    Atomics.notify(words, WORD.ready);
    return words;
  };
  return {
    /** Sends `rounds` DPCs, one after another; microseconds from the call to the routine. */
    sendDpcs: ({ system, memory, rounds }) => {
      runtime.attachProcessor(system, 0);
      const words = new Int32Array(memory, 64);
      const at = new Float64Array(memory, 128);
      const dpc = initialise(memory, () => undefined);
      runtime.KeSetTargetProcessorDpc(dpc, 1);
      Atomics.wait(words, WORD.ready, 0);
      const latencies = [];
      for (let round = 0; round < rounds; round++) {
        const before = Atomics.load(words, WORD.ran);
        const sent = now();
        runtime.KeInsertQueueDpc(dpc);
        while (Atomics.load(words, WORD.ran) === before) Atomics.pause?.();
        latencies.push((at[0] - sent) * 1000);
        // The receiver is back at what it did.
        for (const until = now() + 0.05; now() < until;);
      }
      Atomics.store(words, WORD.stop, 1);
      runtime.detachProcessor();
      return latencies;
    },
    /** A processor that works and takes locks. */
    receiveBusily: ({ system, memory }) => {
      runtime.attachProcessor(system, 1);
      const words = receive(memory);
      const lock = new runtime.KSPIN_LOCK(memory, 256);
      while (Atomics.load(words, WORD.stop) === 0) runtime.KeReleaseSpinLock(lock, runtime.KeAcquireSpinLock(lock));
      runtime.detachProcessor();
      return null;
    },
    /** A processor that stands idle in its event loop. */
    receiveIdly: async ({ system, memory }) => {
      runtime.attachProcessor(system, 1);
      const words = receive(memory);
      while (Atomics.load(words, WORD.stop) === 0) await new Promise((resolve) => setTimeout(resolve, 20));
      runtime.detachProcessor();
      return null;
    },
  };
};
