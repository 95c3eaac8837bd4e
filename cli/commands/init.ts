import { writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { configPlaces, findConfig } from "../config/find-config.js";
import { EXIT_CLEAN } from "../exit-code.js";
import { openFindings } from "../report/open-findings.js";
import { problems } from "../report/problems.js";
import { summaryLine } from "../report/summary-line.js";
import { UsageError } from "../usage-error.js";
import { type Context, type GlobalOptions, paintOn } from "./context.js";
import { runCheck } from "./run-check.js";

/** A module in every package, whatever its `type`; the type comment needs nothing to be installed where it is read. */
const FILE = "irql.config.mjs";

const CONTENT = `/** @type {import("irql").Config} */
export default {
  preset: "recommended",
};
`;

/** `irql init`: writes a configuration file beside the tsconfig, where it is looked for, and shows what a first check finds. */
export const init = async (options: GlobalOptions, { openDoor, io, exitWith }: Context): Promise<void> => {
  const { cwd } = io;
  const where = { cwd, paths: [], projects: [] };
  const before = findConfig(where);
  if (before !== undefined)
    throw new UsageError(`\`${named(before, cwd)}\` is there already; \`irql config\` prints what it says`);
  const file = join(dirname(configPlaces(where)[0] ?? cwd), FILE);
  const door = await openDoor();
  const check = { door, verify: door.verify, paths: [], options: { ...options, config: false } as const, io };
  const { report } = await runCheck(check);
  try {
    writeFileSync(file, CONTENT, { flag: "wx" });
  } catch (error) {
    const why = error instanceof Error && "code" in error ? String(error.code) : "unknown reason";
    throw new UsageError(`cannot write \`${named(file, cwd)}\` (${why})`);
  }
  const paint = paintOn(io.stderr, io, options);
  io.stderr.write(problems(report, paint));
  io.stdout.write(`${countsByRule(openFindings(report).map(({ ruleId }) => ruleId))}wrote \`${named(file, cwd)}\`\n`);
  io.stderr.write(`${summaryLine(report, paint)}\n${next(openFindings(report).length)}`);
  exitWith(EXIT_CLEAN);
};

const named = (file: string, cwd: string): string => relative(cwd, file).replaceAll("\\", "/");

const countsByRule = (ids: readonly string[]): string =>
  [...new Set(ids)]
    .sort()
    .map((id) => `${String(ids.filter((each) => each === id).length).padStart(5)}  ${id}\n`)
    .join("");

const next = (findings: number): string =>
  findings === 0
    ? "next: `irql check` in CI, and the ESLint plugin `irql/eslint` in editors\n"
    : "next: `irql check` shows them; `irql baseline write` keeps them, so that only new ones are reported\n";
