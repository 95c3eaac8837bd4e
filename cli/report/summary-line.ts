import type { Report } from "../door.js";
import type { Paint } from "../render/paint.js";
import { openFindings } from "./open-findings.js";

/** `1 file`, `3 files`. */
const count = (amount: number, noun: string): string => `${grouped(amount)} ${noun}${amount === 1 ? "" : "s"}`;

const grouped = (amount: number): string => String(amount).replace(/\B(?=(?:\d{3})+$)/g, " ");

/** Rounded down, so that `100 %` means all. */
export const percent = (share: number): string => `${String(Math.floor(share * 1000 + 1e-6) / 10)} %`;

/** `0.8 s`, `12.4 s`, `3 min 20 s`. */
export const duration = (milliseconds: number): string => {
  const seconds = Math.round(milliseconds / 100) / 10;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  return `${String(Math.floor(seconds / 60))} min ${String(Math.floor(seconds % 60))} s`;
};

const verdict = (report: Report, paint: Paint): string => {
  const open = openFindings(report);
  const errors = open.filter(({ level }) => level === "error").length;
  const warnings = open.length - errors;
  const parts = [
    errors > 0 ? paint("error", count(errors, "error")) : "",
    warnings > 0 ? paint("warning", count(warnings, "warning")) : "",
  ].filter((part) => part !== "");
  if (parts.length > 0) return parts.join(", ");
  return report.problems.length > 0 ? "no findings" : paint("good", "no findings");
};

const extent = ({ functions, asideFunctions, resolvedCalls }: Report["summary"]): string => {
  if (functions === 0) return "no function that touches IRQL or spin locks was found";
  return asideFunctions === functions
    ? `${count(functions, "function")}, none of which touches IRQL or spin locks`
    : `${count(functions, "function")}, ${percent(resolvedCalls)} of calls resolved`;
};

/** `2 errors, 1 warning in 3 files · 41 functions, 99 % of calls resolved · 0.8 s` */
export const summaryLine = (report: Report, paint: Paint): string => {
  const { files, durationMs, suppressed, known = 0, untouched = 0 } = report.summary;
  const problems = report.problems.length;
  return [
    `${verdict(report, paint)} in ${count(files, "file")}`,
    ...(problems > 0 ? [paint("warning", `${count(problems, "problem")} of the input`)] : []),
    ...(suppressed > 0 ? [`${grouped(suppressed)} allowed by comments`] : []),
    ...(known > 0 ? [`${grouped(known)} known`] : []),
    ...(untouched > 0 ? [`${grouped(untouched)} that no change touches`] : []),
    extent(report.summary),
    duration(durationMs),
  ].join(" · ");
};
