// The rule that a bug check names is one that finds the mistake before the program runs: each program is run under the
// verifier and checked, from a project that has the built package. Needs `dist/`.
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import ts from "typescript";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { ReportedFinding } from "../analyzer/finding/report.js";
import { verify } from "../rules/index.js";
import { runNode } from "./demo-drivers.mjs";
import { root } from "./readme.js";

const HEADER = `import { APC_LEVEL, DISPATCH_LEVEL, EX_SPIN_LOCK, KDPC, KEVENT, KLOCK_QUEUE_HANDLE, KSPIN_LOCK, KeAcquireInStackQueuedSpinLock,
  KeAcquireSpinLock, KeAcquireSpinLockAtDpcLevel, KeInitializeDpc, KeInsertQueueDpc, KeLowerIrql, KeRaiseIrql,
  KeReleaseInStackQueuedSpinLock, KeReleaseSpinLock, KeReleaseSpinLockFromDpcLevel, KeWaitForSingleObject } from "irql/runtime";
const a = new KSPIN_LOCK(new SharedArrayBuffer(KSPIN_LOCK.BYTES));
const b = new KSPIN_LOCK(new SharedArrayBuffer(KSPIN_LOCK.BYTES));
/** @irqlRequires PASSIVE_LEVEL */
`;

/** Bodies of `main`, by the rule that both must name. */
const PROGRAMS: readonly (readonly [rule: string, body: string])[] = [
  ["uncertain-at-dpc-level", "KeAcquireSpinLockAtDpcLevel(a); KeReleaseSpinLockFromDpcLevel(a);"],
  ["irql-too-high", "const old = KeRaiseIrql(5); KeReleaseSpinLock(a, KeAcquireSpinLock(a)); KeLowerIrql(old);"],
  ["invalid-irql-change", "const old = KeRaiseIrql(DISPATCH_LEVEL); KeRaiseIrql(APC_LEVEL); KeLowerIrql(old);"],
  ["invalid-irql-change", "const old = KeAcquireSpinLock(a); KeLowerIrql(old);"],
  ["wrong-irql-restored", "KeAcquireSpinLock(a); KeReleaseSpinLock(a, APC_LEVEL);"],
  [
    "wrong-irql-restored",
    "const one = KeAcquireSpinLock(a); const two = KeAcquireSpinLock(b); KeReleaseSpinLock(b, one); KeReleaseSpinLock(a, two);",
  ],
  [
    "irql-too-low",
    "const one = KeAcquireSpinLock(a); const two = KeAcquireSpinLock(b); KeReleaseSpinLock(a, one); KeReleaseSpinLock(b, two);",
  ],
  ["mismatched-release", "KeAcquireSpinLock(a); KeReleaseSpinLockFromDpcLevel(a);"],
  ["double-acquire", "const old = KeAcquireSpinLock(a); KeAcquireSpinLock(a); KeReleaseSpinLock(a, old);"],
  ["release-unheld", "const old = KeAcquireSpinLock(a); KeReleaseSpinLock(a, old); KeReleaseSpinLock(a, old);"],
  [
    "release-unheld",
    "const old = KeRaiseIrql(DISPATCH_LEVEL); KeAcquireSpinLockAtDpcLevel(a); KeReleaseSpinLockFromDpcLevel(a); KeReleaseSpinLockFromDpcLevel(a); KeLowerIrql(old);",
  ],
  [
    "mixed-spin-lock-use",
    "KeReleaseSpinLock(a, KeAcquireSpinLock(a)); const h = new KLOCK_QUEUE_HANDLE(new SharedArrayBuffer(64)); KeAcquireInStackQueuedSpinLock(a, h); KeReleaseInStackQueuedSpinLock(h);",
  ],
  ["lock-handle-misuse", "KeReleaseInStackQueuedSpinLock(new KLOCK_QUEUE_HANDLE(new SharedArrayBuffer(64)));"],
  [
    "lock-order-inversion",
    "{ const o = KeAcquireSpinLock(a); KeAcquireSpinLockAtDpcLevel(b); KeReleaseSpinLockFromDpcLevel(b); KeReleaseSpinLock(a, o); } const p = KeAcquireSpinLock(b); KeAcquireSpinLockAtDpcLevel(a); KeReleaseSpinLockFromDpcLevel(a); KeReleaseSpinLock(b, p);",
  ],
  [
    "blocking-call-at-dispatch",
    "const event = new KEVENT(); const old = KeAcquireSpinLock(a); KeWaitForSingleObject(event, 0, 0, false, -10_000); KeReleaseSpinLock(a, old);",
  ],
  ["suspend-at-dispatch", "const old = KeAcquireSpinLock(a); await null; KeReleaseSpinLock(a, old);"],
  [
    "irql-not-restored",
    "const dpc = new KDPC(); KeInitializeDpc(dpc, () => { KeRaiseIrql(5); }); KeInsertQueueDpc(dpc);",
  ],
  ["pageable-spin-lock", "new EX_SPIN_LOCK(new ArrayBuffer(64) as unknown as SharedArrayBuffer);"],
];

let home = "";
let findings: readonly ReportedFinding[] = [];
beforeAll(async () => {
  home = realpathSync(mkdtempSync(join(tmpdir(), "irql-verifier-rules-")));
  mkdirSync(join(home, "node_modules"));
  symlinkSync(root, join(home, "node_modules/irql"), "dir");
  writeFileSync(join(home, "package.json"), '{ "type": "module" }');
  const compilerOptions = { target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.ESNext };
  for (const [number, [, body]] of PROGRAMS.entries()) {
    const program = `${HEADER}export async function main(): Promise<void> { ${body} }\nawait main();\n`;
    writeFileSync(join(home, `program${String(number)}.ts`), program);
    const { outputText } = ts.transpileModule(program, { compilerOptions });
    writeFileSync(join(home, `program${String(number)}.js`), outputText);
  }
  ({ findings } = await verify({ cwd: home, paths: ["*.ts"] }));
});
afterAll(() => {
  rmSync(home, { recursive: true, force: true });
});

it.each(PROGRAMS.map(([rule, body], number) => ({ rule, body, number })))("$rule: $body", async ({ rule, number }) => {
  const { stderr } = await runNode([join(home, `program${String(number)}.js`)], { env: { IRQL_VERIFIER: "1" } });
  expect(/found before the program runs by ([a-z-]+)/.exec(stderr)?.[1] ?? stderr).toBe(rule);
  const found = findings.filter(({ file }) => file === `program${String(number)}.ts`).map(({ ruleId }) => ruleId);
  expect(found).toContain(rule);
});
