import { EXIT_CLEAN } from "../exit-code.js";
import { visibleLine } from "../render/visible.js";
import { openFindings } from "../report/open-findings.js";
import { problems } from "../report/problems.js";
import {
  BASELINE_FILE,
  baselineOf,
  compare,
  type KnownFinding,
  readBaseline,
  writeBaseline,
} from "../selection/baseline.js";
import type { CheckOptions } from "./check-options.js";

import { type Context, paintOn } from "./context.js";
import { runCheck } from "./run-check.js";

const count = (amount: number): string => `${String(amount)} known finding${amount === 1 ? "" : "s"}`;

const line = ({ file, ruleId, function: name, message }: KnownFinding, note: string): string =>
  `${visibleLine(file)}: ${ruleId} in \`${visibleLine(name)}\`${note}: ${visibleLine(message)}\n`;

/** `irql baseline write|prune|show`: keeps the file of findings that are known. Findings do not make it fail. */
export const baseline = async (
  what: "write" | "prune" | "show",
  paths: readonly string[],
  options: CheckOptions,
  { openDoor, io, exitWith }: Context,
): Promise<void> => {
  const file = options.baseline ?? BASELINE_FILE;
  const before = what === "write" ? baselineOf([]) : readBaseline(io.cwd, file);
  const door = await openDoor();
  const { report } = await runCheck({ door, verify: door.verify, paths, options, io });
  io.stderr.write(problems(report, paintOn(io.stderr, io, options)));
  const { found, gone } = compare(report, before);
  exitWith(EXIT_CLEAN);
  if (what === "show") {
    io.stdout.write([...found.map((each) => line(each, "")), ...gone.map((each) => line(each, " (gone)"))].join(""));
    io.stderr.write(`${count(before.findings.length)} in \`${file}\`, ${String(gone.length)} of them gone\n`);
    return;
  }
  const kept = what === "write" ? openFindings(report) : found;
  writeBaseline(io.cwd, file, baselineOf(kept));
  const removed = what === "prune" ? `, ${String(gone.length)} taken out` : "";
  io.stderr.write(`${count(kept.length)} in \`${file}\`${removed}\n`);
};
