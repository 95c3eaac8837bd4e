// What is compared. Each subject is source text, from which `modules.mjs` prints a module with loops around it, so that every
// call site is the subject's own and its locks are constants of a module, as in a program.
//
// In scope: `at` (byte offset of a free place of memory), `buffer` (in which it lies, opened for the subject's kernel), `own`
// (shared memory of this subject alone), `me` (number of the worker, from 1), `peer` (the package's exports).

/** The pair that everything is compared with; the constants are the module's. */
export const raw = {
  id: "raw",
  title: "`Atomics.compareExchange` + `Atomics.store`",
  setup: "const word = new Int32Array(own);",
  acquire: "Atomics.compareExchange(word, 0, 0, 1);",
  release: "Atomics.store(word, 0, 0);",
};

const atDispatch = { before: "const level = KeRaiseIrqlToDpcLevel();", after: "KeLowerIrql(level);" };
const irql = (subject) => ({ from: "irql", ...subject });

const ordinary = irql({
  id: "ordinary",
  title: "`KeAcquireSpinLock` + `KeReleaseSpinLock`",
  setup: "const lock = new KSPIN_LOCK(buffer, at);",
  acquire: "const oldIrql = KeAcquireSpinLock(lock);",
  release: "KeReleaseSpinLock(lock, oldIrql);",
});

const queued = irql({
  id: "queued",
  title: "`KeAcquireInStackQueuedSpinLock` + `KeReleaseInStackQueuedSpinLock`",
  setup: "const lock = new KSPIN_LOCK(buffer, at); const handle = new KLOCK_QUEUE_HANDLE(own);",
  acquire: "KeAcquireInStackQueuedSpinLock(lock, handle);",
  release: "KeReleaseInStackQueuedSpinLock(handle);",
});

const strict = irql({
  ...queued,
  id: "strict",
  title: "the same, policy `strict`",
  setup: 'const lock = new KSPIN_LOCK(buffer, at, { policy: "strict" }); const handle = new KLOCK_QUEUE_HANDLE(own);',
});

const atDpcLevel = irql({
  ...ordinary,
  ...atDispatch,
  id: "at-dpc-level",
  title: "`KeAcquireSpinLockAtDpcLevel` + `KeReleaseSpinLockFromDpcLevel`",
  acquire: "KeAcquireSpinLockAtDpcLevel(lock);",
  release: "KeReleaseSpinLockFromDpcLevel(lock);",
});

const readerWriter = (id, form, options = "") =>
  irql({
    id,
    title: `\`ExAcquireSpinLock${form}\` + \`ExReleaseSpinLock${form}\``,
    setup: `const lock = new EX_SPIN_LOCK(buffer, at${options});`,
    acquire: `const oldIrql = ExAcquireSpinLock${form}(lock);`,
    release: `ExReleaseSpinLock${form}(lock, oldIrql);`,
  });

const shared = readerWriter("shared", "Shared");
const distributed = readerWriter("distributed", "Shared", ", { processors: 2 }");

const level = irql({
  id: "level",
  title: "`KeRaiseIrql` + `KeLowerIrql`",
  setup: "",
  acquire: "const oldIrql = KeRaiseIrql(DISPATCH_LEVEL);",
  release: "KeLowerIrql(oldIrql);",
});

const dpc = irql({
  id: "dpc",
  title: "`KeInsertQueueDpc`, run on the spot",
  setup: "const dpc = new KDPC(); KeInitializeDpc(dpc, () => undefined);",
  acquire: "KeInsertQueueDpc(dpc);",
  release: "",
});

/** The pairs of one kernel. */
export const pairs = [ordinary, atDpcLevel, queued, strict, shared, readerWriter("exclusive", "Exclusive"), level, dpc];

const spinWord = "const word = new Int32Array(own); const pause = Atomics.pause ?? (() => undefined);";

