// A processor that holds a lock until it is ended or told to throw, or that waits for the lock.

const acts = {
  holds: (runtime, lock) => {
    runtime.KeAcquireSpinLock(lock);
    postMessage("held");
  },
  waits: (runtime, lock) => {
    postMessage("waits");
    try {
      runtime.KeAcquireSpinLock(lock);
    } catch ({ code }) {
      postMessage(`${code} ${runtime.KeGetCurrentIrql()}`);
    }
  },
};

const begin = async (data) => {
  const runtime = await import(data.runtime);
  runtime.openArena(data.arena);
  runtime.attachProcessor(data.system, data.number);
  acts[data.how](runtime, new runtime.KSPIN_LOCK(data.arena.buffer, 64));
};

addEventListener("message", ({ data }) => {
  if (data === "throw") throw new Error("ends here");
  void begin(data);
});
