// Several workers and one lock: acquisitions a second, how evenly they are shared (Jain's index: 1 is even, 1/workers is one
// worker alone), the longest wait. The section's two words are counted without a lock's help: a lock that lets two workers in
// loses some, and the run fails.
import { readFileSync } from "node:fs";
import { median } from "../print.mjs";
import { WORD } from "./modules.mjs";
import { contended as all, readers } from "./subjects.mjs";
import { sleep, startWorkers } from "./threads.mjs";

/** Nanoseconds inside the section besides its two words, and between two acquisitions. */
export const sections = [
  { id: "short", title: "two words", inside: 0, outside: 0, loop: "hammer" },
  { id: "timed", title: "two words, each wait timed", inside: 0, outside: 0, loop: "hammerTimed" },
  { id: "outside", title: "two words, 1.9 µs between", inside: 0, outside: 1900, loop: "hammerTimed" },
  { id: "long", title: "2.6 µs", inside: 2600, outside: 0, loop: "hammerTimed" },
];

/** A queue that only spins stands still when workers outnumber cores; there it shows in the other sections less clearly. */
const applies = (subject, section) => subject.id !== "ticket" || section.id === "short";

const jain = (values) => {
  const sum = values.reduce((total, value) => total + value, 0);
  const squares = values.reduce((total, value) => total + value * value, 0);
  return squares === 0 ? 0 : (sum * sum) / (values.length * squares);
};

/** Clock ticks that the processors were busy; null where the system does not say. */
const busyTicks = () => {
  try {
    const [user, nice, system, , , irq, soft, steal] = readFileSync("/proc/stat", "utf8")
      .split(/\s+/)
      .slice(1)
      .map(Number);
    return user + nice + system + irq + soft + steal;
  } catch {
    return null;
  }
};

/** Processors that others used while `work` ran. */
const disturbed = async (work) => {
  const ticks = busyTicks();
  const usage = process.cpuUsage();
  const begin = performance.now();
  const result = await work();
  const { user, system } = process.cpuUsage(usage);
  if (ticks === null) return { result, others: 0 };
  const seconds = (performance.now() - begin) / 1000;
  return { result, others: Math.max(0, ((busyTicks() - ticks) / 100 - (user + system) / 1e6) / seconds) };
};

const check = (subject, words, answers) => {
  const rounds = answers.reduce((sum, answer) => sum + answer.rounds, 0);
  const [first, last] = [words[WORD.first], words[WORD.last]];
  if (first !== (rounds | 0) || last !== (rounds | 0))
    throw new Error(`${subject.title} lost updates: ${rounds} sections, ${first} and ${last} counted`);
};

/** One window. */
const measure = async (threads, place, subject, section, workers, window, loop) => {
  const words = new Int32Array(new SharedArrayBuffer(WORD.words * 4));
  const gate = new Int32Array(new SharedArrayBuffer(4));
  const message = { task: "hammer", ...place, subject, words, gate, workers, loop, ...section };
  const { result, others } = await disturbed(async () => {
    const running = threads.run(Array.from({ length: workers }, () => message));
    while (Atomics.load(gate, 0) < workers) await sleep(1);
    const begin = performance.now();
    await sleep(window);
    Atomics.store(words, WORD.stop, 1);
    const seconds = (performance.now() - begin) / 1000;
    return { seconds, answers: await running };
  });
  const { seconds, answers } = result;
  if (loop !== "read") check(subject, words, answers);
  const rounds = answers.map((answer) => answer.rounds);
  return {
    rate: rounds.reduce((sum, value) => sum + value, 0) / seconds / 1e6,
    jain: jain(rounds),
    worst: Math.max(...answers.map((answer) => answer.worst)),
    others,
  };
};

const summary = (runs, timed) => ({
  rate: median(runs.map((run) => run.rate)),
  jain: median(runs.map((run) => run.jain)),
  worst: timed ? median(runs.map((run) => run.worst)) : null,
  others: median(runs.map((run) => run.others)),
});

/** Turns of the workers' idle loop that take so many nanoseconds. */
const turnsFor = async (nanoseconds) => {
  const turn = (work, times) => {
    for (let count = 0; count < times; count++) work = (work ^ (work << 13) ^ (work >>> 7)) | 0;
    return work;
  };
  let best = Infinity;
  for (let attempt = 0; attempt < 30; attempt++) {
    const begin = performance.now();
    turn(attempt, 100_000);
    best = Math.min(best, (performance.now() - begin) * 1e6);
  }
  return Math.round((nanoseconds / best) * 100_000);
};

/** Workers that are the processors of one machine. */
const prepared = async (options, count) => {
  const { createArena, createSystem } = await import(options.runtime);
  const arenas = { wasm: createArena({ bytes: 8192, kernel: "wasm" }), js: createArena({ bytes: 8192, kernel: "js" }) };
  const system = createSystem({ processors: count, memories: Object.values(arenas) });
  return startWorkers(count, { runtime: options.runtime, packages: options.packages, arenas, system });
};

const placesOf = (all) =>
  all.map((subject, number) => ({
    subject,
    place: { at: number * 256, own: new SharedArrayBuffer(subject.bytes ?? 128) },
  }));

/** Tries again what others disturbed by more than 12 % of one processor, so often. */
const undisturbed = async (tries, run) => {
  let best = await run();
  for (let again = 1; again < tries && best.others > 0.12; again++) {
    const next = await run();
    if (next.others < best.others) best = next;
  }
  return best;
};

const warm = async (threads, places, count) => {
  for (const { subject, place } of places)
    await threads.run(Array.from({ length: count }, () => ({ task: "prepare", ...place, subject })));
};

/** `{ workers: [1, 2, ..], window (milliseconds), rounds, tries }` to rows `{ id, section, workers, rate, jain, worst, others }`. */
export const contended = async (options) => {
  const { subjects = all } = options;
  const most = Math.max(...options.workers);
  const threads = await prepared(options, most);
  const places = placesOf(subjects.filter(({ package: name }) => name === undefined || options.packages[name]));
  const rows = [];
  try {
    await warm(threads, places, most);
    for (const section of sections) {
      const times = { inside: await turnsFor(section.inside), outside: await turnsFor(section.outside) };
      for (const workers of options.workers) {
        const chosen = places.filter(({ subject }) => applies(subject, section));
        const runs = chosen.map(() => []);
        for (let round = 0; round < options.rounds; round++)
          for (const [number, { subject, place }] of chosen.entries())
            runs[number].push(
              await undisturbed(options.tries, () =>
                measure(threads, place, subject, times, workers, options.window, section.loop),
              ),
            );
        chosen.forEach(({ subject }, number) =>
          rows.push({
            id: subject.id,
            section: section.id,
            workers,
            ...summary(runs[number], section.loop === "hammerTimed"),
          }),
        );
      }
    }
  } finally {
    await threads.close();
  }
  return { rows };
};

/** Two readers, and one alone. */
export const readersTogether = async (options) => {
  const threads = await prepared(options, 2);
  const places = placesOf(readers);
  const rows = [];
  try {
    await warm(threads, places, 2);
    for (const workers of [1, 2])
      for (const { subject, place } of places) {
        const runs = [];
        for (let round = 0; round < options.rounds; round++)
          runs.push(
            await undisturbed(options.tries, () =>
              measure(threads, place, subject, {}, workers, options.window, "read"),
            ),
          );
        rows.push({ id: subject.id, workers, ...summary(runs, false) });
      }
  } finally {
    await threads.close();
  }
  return { rows };
};
