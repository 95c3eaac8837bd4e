import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll } from "vitest";
import type { Report, ReportedFinding, ReportedSuggestion } from "../../analyzer/finding/report.js";
import { verify, type VerifyOptions } from "../verify.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folders: string[] = [];
afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** Files by path; a file that imports nothing gets all that the tests use of `irql/runtime`, on its first line. */
export type Sources = Readonly<Record<string, string>>;

const IMPORTS = `import { DISPATCH_LEVEL, PASSIVE_LEVEL, ExAcquireSpinLockShared, ExReleaseSpinLockShared, KeAcquireInStackQueuedSpinLock, KeAcquireInStackQueuedSpinLockAtDpcLevel, KeReleaseInStackQueuedSpinLock, KeReleaseInStackQueuedSpinLockFromDpcLevel, KeAcquireSpinLock, KeAcquireSpinLockAtDpcLevel, KeGetCurrentIrql, KeInitializeDpc, KeInitializeThreadedDpc, KeLowerIrql, KeRaiseIrql, KeRaiseIrqlToDpcLevel, KeReleaseSpinLock, KeReleaseSpinLockFromDpcLevel, KeTryToAcquireSpinLockAtDpcLevel, KLOCK_QUEUE_HANDLE, KSPIN_LOCK, KDPC, type KIRQL, type IO_COMPLETION_ROUTINE, type KDEFERRED_ROUTINE, type KSERVICE_ROUTINE, type DRIVER_DISPATCH } from "irql/runtime"; const lock = new KSPIN_LOCK(new SharedArrayBuffer(KSPIN_LOCK.BYTES)); declare function work(what?: unknown): void;`;

const isWhole = (code: string): boolean => /^\s*import\b|^\s*export \*/.test(code);

const isSource = (name: string): boolean => name.endsWith(".ts") && !name.endsWith(".d.ts");

/** The code as it stands in the file: what is checked begins on line 2. */
export const whole = (code: string): string => (isWhole(code) ? code : `${IMPORTS}\n${code}`);

/** A project that has installed the package: its `irql/runtime` is this repository's. */
export const makeProject = (sources: Sources): string => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "irql-rules-")));
  folders.push(folder);
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(root, join(folder, "node_modules", "irql"), "dir");
  for (const [name, code] of Object.entries(sources)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), isSource(name) ? whole(code) : code);
  }
  return folder;
};

export const checkSources = async (sources: Sources, options: VerifyOptions = {}): Promise<Report> =>
  verify({ cwd: makeProject(sources), paths: ["**/*.ts"], ...options });

/** `2: message` for each finding of the file, with the lines of the code as it was given. */
export const messagesIn = ({ findings }: Report, file: string): string[] =>
  findings
    .filter((finding) => finding.file === file)
    .map(({ range, message }) => `${range.start.line - 1}: ${message}`);

export const findingsIn = ({ findings }: Report, file: string): readonly ReportedFinding[] =>
  findings.filter((finding) => finding.file === file);

/** The text with the suggestion's edits; edits that overlap are a mistake of the rule. */
export const applySuggestion = (text: string, { edits }: ReportedSuggestion): string => {
  let result = text;
  let last = Infinity;
  for (const { offsets, text: replacement } of edits.toSorted((a, b) => b.offsets[0] - a.offsets[0])) {
    if (offsets[1] > last) throw new Error("edits overlap");
    result = result.slice(0, offsets[0]) + replacement + result.slice(offsets[1]);
    last = offsets[0];
  }
  return result;
};
