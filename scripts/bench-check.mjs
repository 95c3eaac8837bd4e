#!/usr/bin/env node
// Time and memory of `irql check` beside those of the compilers and of typescript-eslint, on the same generated project.
// usage: npm run bench:check -- [--runs 5] [--files 1000] [--only irql,tsc7,tsc6,eslint] [--keep]
import { existsSync, rmSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { runMeasured } from "./bench/run-measured.mjs";
import { writeProject } from "./bench/write-project.mjs";

const root = join(import.meta.dirname, "..");
const packages = join(root, "node_modules");

const tools = [
  {
    id: "irql",
    name: "`irql check`",
    script: join(root, "dist/cli/main.js"),
    args: ["check", "--stats"],
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
  },
];

class Stop extends Error {}

const stop = (message) => {
  throw new Stop(message);
};

const readOptions = () => {
  const { values } = parseArgs({
    options: {
      runs: { type: "string", default: "5" },
      files: { type: "string", default: "1000" },
      only: { type: "string" },
      keep: { type: "boolean", default: false },
    },
  });
  const runs = Number(values.runs);
  const files = Number(values.files);
  if (!Number.isInteger(runs) || runs < 1) stop("`--runs` needs a whole number of at least 1");
  if (!Number.isInteger(files) || files < 20) stop("`--files` needs a whole number of at least 20");
  const only = values.only?.split(",") ?? tools.map((tool) => tool.id);
  const unknown = only.find((id) => !tools.some((tool) => tool.id === id));
  if (unknown !== undefined) stop(`unknown tool \`${unknown}\`; there are ${tools.map((tool) => tool.id).join(", ")}`);
  return { runs, files, keep: values.keep, chosen: tools.filter((tool) => only.includes(tool.id)) };
};

/** Findings (exit code 1) are an answer; anything above is a failure that must not be timed. */
const runOnce = async (tool, folder) => {
  const result = await runMeasured(tool.script, tool.args, folder);
  const failed = result.code === null || result.code > (tool.id.startsWith("tsc") ? 0 : 1);
  if (failed) stop(`${tool.name} ended with ${result.code}:\n${(result.stdout + result.stderr).slice(0, 2000)}`);
  return result;
};

const median = (values) => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};

const seconds = (value) => (value === undefined || Number.isNaN(value) ? "n/a" : `${value.toFixed(2)} s`);
const megabytes = (value) => (value === undefined || Number.isNaN(value) ? "n/a" : `${Math.round(value / 1e6)} MB`);
const ratio = (value, base) => (base === undefined || Number.isNaN(base) ? "n/a" : (value / base).toFixed(2));
const spread = (values) => `${Math.min(...values).toFixed(2)}..${Math.max(...values).toFixed(2)}`;

const table = (rows) => {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const line = (row) => `| ${row.map((cell, column) => cell.padEnd(widths[column])).join(" | ")} |`;
  return [
    line(rows[0]),
    `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`,
    ...rows.slice(1).map(line),
  ].join("\n");
};

const compare = (chosen, results) => {
  const wall = (id) => median((results.get(id) ?? []).map((result) => result.wall));
  const base = wall("tsc7");
  const rows = chosen.map((tool) => {
    const all = results.get(tool.id);
    return [
      tool.name,
      seconds(wall(tool.id)),
      spread(all.map((result) => result.wall)),
      seconds(median(all.map((result) => result.cpu))),
      megabytes(median(all.map((result) => result.bytes))),
      ratio(wall(tool.id), base),
    ];
  });
  return table([["", "wall time", "from..to", "processor time", "peak memory", "of TypeScript 7"], ...rows]);
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

const main = async () => {
  const { runs, files, keep, chosen } = readOptions();
  const needed = [...chosen.map((tool) => tool.script), join(root, "dist/runtime/index.d.ts")];
  const missing = needed.find((file) => !existsSync(file));
  if (missing !== undefined) stop(`${missing} is missing; run \`npm ci\` and \`npm run build\` first`);
  const project = writeProject(root, files);
  const results = new Map(chosen.map((tool) => [tool.id, []]));
  try {
    for (let run = 0; run <= runs; run += 1) {
      for (const tool of chosen) {
        process.stderr.write(`\r\x1b[Krun ${run} of ${runs} (0 warms up): ${tool.name}`);
        const result = await runOnce(tool, project.folder);
        if (run > 0) results.get(tool.id).push(result);
      }
    }
  } finally {
    process.stderr.write("\r\x1b[K");
    if (keep) console.error(`kept ${project.folder}`);
    else rmSync(project.folder, { recursive: true, force: true });
  }
  const machine = `Node.js ${process.versions.node}, ${cpus().length} processors, medians of ${runs} interleaved runs`;
  console.log(
    `${project.files} files, ${project.lines} lines, ${project.drivers} of the files driver-like; ${machine}.\n`,
  );
  console.log(compare(chosen, results));
  const own = results.get("irql");
  if (own !== undefined) console.log(`\n${stages(own)}`);
};

try {
  await main();
} catch (error) {
  if (!(error instanceof Stop)) throw error;
  console.error(`bench:check: ${error.message}`);
  process.exitCode = 2;
}