/** Well-known algorithms, written for this comparison: what locks for workers are made of elsewhere. */
export const written = [
  {
    id: "cas-spin",
    title: "compare-and-exchange in a loop, with pause",
    setup: spinWord,
    acquire: "while (Atomics.compareExchange(word, 0, 0, me) !== 0) pause();",
    release: "Atomics.store(word, 0, 0);",
  },
  {
    id: "back-off",
    title: "test-and-test-and-set, exponential back-off",
    setup: spinWord,
    acquire: `for (let delay = 1; Atomics.load(word, 0) !== 0 || Atomics.compareExchange(word, 0, 0, me) !== 0; ) {
      for (let turn = 0; turn < delay; turn++) pause();
      if (delay < 1024) delay *= 2;
    }`,
    release: "Atomics.store(word, 0, 0);",
  },
  {
    id: "futex",
    title: "sleeping lock of three states",
    setup: "const word = new Int32Array(own);",
    acquire: `if (Atomics.compareExchange(word, 0, 0, 1) !== 0)
      while (Atomics.exchange(word, 0, 2) !== 0) Atomics.wait(word, 0, 2);`,
    release: `if (Atomics.sub(word, 0, 1) !== 1) {
      Atomics.store(word, 0, 0);
      Atomics.notify(word, 0, 1);
    }`,
  },
  {
    id: "notifying",
    title: "sleeping lock that notifies at each unlock",
    setup: "const word = new Int32Array(own);",
    acquire: "while (Atomics.compareExchange(word, 0, 0, 1) !== 0) Atomics.wait(word, 0, 1);",
    release: "Atomics.store(word, 0, 0); Atomics.notify(word, 0, 1);",
  },
  {
    id: "ticket",
    title: "ticket lock that only spins",
    setup: spinWord,
    acquire: "for (const ticket = Atomics.add(word, 0, 1); Atomics.load(word, 16) !== ticket; ) pause();",
    release: "Atomics.store(word, 16, word[16] + 1);",
  },
].map((subject) => ({ from: "written here", ...subject }));

/** Packages, installed by name and version where the registry has them; `bytes`: what they want of their own memory. */
export const peers = [
  {
    id: "atomics-sync-spin",
    package: "atomics-sync@1.0.3",
    title: "`SpinLock` of atomics-sync",
    setup: "const { SpinLock } = peer; const word = new Int32Array(own, 0, 2);",
    acquire: "SpinLock.lock(word, me);",
    release: "SpinLock.unlock(word, me);",
  },
  {
    id: "atomics-sync-mutex",
    package: "atomics-sync@1.0.3",
    title: "`Mutex` of atomics-sync",
    setup: "const { Mutex } = peer; const word = new Int32Array(own, 0, 2);",
    acquire: "Mutex.lock(word, me);",
    release: "Mutex.unlock(word, me);",
  },
  {
    id: "atomic-lock",
    package: "atomic-lock@1.0.1",
    title: "atomic-lock",
    setup: "const lock = new peer.default(new Int32Array(own, 0, 1));",
    acquire: "lock.lock();",
    release: "lock.unlock();",
  },
  {
    id: "esfx",
    package: "@esfx/threading-mutex@1.0.0",
    title: "@esfx/threading-mutex",
    setup: "const lock = new peer.Mutex(own, 0);",
    acquire: "lock.lock();",
    release: "lock.unlock();",
  },
  {
    id: "worker-mutex",
    package: "worker-mutex@1.0.6",
    bytes: 12,
    title: "worker-mutex",
    setup: "const lock = new peer.WorkerMutex(own);",
    acquire: "lock.lock();",
    release: "lock.unlock();",
  },
  {
    id: "multithreading",
    package: "multithreading@0.3.52",
    title: "`Mutex` of multithreading",
    setup: "const lock = new peer.Mutex(undefined, own);",
    acquire: "const guard = lock.blockingLock();",
    release: "guard.dispose();",
  },
].map((subject) => ({ from: "package", ...subject }));

const withKernel = (subject, kernel) => ({
  ...subject,
  kernel,
  id: `${subject.id}-${kernel}`,
  title: `${subject.title}, ${kernel === "wasm" ? "WebAssembly" : "JavaScript"}`,
});

const short = { ordinary: "`KSPIN_LOCK`", strict: "queued, `strict`" };
const named = (subject) => ({ ...subject, title: short[subject.id] });

/** What workers contend for. Queued locks of policy `bounded` are the ordinary lock under another kind. */
export const contended = [
  withKernel(named(ordinary), "wasm"),
  withKernel(named(ordinary), "js"),
  withKernel(named(strict), "wasm"),
  ...written,
  ...peers,
];

/** Readers of one lock, and the one counter that a reader/writer lock is elsewhere. */
export const readers = [
  withKernel({ ...shared, title: "`EX_SPIN_LOCK`" }, "wasm"),
  withKernel({ ...distributed, title: "`EX_SPIN_LOCK`, a flag for each processor" }, "wasm"),
  {
    id: "counter",
    from: "written here",
    title: "one shared counter",
    setup: "const word = new Int32Array(own);",
    acquire:
      "for (let seen = Atomics.load(word, 0); ; ) { const was = Atomics.compareExchange(word, 0, seen, seen + 1); if (was === seen) break; seen = was; }",
    release: "Atomics.sub(word, 0, 1);",
  },
];
