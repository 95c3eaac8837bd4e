import { it } from "vitest";
import ts from "typescript";
import { join } from "node:path";
import { applySuggestion, checkSources, findingsIn, whole, makeProject } from "./testing/check-sources.js";
const dpc = (body: string) => `export const onDpc: KDEFERRED_ROUTINE = () => {\n${body}\n};`;
const pub = (body: string, params = "") => `export function f(${params}): void {\n${body}\n}`;
const C: Record<string,string> = {
 elseif: dpc(`  if (late()) work(1);\n  else if (KeGetCurrentIrql() < DISPATCH_LEVEL) work(2);\n  work(3);`)+`\ndeclare function late(): boolean;`,
 elseifblock: dpc(`  if (late()) work(1);\n  else if (KeGetCurrentIrql() >= DISPATCH_LEVEL) {\n    work(2);\n    work(4);\n  }\n  work(3);`)+`\ndeclare function late(): boolean;`,
 forbody: dpc(`  for (let i = 0; i < 3; i += 1) if (KeGetCurrentIrql() < DISPATCH_LEVEL) work(i);\n  work(3);`),
 forblock: dpc(`  for (let i = 0; i < 3; i += 1)\n    if (KeGetCurrentIrql() >= DISPATCH_LEVEL) {\n      work(i);\n      work(i);\n    }\n  work(3);`),
 and1: dpc(`  if (KeGetCurrentIrql() >= DISPATCH_LEVEL && late()) work(2);`)+`\ndeclare function late(): boolean;`,
 and2: dpc(`  if (late() && KeGetCurrentIrql() >= DISPATCH_LEVEL) work(2);`)+`\ndeclare function late(): boolean;`,
 or2: dpc(`  if (late() || KeGetCurrentIrql() >= DISPATCH_LEVEL) work(2);\n  else work(3);`)+`\ndeclare function late(): boolean;`,
 assign: dpc(`  let old = 0;\n  if ((old = KeGetCurrentIrql()) >= DISPATCH_LEVEL) work(2);\n  work(old);`),
 comma: dpc(`  if ((work(1), KeGetCurrentIrql() >= DISPATCH_LEVEL)) work(2);`),
 not: dpc(`  if (!(KeGetCurrentIrql() >= DISPATCH_LEVEL)) work(2);\n  else work(3);`),
 objarm: dpc(`  const o = KeGetCurrentIrql() >= DISPATCH_LEVEL ? { a: 1 } : { a: 2 };\n  work(o);`),
 arrowarm: dpc(`  const g = () => KeGetCurrentIrql() >= DISPATCH_LEVEL ? { a: 1 } : { a: 2 };\n  work(g());`),
 sameline: dpc(`  const x = 0;\n  if (KeGetCurrentIrql() >= DISPATCH_LEVEL) { work(1); const x = 1; work(x); }\n  work(x);`),
 asyncfn: dpc(`  if (KeGetCurrentIrql() >= DISPATCH_LEVEL) {\n    async function later() { work(); }\n    work(later);\n  }\n  work(3);`),
 asi: dpc(`  let a = work\n  if (KeGetCurrentIrql() >= DISPATCH_LEVEL) (work)(2)\n  a()`),
 asi2: dpc(`  let a = work\n  if (KeGetCurrentIrql() >= DISPATCH_LEVEL) {\n    [1].forEach(work)\n  }\n  a()`),
 stored2: dpc(`  const high = KeGetCurrentIrql() >= DISPATCH_LEVEL;\n  if (high) work(1);\n  if (high) work(2);\n  else work(3);`),
 label: dpc(`  out: if (KeGetCurrentIrql() >= DISPATCH_LEVEL) {\n    if (late()) break out;\n    work(1);\n  }`)+`\ndeclare function late(): boolean;`,
 falseNoElse: dpc(`  if (KeGetCurrentIrql() < DISPATCH_LEVEL) work(1);\n  work(2);`),
 emptyblock: dpc(`  if (KeGetCurrentIrql() >= DISPATCH_LEVEL) {}\n  work(2);`),
 afterwork: pub(`  if (KeGetCurrentIrql() < DISPATCH_LEVEL) {\n    const old = KeAcquireSpinLock(lock);\n    work("slow");\n    KeReleaseSpinLock(lock, old);\n  } else {\n    KeAcquireSpinLockAtDpcLevel(lock);\n    fast();\n    KeReleaseSpinLockFromDpcLevel(lock);\n  }`)+`\ndeclare function fast(): void;`,
 argdiff: pub(`  let old: number = 0;\n  const at = KeGetCurrentIrql() >= DISPATCH_LEVEL;\n  if (at) { work("fast"); KeAcquireSpinLockAtDpcLevel(lock); } else { work("slow"); old = KeAcquireSpinLock(lock); }\n  if (at) KeReleaseSpinLockFromDpcLevel(lock); else KeReleaseSpinLock(lock, old);`),
 mode: `export function f(): number {\n  let old: number = 0; let mode = 0;\n  const at = KeGetCurrentIrql() >= DISPATCH_LEVEL;\n  if (at) { mode = 1; KeAcquireSpinLockAtDpcLevel(lock); } else { mode = 2; old = KeAcquireSpinLock(lock); }\n  if (at) KeReleaseSpinLockFromDpcLevel(lock); else KeReleaseSpinLock(lock, old);\n  return mode;\n}`,
 relonly: pub(`  let old: number = 0;\n  const at = KeGetCurrentIrql() >= DISPATCH_LEVEL;\n  if (at) { fast(); KeAcquireSpinLockAtDpcLevel(lock); } else { old = KeAcquireSpinLock(lock); }\n  work();\n  if (at) KeReleaseSpinLockFromDpcLevel(lock); else KeReleaseSpinLock(lock, old);`)+`\ndeclare function fast(): void;`,
 methods: `export class Q {\n  #lock = lock; #old = 0;\n  lock(): void {\n    if (KeGetCurrentIrql() < DISPATCH_LEVEL) this.#old = KeAcquireSpinLock(this.#lock);\n    else KeAcquireSpinLockAtDpcLevel(this.#lock);\n  }\n  unlock(wasLow: boolean): void {\n    if (wasLow) KeReleaseSpinLock(this.#lock, this.#old);\n    else KeReleaseSpinLockFromDpcLevel(this.#lock);\n  }\n}`,
 methods2: `export class Q {\n  #lock = lock; #old = 0;\n  lock(): void {\n    if (KeGetCurrentIrql() < DISPATCH_LEVEL) this.#old = KeAcquireSpinLock(this.#lock);\n    else KeAcquireSpinLockAtDpcLevel(this.#lock);\n  }\n  unlock(): void {\n    if (KeGetCurrentIrql() < DISPATCH_LEVEL) KeReleaseSpinLock(this.#lock, this.#old);\n    else KeReleaseSpinLockFromDpcLevel(this.#lock);\n  }\n}`,
 early: pub(`  if (KeGetCurrentIrql() >= DISPATCH_LEVEL) {\n    KeAcquireSpinLockAtDpcLevel(lock);\n    work();\n    KeReleaseSpinLockFromDpcLevel(lock);\n    return;\n  }\n  const old = KeAcquireSpinLock(lock);\n  work();\n  KeReleaseSpinLock(lock, old);`),
 saved1: pub(`  const irql = KeGetCurrentIrql();\n  KeRaiseIrqlToDpcLevel();\n  work();\n  KeLowerIrql(irql);`),
 saved2: pub(`  const irql = KeGetCurrentIrql();\n  saved = irql;\n  KeRaiseIrqlToDpcLevel();\n  work();\n  KeLowerIrql(irql);`)+`\nlet saved = 0;\nexport const peek = () => saved;`,
 saved3: pub(`  const irql = KeGetCurrentIrql();\n  try {\n    KeRaiseIrqlToDpcLevel();\n    work();\n  } finally {\n    KeLowerIrql(irql);\n  }`),
 saved4: pub(`  const irql = KeGetCurrentIrql();\n  if (c) {\n    KeRaiseIrqlToDpcLevel();\n  } else {\n    KeRaiseIrql(DISPATCH_LEVEL);\n  }\n  work();\n  KeLowerIrql(irql);`,"c: boolean"),
 saved5: `function up(): void { KeRaiseIrqlToDpcLevel(); }\n`+pub(`  const irql = KeGetCurrentIrql();\n  up();\n  work();\n  KeLowerIrql(irql);`),
 saved6: pub(`  const irql = KeGetCurrentIrql(), n = 3;\n  KeRaiseIrqlToDpcLevel();\n  work(n);\n  KeLowerIrql(irql);`),
 saved7: pub(`  const irql = KeGetCurrentIrql();\n  const old = KeAcquireSpinLock(lock);\n  work();\n  KeReleaseSpinLock(lock, irql);`),
 saved8: pub(`  let irql: KIRQL;\n  irql = KeGetCurrentIrql();\n  KeAcquireSpinLock(lock);\n  work();\n  KeReleaseSpinLock(lock, irql);`),
 saved9: pub(`  for (let i = 0; i < 2; i += 1) {\n    const irql = KeGetCurrentIrql();\n    const show = () => work(irql);\n    show();\n    KeAcquireSpinLock(lock);\n    KeReleaseSpinLock(lock, irql);\n  }`),
 saved10: pub(`  const irql = KeGetCurrentIrql();\n  const show = () => work(irql);\n  KeAcquireSpinLock(lock);\n  show();\n  KeReleaseSpinLock(lock, irql);`),
 saved11: pub(`  const irql = KeGetCurrentIrql();\n  const box = { irql };\n  KeAcquireSpinLock(lock);\n  work(box);\n  KeReleaseSpinLock(lock, irql);`),
 saved12: pub(`  let irql = PASSIVE_LEVEL as KIRQL;\n  if (c) irql = KeGetCurrentIrql();\n  KeAcquireSpinLock(lock);\n  KeReleaseSpinLock(lock, irql);`,"c: boolean"),
 saved13: pub(`  const irql = KeGetCurrentIrql();\n  for (let i = 0; i < 2; i += 1) {\n    KeAcquireSpinLock(lock);\n    KeReleaseSpinLock(lock, irql);\n  }`),
 dirql: `/** @irqlRequiresMin PASSIVE_LEVEL\n * @irqlRequiresMax HIGH_LEVEL */\n`+pub(`  if (KeGetCurrentIrql() < DISPATCH_LEVEL) {\n    const old = KeAcquireSpinLock(lock);\n    KeReleaseSpinLock(lock, old);\n  } else {\n    KeAcquireSpinLockAtDpcLevel(lock);\n    KeReleaseSpinLockFromDpcLevel(lock);\n  }`),
 throwing: pub(`  if (KeGetCurrentIrql() > DISPATCH_LEVEL) throw new Error("too high");\n  work();`),
 fnval: pub(`  const at = KeGetCurrentIrql() >= DISPATCH_LEVEL;\n  let old: number = 0;\n  at ? KeAcquireSpinLockAtDpcLevel(lock) : (old = KeAcquireSpinLock(lock));\n  work();\n  at ? KeReleaseSpinLockFromDpcLevel(lock) : KeReleaseSpinLock(lock, old);`),
 comment: pub(`  const at = KeGetCurrentIrql() >= DISPATCH_LEVEL; let old: number = 0;\n  if (at) {\n    // at dispatch\n    KeAcquireSpinLockAtDpcLevel(lock);\n  } else {\n    // below\n    old = KeAcquireSpinLock(lock); // saved\n  }\n  if (at) KeReleaseSpinLockFromDpcLevel(lock);\n  else KeReleaseSpinLock(lock, old);`),
 ret2: `export function f(): number {\n  return KeGetCurrentIrql() >= 0 ? 1 : 2;\n}`,
 template: dpc("  if (KeGetCurrentIrql() >= DISPATCH_LEVEL) {\n    work(`a\n      b`);\n    work(2);\n  }"),
};
it("attack", async () => {
  const sources = Object.fromEntries(Object.entries(C).map(([k, v]) => [`${k}.ts`, v]));
  const report = await checkSources(sources);
  const out: Record<string,string> = {};
  for (const [k, v] of Object.entries(sources)) {
    console.log(`=== ${k}`);
    for (const f of findingsIn(report, k)) {
      console.log(`  ${f.ruleId}/${f.messageId} @${f.range.start.line-1}: ${f.message.slice(0,110)}  [${f.suggestions.length} suggestions]`);
      f.suggestions.forEach((s, i) => {
        try { const t = applySuggestion(whole(v), s); out[`${k.slice(0,-3)}.${f.range.start.line}.${i}.ts`] = t; console.log(t.split("\n").slice(1).map(l=>"      | "+l).join("\n")); }
        catch (e) { console.log("      !! " + e); }
      });
    }
  }
  const folder = makeProject(out);
  const program = ts.createProgram(Object.keys(out).map(n => join(folder, n)), { module: ts.ModuleKind.NodeNext, target: ts.ScriptTarget.ES2023, strict: true, types: [], noEmit: true, allowUnreachableCode: true, lib:["lib.es2023.d.ts"] });
  for (const d of ts.getPreEmitDiagnostics(program)) console.log("TSC", d.file?.fileName.split("/").pop(), ts.flattenDiagnosticMessageText(d.messageText, " ").slice(0,150));
}, 120000);
