// Random programs, run and checked: `npm run fuzz -- --seed 1 --programs 20000`. Exit code 1 where the check and the runs disagree.
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const { fuzz } = await import(new URL("../build/fuzz/fixtures/fuzz/fuzz.js", import.meta.url).href);

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    programs: { type: "string", default: "20000" },
    containing: { type: "string" },
    failures: { type: "string", default: "10" },
  },
});
const [seed, programs, mostFailures] = [values.seed, values.programs, values.failures].map(Number);
if (![seed, programs, mostFailures].every(Number.isSafeInteger)) {
  console.error("usage: npm run fuzz -- [--seed <n>] [--programs <n>] [--failures <n>] [--containing <text>]");
  process.exit(2);
}

const start = performance.now();
const seconds = () => ((performance.now() - start) / 1000).toFixed(0);
const progress = (done) => {
  if (process.stderr.isTTY) process.stderr.write(`\r${String(done)} of ${String(programs)} programs, ${seconds()} s`);
};

const result = await fuzz({
  root: fileURLToPath(new URL("..", import.meta.url)),
  seed,
  programs,
  mostFailures,
  containing: values.containing,
  onProgress: progress,
  onFailure: ({ seed: failing, disagreement, shrunk }) => {
    const { kind, rule } = disagreement;
    console.log(
      `seed ${String(failing)}: ${rule} is ${kind === "missed" ? "missed" : "called certain and happens in no run"}`,
    );
    for (const { kind: how, rule: which, line } of shrunk.disagreements)
      console.log(`  shrunk, line ${String(line)}: ${how}: ${which}`);
    for (const { rule: which, line, certainty } of shrunk.found)
      console.log(`  found, line ${String(line)}: ${which} (${certainty})`);
    console.log(shrunk.source.replace(/^/gm, "    "));
  },
});
if (process.stderr.isTTY) process.stderr.write("\n");

const table = (title, counts) => {
  console.log(title);
  for (const [rule, count] of [...counts].sort()) console.log(`  ${rule.padEnd(48)} ${String(count).padStart(8)}`);
};
table("mistakes that happened and must be found:", result.seen);
table("findings called certain:", result.certain);
const count = result.failures.length;
console.log(
  `${String(result.programs)} programs from seed ${String(seed)}, ${String(result.runs)} runs, ${seconds()} s: ` +
    (count === 0 ? "the check and the runs agree" : `${String(count)} disagreements`),
);
process.exitCode = count === 0 ? 0 : 1;
