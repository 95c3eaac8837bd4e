// One thread, nobody else: what a pair costs beside the raw pair, on processor time, in rounds of one slice each.
import { median } from "../print.mjs";
import { moduleFolder } from "./modules.mjs";
import { pairs, peers, raw, written } from "./subjects.mjs";

const PLACE = 128;

const scopes = async ({ runtime, kernel, packages }) => {
  const { createArena } = await import(runtime);
  const { buffer, memory } = createArena({ bytes: 64 * PLACE, kernel });
  let at = 0;
  return async (subject) => ({
    buffer,
    at: (at += PLACE),
    own: new SharedArrayBuffer(subject.bytes ?? PLACE),
    me: 1,
    memory,
    peer: subject.package === undefined ? null : (await import(packages[subject.package])).peer,
  });
};

const loadAll = async (subjects, options) => {
  const folder = moduleFolder(options.runtime);
  const scopeOf = await scopes(options);
  try {
    const loaded = [];
    for (const subject of subjects) loaded.push(await folder.load(subject, await scopeOf(subject)));
    return loaded;
  } finally {
    folder.close();
  }
};

/** Microseconds of processor time. */
const time = (loop, count) => {
  const before = process.cpuUsage();
  loop(count);
  const { user, system } = process.cpuUsage(before);
  return user + system;
};

/** Pairs that take the raw loop or a slower one about `microseconds`. */
const sliceOf = (loop, microseconds) => {
  const count = 20_000;
  time(loop, count);
  return Math.max(1000, Math.round((count * microseconds) / Math.max(1, time(loop, count))));
};

/** `{ kernel, rounds, slice (microseconds) }` to `{ raw (nanoseconds), rows: [{ id, ratio, low, high }] }`. */
export const uncontended = async (options) => {
  const { kernel, rounds, slice, packages } = options;
  const others = [...written.filter(({ id }) => id !== "ticket"), ...peers.filter((peer) => packages[peer.package])];
  const subjects = [...pairs, ...(kernel === "js" ? others : [])];
  const [base, ...loaded] = await loadAll([raw, ...subjects], options);
  const counts = loaded.map((module) => sliceOf(module.pairs, slice));
  const rawCount = sliceOf(base.pairs, slice);
  const ratios = subjects.map(() => []);
  const rawTimes = [];
  for (let round = -2; round < rounds; round++)
    loaded.forEach((module, number) => {
      const rawTime = time(base.pairs, rawCount) / rawCount;
      const ratio = time(module.pairs, counts[number]) / counts[number] / rawTime;
      if (round < 0) return;
      rawTimes.push(rawTime);
      ratios[number].push(ratio);
    });
  return { raw: median(rawTimes) * 1000, rows: subjects.map(({ id }, number) => ({ id, ...summary(ratios[number]) })) };
};

const summary = (values) => {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (part) => sorted[Math.floor((sorted.length - 1) * part)];
  return { ratio: median(values), low: at(0.1), high: at(0.9) };
};
