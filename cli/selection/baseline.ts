import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Report, ReportedFinding } from "../door.js";
import { openFindings } from "../report/open-findings.js";
import { UsageError } from "../usage-error.js";
import { hide } from "./hide.js";

/** A finding that was there when the baseline was written. No line numbers: other edits do not change it. */
export type KnownFinding = Pick<ReportedFinding, "ruleId" | "file" | "function" | "message" | "fingerprint">;

/** A file of known findings: they are not reported again, new ones are. */
export interface Baseline {
  readonly schemaVersion: 1;
  readonly findings: readonly KnownFinding[];
}

export const BASELINE_FILE = "irql-baseline.json";

const known = ({ ruleId, file, function: name, message, fingerprint }: KnownFinding): KnownFinding => ({
  ruleId,
  file,
  function: name,
  message,
  fingerprint,
});

const byPlace = (a: KnownFinding, b: KnownFinding): number => (keyOf(a) < keyOf(b) ? -1 : 1);

const keyOf = ({ file, ruleId, function: name, fingerprint }: KnownFinding): string =>
  [file, ruleId, name, fingerprint].join("\0");

export const baselineOf = (findings: readonly KnownFinding[]): Baseline => ({
  schemaVersion: 1,
  findings: findings.map(known).sort(byPlace),
});

const isKnownFinding = (value: unknown): value is KnownFinding =>
  typeof value === "object" &&
  value !== null &&
  ["ruleId", "file", "function", "message", "fingerprint"].every((key) => typeof Reflect.get(value, key) === "string");

const isBaseline = (value: unknown): value is Baseline =>
  typeof value === "object" &&
  value !== null &&
  Reflect.get(value, "schemaVersion") === 1 &&
  Array.isArray(Reflect.get(value, "findings")) &&
  (Reflect.get(value, "findings") as unknown[]).every(isKnownFinding);

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error ? String(error.code) : "unknown reason";

/** @throws UsageError where the file cannot be read, or is no baseline */
export const readBaseline = (cwd: string, named: string): Baseline => {
  let text: string;
  try {
    text = readFileSync(resolve(cwd, named), "utf8");
  } catch (error) {
    const why = codeOf(error);
    throw new UsageError(
      why === "ENOENT"
        ? `no such baseline: \`${named}\`; write it with \`irql baseline write\``
        : `cannot read \`${named}\` (${why})`,
    );
  }
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    // Told below: what is no JSON is no baseline.
  }
  if (isBaseline(value)) return value;
  throw new UsageError(`\`${named}\` is not a baseline; write it anew with \`irql baseline write\``);
};

/** @throws UsageError where the file cannot be written */
export const writeBaseline = (cwd: string, named: string, baseline: Baseline): void => {
  try {
    writeFileSync(resolve(cwd, named), `${JSON.stringify(baseline, undefined, 2)}\n`);
  } catch (error) {
    throw new UsageError(`cannot write \`${named}\` (${codeOf(error)}); name a file that can be written`);
  }
};

/** Known findings that are still found, and those that are not. */
export const compare = (
  report: Report,
  { findings }: Baseline,
): { readonly found: readonly KnownFinding[]; readonly gone: readonly KnownFinding[] } => {
  const now = new Set(openFindings(report).map(({ fingerprint }) => fingerprint));
  return {
    found: findings.filter(({ fingerprint }) => now.has(fingerprint)),
    gone: findings.filter(({ fingerprint }) => !now.has(fingerprint)),
  };
};

export const withoutKnown = (report: Report, { findings }: Baseline): Report => {
  const prints = new Set(findings.map(({ fingerprint }) => fingerprint));
  return hide(report, "known", ({ fingerprint }) => prints.has(fingerprint));
};
