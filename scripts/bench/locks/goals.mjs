// The runtime's goals for speed and size, and what a run reached of each.
const percentile = (value) => value.toFixed(2);

const ratioOf = (results, kernel, id) => results.uncontended?.[kernel]?.rows.find((row) => row.id === id)?.ratio;
const rowOf = (results, section, workers, id) =>
  results.contended?.rows.find((row) => row.id === id && row.section === section && row.workers === workers);

const ours = (id) => /^(ordinary|strict)-/.test(id);
/** Of locks that are compared with irql's: the one of highest throughput, and all. */
const others = (results, section, workers) =>
  (results.contended?.rows ?? []).filter(
    (row) => row.section === section && row.workers === workers && !ours(row.id) && row.id !== "ticket",
  );
const best = (rows) => rows.reduce((most, row) => (row.rate > (most?.rate ?? 0) ? row : most), undefined);

const atMost = (limit) => (value) => value <= limit;
const atLeast = (limit) => (value) => value >= limit;

/** A part of a goal: what it is called, its value in a run (undefined: not measured), whether that is enough. */
const ratioPart = (name, kernel, id, limit) => ({
  name: `${name} ≤ ${limit}`,
  value: (results) => ratioOf(results, kernel, id),
  enough: atMost(limit),
  print: percentile,
});

const times = (name, limit, value) => ({
  name: `${name} ≥ ${limit}×`,
  value,
  enough: atLeast(limit),
  print: (number) => `${number.toFixed(number < 10 ? 1 : 0)}×`,
});

const quotient = (a, b) => (a === undefined || b === undefined || b === 0 ? undefined : a / b);

const fasterThan = (peer, reference, limit) =>
  times(`uncontended, of ${reference}`, limit, (results) =>
    quotient(ratioOf(results, "js", peer), ratioOf(results, results.isV8 ? "wasm" : "js", "ordinary")),
  );

const readersOf = (results, id) => results.readers?.rows.find((row) => row.id === id && row.workers === 2)?.rate;

/** `v8`: the kernel that `auto` takes on V8; on other engines the JavaScript kernel has a goal of its own. */
export const goals = [
  {
    id: "G1",
    what: "ordinary lock pair, with level and poll, of the raw pair",
    parts: [
      { ...ratioPart("WebAssembly on V8", "wasm", "ordinary", 0.85), v8: true },
      { ...ratioPart("JavaScript on V8", "js", "ordinary", 1.12), v8: true },
      { ...ratioPart("JavaScript on others", "js", "ordinary", 1.25), v8: false },
    ],
  },
  {
    id: "G2",
    what: "queued lock pair, of the raw pair",
    parts: [{ ...ratioPart("WebAssembly on V8", "wasm", "queued", 0.9), v8: true }],
  },
  {
    id: "G4",
    what: "speed beside locks of the same promise",
    parts: [
      fasterThan("atomics-sync-spin", "atomics-sync's `SpinLock`", 3),
      fasterThan("worker-mutex", "worker-mutex", 7),
      fasterThan("multithreading", "multithreading's `Mutex`", 7),
    ],
  },
  {
    id: "G5",
    what: "8 workers, two words",
    parts: [
      times("best other lock", 1.3, (results) =>
        quotient(rowOf(results, "short", 8, "ordinary-wasm")?.rate, best(others(results, "short", 8))?.rate),
      ),
      times("a compare-and-exchange loop", 10, (results) =>
        quotient(rowOf(results, "short", 8, "ordinary-wasm")?.rate, rowOf(results, "short", 8, "cas-spin")?.rate),
      ),
      {
        name: "Jain ≥ 0.85",
        value: (results) => rowOf(results, "short", 8, "ordinary-wasm")?.jain,
        enough: atLeast(0.85),
        print: percentile,
      },
    ],
  },
  {
    id: "G6",
    what: "8 workers, 2.6 µs inside",
    parts: [
      times("throughput of the best other lock", 0.9, (results) =>
        quotient(rowOf(results, "long", 8, "ordinary-wasm")?.rate, best(others(results, "long", 8))?.rate),
      ),
      {
        name: "worst wait ≤ 0.6 of any within 10 % of that throughput",
        value: (results) => {
          const all = others(results, "long", 8);
          const near = all.filter((row) => row.rate >= 0.9 * best(all).rate);
          const shortest = near.length === 0 ? undefined : Math.min(...near.map((row) => row.worst));
          return quotient(rowOf(results, "long", 8, "ordinary-wasm")?.worst, shortest);
        },
        enough: atMost(0.6),
        print: percentile,
      },
    ],
  },
  {
    id: "G7",
    what: "strict order, two words",
    parts: [
      {
        name: "2 workers ≥ 4 M/s",
        value: (results) => rowOf(results, "short", 2, "strict-wasm")?.rate,
        enough: atLeast(4),
        print: (rate) => `${rate.toFixed(1)} M/s`,
      },
      {
        name: "8 workers ≥ 0.2 M/s",
        value: (results) => rowOf(results, "short", 8, "strict-wasm")?.rate,
        enough: atLeast(0.2),
        print: (rate) => `${rate.toFixed(2)} M/s`,
      },
      times("a queue that only spins, 8 workers", 1000, (results) =>
        quotient(rowOf(results, "short", 8, "strict-wasm")?.rate, rowOf(results, "short", 8, "ticket")?.rate),
      ),
    ],
  },
  {
    id: "G8",
    what: "2 readers, of one shared counter",
    parts: [
      times("`EX_SPIN_LOCK`, a flag for each processor", 8, (results) =>
        quotient(readersOf(results, "distributed-wasm"), readersOf(results, "counter")),
      ),
    ],
  },
  {
    id: "G11",
    what: "size and start",
    parts: [
      {
        name: "WebAssembly ≤ 4,096 bytes",
        value: (results) => results.wasmBytes,
        enough: atMost(4096),
        print: (bytes) => bytes.toLocaleString("en-US"),
      },
      {
        name: "first arena ≤ 1,500 µs",
        value: (results) => results.start?.first,
        enough: atMost(1500),
        print: (time) => `${time.toFixed(0)} µs`,
      },
      {
        name: "in each worker after ≤ 50 µs",
        value: (results) => results.start?.worker,
        enough: atMost(50),
        print: (time) => `${time.toFixed(0)} µs`,
      },
    ],
  },
  {
    id: "G12",
    what: "DPC to another processor, median",
    parts: [
      {
        name: "busy ≤ 1 µs",
        value: (results) => results.dpc?.busy.median,
        enough: atMost(1),
        print: (time) => `${time.toFixed(2)} µs`,
      },
      {
        name: "idle event loop ≤ 100 µs",
        value: (results) => results.dpc?.idle.median,
        enough: atMost(100),
        print: (time) => `${time.toFixed(0)} µs`,
      },
    ],
  },
];

/** Goals that other scripts decide. */
export const elsewhere = [
  ["G3", "pairs of the verifier build", 'README: "Costs"'],
  ["G9", "a worker dies: every waiter has its error in time", "`npm run torture`"],
  ["G10", "proofs and mutants", "`npm run prove`"],
];
