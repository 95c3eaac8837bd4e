// Takes: a subject (subjects.mjs). Gives: a module with its loops, written to a folder and loaded.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const NAMES = /\b(?:Ke|Ex)[A-Z]\w+|\b(?:KSPIN_LOCK|KLOCK_QUEUE_HANDLE|EX_SPIN_LOCK|KDPC|DISPATCH_LEVEL)\b/g;

/** Words of the shared memory of a contended run. */
export const WORD = { stop: 0, first: 16, last: 32, words: 48 };

const parts = ["setup", "before", "acquire", "release", "after"];

const importOf = (subject, runtime) => {
  const text = parts.map((part) => subject[part] ?? "").join("\n");
  const names = [...new Set(text.match(NAMES) ?? [])];
  return names.length === 0 ? "" : `import { ${names.join(", ")} } from ${JSON.stringify(runtime)};`;
};

const hammer = (name, { before = "", acquire, release, after = "" }, timed) => `
export const ${name} = (words, inside, outside) => {
  let rounds = 0, worst = 0, work = 1;
  ${before}
  while (words[${WORD.stop}] === 0) {
    ${timed ? "const asked = performance.now();" : ""}
    ${acquire}
    ${timed ? "const waited = performance.now() - asked; if (waited > worst) worst = waited;" : ""}
    words[${WORD.first}] = words[${WORD.first}] + 1;
    work = turn(work, inside);
    words[${WORD.last}] = words[${WORD.last}] + 1;
    ${release}
    work = turn(work, outside);
    rounds++;
  }
  ${after}
  return { rounds, worst, work };
};`;

/** Readers write nothing: each counts its own rounds. */
const read = ({ acquire, release }) => `
export const read = (words) => {
  let rounds = 0;
  while (words[${WORD.stop}] === 0) { ${acquire} ${release} rounds++; }
  return { rounds, worst: 0 };
};`;

const source = (subject, runtime) => `${importOf(subject, runtime)}
const { at, buffer, own, me, peer } = globalThis.irqlBench;
${subject.setup}
const turn = (work, times) => {
  for (let count = 0; count < times; count++) work = (work ^ (work << 13) ^ (work >>> 7)) | 0;
  return work;
};
export const pairs = (count) => {
  ${subject.before ?? ""}
  for (let round = 0; round < count; round++) { ${subject.acquire} ${subject.release} }
  ${subject.after ?? ""}
};
${hammer("hammer", subject, false)}
${hammer("hammerTimed", subject, true)}
${read(subject)}
export const idle = (times) => turn(1, times);
`;

/** Loads subjects into this thread. `close` removes the files. */
export const moduleFolder = (runtime) => {
  const folder = mkdtempSync(join(tmpdir(), "irql-bench-"));
  return {
    load: async (subject, scope) => {
      const file = join(folder, `${subject.id}.mjs`);
      writeFileSync(file, source(subject, runtime));
      globalThis.irqlBench = scope;
      return import(pathToFileURL(file).href);
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
};
