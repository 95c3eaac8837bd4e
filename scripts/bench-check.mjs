#!/usr/bin/env node
// Time and memory of `irql check` beside those of the compilers and of typescript-eslint, on the same generated project; what a
// check after a one-line edit takes of a first one, in one process; and what a line costs in projects of different sizes.
// Everything in ratios is of processor time, which says the same on a machine that does other things as well.
// usage: npm run bench:check -- [--runs 3] [--files 1000] [--only irql,warm,edited,tsc7,tsc6,eslint,again,growth] [--keep]
import { existsSync, rmSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { join } from "node:path";
import { readArguments } from "./read-arguments.mjs";
import { commandLine } from "./pack.mjs";
import { editOneLine } from "./bench/edit-one-line.mjs";
import { growthTable, growthSizes } from "./bench/growth.mjs";
import { checkAgain } from "./bench/measure-again.mjs";
import { median, seconds, megabytes, ratio, spread, table } from "./bench/print.mjs";
import { runMeasured } from "./bench/run-measured.mjs";
import { writeProject } from "./bench/write-project.mjs";

const root = join(import.meta.dirname, "..");
const packages = join(root, "node_modules");

const tools = [
  {
    id: "irql",
    name: "`irql check`",
    script: join(root, commandLine),
    args: ["check", "--stats", "--no-cache"],
  },
  {
    id: "warm",
    name: "`irql check`, nothing changed",
    script: join(root, commandLine),
    args: ["check", "--stats"],
    // The run that warms up fills the cache.
    isWarm: ({ stderr }) => /^cache +the report came from it$/m.test(stderr),
  },
  {
    id: "edited",
    name: "`irql check`, one line changed",
    script: join(root, commandLine),
    args: ["check", "--stats"],
    prepare: editOneLine,
    isWarm: ({ stderr }) => /^cache .* functions came from it$/m.test(stderr),
  },
  {
    id: "tsc7",
    name: "TypeScript 7 `tsc --noEmit`",
    script: join(packages, "typescript-7/bin/tsc"),
    args: ["--noEmit"],
  },
  { id: "tsc6", name: "TypeScript 6 `tsc --noEmit`", script: join(packages, "typescript/bin/tsc"), args: ["--noEmit"] },
  {
    id: "eslint",
    name: "ESLint, typescript-eslint `recommended-type-checked`",
    script: join(packages, "eslint/bin/eslint.js"),
    args: ["src"],
    // It takes as long as all the others together.
    once: true,
  },
];

class Stop extends Error {}

const stop = (message) => {
  throw new Stop(message);
};

const USAGE = "usage: npm run bench:check -- [--runs <n>] [--files <n>] [--only <tool>[,<tool>]] [--keep]";

const readOptions = () => {
  const values = readArguments(USAGE, {
    runs: { type: "string", default: "3" },
    files: { type: "string", default: "1000" },
    only: { type: "string" },
    keep: { type: "boolean", default: false },
  });
  const runs = Number(values.runs);
  const files = Number(values.files);
  if (!Number.isInteger(runs) || runs < 1) stop("`--runs` needs a whole number of at least 1");
  if (!Number.isInteger(files) || files < 20) stop("`--files` needs a whole number of at least 20");
  const known = [...tools.map((tool) => tool.id), "again", "growth"];
  const only = values.only?.split(",") ?? known;
  const unknown = only.find((id) => !known.includes(id));
  if (unknown !== undefined) stop(`unknown measurement \`${unknown}\`; there are ${known.join(", ")}`);
  return { runs, files, keep: values.keep, only, chosen: tools.filter((tool) => only.includes(tool.id)) };
};

/** Findings (exit code 1) are an answer; anything above is a failure that must not be timed. */
const runOnce = async (tool, folder) => {
  tool.prepare?.(folder);
  const result = await runMeasured(tool.script, tool.args, folder);
  const failed = result.code === null || result.code > (tool.id.startsWith("tsc") ? 0 : 1);
  if (failed) stop(`${tool.name} ended with ${result.code}:\n${(result.stdout + result.stderr).slice(0, 2000)}`);
  return result;
};

const compare = (chosen, results) => {
  const middle = (id, field) => median((results.get(id) ?? []).map((result) => result[field]));
  const rows = chosen.map((tool) => {
    const all = results.get(tool.id);
    return [
      tool.name,
      seconds(middle(tool.id, "wall")),
      spread(all.map((result) => result.wall)),
      seconds(middle(tool.id, "cpu")),
      ratio(middle(tool.id, "cpu"), middle("tsc7", "cpu")),
      megabytes(middle(tool.id, "bytes")),
      ratio(middle(tool.id, "bytes"), middle("tsc7", "bytes")),
    ];
  });
  return table([
    ["", "wall time", "from..to", "processor time", "of TypeScript 7", "peak memory", "of TypeScript 7"],
    ...rows,
  ]);
};

/** From the lines `time: load  120 ms` and `files opened  145` of `--stats`. */
const statsOf = (stderr) =>
  [...stderr.matchAll(/^(.+?)\s{2,}(\d+(?:\.\d+)?)( ?(?:ms|MB|%))?$/gm)].map((match) => [
    match[1].trim(),
    Number(match[2]),
    (match[3] ?? "").trim(),
  ]);

const stages = (runs) => {
  const all = runs.map((run) => new Map(statsOf(run.stderr).map(([name, value, unit]) => [name, { value, unit }])));
  const names = [...new Set(all.flatMap((stats) => [...stats.keys()]))];
  const rows = names.map((name) => {
    const values = all.map((stats) => stats.get(name)).filter((value) => value !== undefined);
    return [name, `${median(values.map((each) => each.value))} ${values[0].unit}`.trim()];
  });
  return rows.length === 0 ? "" : table([["`irql check --stats`", "median"], ...rows]);
};

/** Half of them are told. */
const edits = 30;
/** The first checks after the first one run on code that V8 has not optimised yet. */
const warmUp = 3;

const againTable = (results) => {
  const first = results.map((result) => result.first);
  const after = (kind) => {
    const each = results.map((result) => median(result[kind].slice(warmUp)));
    return [seconds(median(each) / 1000), `1/${median(each.map((time, run) => first[run] / time)).toFixed(0)}`];
  };
  return table([
    ["in one process", "processor time", "of the first check"],
    ["first check, with the start of Node.js", seconds(median(first) / 1000), "1"],
    ["after a one-line edit, of which it was told", ...after("told")],
    ["after a one-line edit, looking at every file", ...after("again")],
  ]);
};

const main = async () => {
  const { runs, files, keep, only, chosen } = readOptions();
  const needed = [...chosen.map((tool) => tool.script), join(root, "dist/runtime/index.d.ts")];
  const missing = needed.find((file) => !existsSync(file));
  if (missing !== undefined) stop(`${missing} is missing; run \`npm ci\` and \`npm run build\` first`);
  const project = writeProject(root, files);
  const results = new Map(chosen.map((tool) => [tool.id, []]));
  const sizes = only.includes("growth") ? growthSizes(root) : [];
  const again = [];
  try {
    for (let run = 0; run <= runs; run += 1) {
      for (const tool of chosen.filter(({ once }) => once !== true || run === runs)) {
        process.stderr.write(`\r\x1b[Krun ${run} of ${runs} (0 warms up): ${tool.name}`);
        const result = await runOnce(tool, project.folder);
        if (run > 0 && tool.isWarm?.(result) === false) stop(`${tool.name} found nothing in the cache`);
        if (run > 0) results.get(tool.id).push(result);
      }
      if (only.includes("again")) {
        process.stderr.write(`\r\x1b[Krun ${run} of ${runs} (0 warms up): edits`);
        const result = await checkAgain(project.folder, edits);
        if (run > 0) again.push(result);
      }
      for (const size of sizes.filter(({ once }) => !once || run === runs)) {
        process.stderr.write(`\r\x1b[Krun ${run} of ${runs} (0 warms up): ${size.project.files} files`);
        const result = await checkAgain(size.project.folder, 0);
        if (run > 0) size.results.push(result);
      }
    }
  } finally {
    process.stderr.write("\r\x1b[K");
    if (keep) console.error(`kept ${project.folder}`);
    else
      for (const { folder } of [project, ...sizes.map((size) => size.project)])
        rmSync(folder, { recursive: true, force: true });
  }
  const machine = `Node.js ${process.versions.node}, ${cpus().length} processors, medians of ${runs} interleaved runs, load ${loadavg()[0].toFixed(1)}`;
  console.log(
    `${project.files} files, ${project.lines} lines, ${project.drivers} of the files driver-like; ${machine}.\n`,
  );
  if (chosen.length > 0) console.log(compare(chosen, results));
  const own = results.get("irql");
  if (own !== undefined) console.log(`\n${stages(own)}`);
  if (again.length > 0) console.log(`\n${againTable(again)}`);
  if (sizes.length > 0) console.log(`\n${growthTable(sizes)}`);
};

try {
  await main();
} catch (error) {
  if (!(error instanceof Stop)) throw error;
  console.error(`bench:check: ${error.message}`);
  process.exitCode = 2;
}
