import type { Report, ReportedFinding } from "../door.js";
import { visibleLine } from "../render/visible.js";
import { openFindings } from "./open-findings.js";
import { place } from "./place.js";

const MOST_STEPS = 4;

/**
 * One line per finding: `file:line:column: error[rule] message (possible; because: … -> …; help: …)`.
 * Editors match its beginning; programs that read on find the same facts in the same order.
 */
export const compact = (report: Report): string => openFindings(report).map(line).join("");

const line = (finding: ReportedFinding): string => {
  const head = `${place(finding)}: ${finding.level}[${finding.ruleId}] ${visibleLine(finding.message)}`;
  const notes = [
    finding.certainty === "possible" ? "possible" : "",
    because(finding),
    ...finding.suggestions.slice(0, 1).map(({ message }) => `help: ${visibleLine(message)}`),
  ].filter((note) => note !== "");
  return notes.length === 0 ? `${head}\n` : `${head} (${notes.join("; ")})\n`;
};

const because = (finding: ReportedFinding): string => {
  const steps = finding.because.map((step) => `${place(step)} ${visibleLine(step.message)}`);
  if (steps.length === 0) return "";
  const hidden = steps.length - MOST_STEPS;
  const shown = hidden > 0 ? [...steps.slice(0, -hidden - 1), `${String(hidden)} more`, ...steps.slice(-1)] : steps;
  return `because: ${shown.join(" -> ")}`;
};
