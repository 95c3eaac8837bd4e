import { posix } from "node:path";
import { describe, expect, it } from "vitest";
import { classifySource } from "./classify-source.js";
import { isKernelName } from "./kernel-names.js";
import { buildModuleGraph } from "./module-graph.js";
import { scanImports } from "./scan-imports.js";
import { selectRelevant } from "./select-relevant.js";

const select = (files: Readonly<Record<string, string>>): string => {
  const texts = new Map(Object.entries(files));
  const imports = new Map([...texts].map(([file, text]) => [file, scanImports(text)]));
  const traits = new Map([...texts].map(([file, text]) => [file, classifySource(text, isKernelName)]));
  const resolve = (specifier: string, from: string): string | undefined => {
    const file = posix.join(posix.dirname(from), specifier);
    return texts.has(file) ? file : undefined;
  };
  const graph = buildModuleGraph({ texts, imports }, resolve);
  return [...selectRelevant({ texts, traits, graph, always: [] })].sort().join(" ");
};

const seed = 'import "irql/runtime";\nexport const lock = 1;\nexport class Driver {}\n';
const plain = "export const other = 1;\nexport const plain = 2;\n";

describe("driver-like is", () => {
  const cases: readonly (readonly [string, boolean])[] = [
    ['import { KSPIN_LOCK } from "irql/runtime";', true],
    ["declare function KeAcquireSpinLock(lock: object): number;", true],
    ["const done: IO_COMPLETION_ROUTINE = () => 0;", true],
    ["/** @irqlRequires DISPATCH_LEVEL */", true],
    ["/** @guardedBy this.lock */", true],
    ["Atomics.load(words, 0);", true],
    ["const KeyStore = IoContainer.get(ExpressApp);", false],
    ["const MAX_RETRY_COUNT = 3;", false],
    ["// see irql/runtime", false],
  ];
  for (const [text, expected] of cases) {
    it(`${text} ${expected ? "" : "(not)"}`, () => {
      expect(classifySource(text, isKernelName).isDriverLike).toBe(expected);
    });
  }
});

describe("what can matter", () => {
  const cases: readonly (readonly [string, Readonly<Record<string, string>>, string])[] = [
    ["driver-like files alone", { "s.ts": seed, "p.ts": plain }, "s.ts"],
    [
      "users of driver-like files, and their users, by type too",
      {
        "s.ts": seed,
        "u.ts": 'import type { Driver } from "./s.ts";',
        "v.ts": 'import { x } from "./u.ts";',
        "p.ts": plain,
      },
      "s.ts u.ts v.ts",
    ],
    [
      "not users of other names in the same barrel",
      {
        "s.ts": seed,
        "p.ts": plain,
        "b.ts": 'export * from "./s.ts";\nexport * from "./p.ts";\nexport { lock as key } from "./s.ts";',
        "u.ts": 'import { key } from "./b.ts";',
        "w.ts": 'import { other } from "./b.ts";',
      },
      "b.ts s.ts u.ts",
    ],
    [
      "users through a namespace, a renaming import and export, and a default",
      {
        "s.ts": `${seed}export default class {}\n`,
        "b.ts": 'import { lock as l } from "./s.ts";\nexport { l as again };',
        "n.ts": 'import * as all from "./b.ts";',
        "d.ts": 'import D from "./s.ts";',
        "e.ts": 'import { again } from "./b.ts";',
      },
      "b.ts d.ts e.ts n.ts s.ts",
    ],
    [
      "what driver-like files use, transitively",
      {
        "s.ts": `${seed}import { f } from "./f.ts";`,
        "f.ts": 'import { g } from "./g.ts";',
        "g.ts": "export const g = 1;",
      },
      "f.ts g.ts s.ts",
    ],
    [
      "what users use themselves, but no deeper",
      {
        "s.ts": seed,
        "u.ts": 'import { lock } from "./s.ts";\nimport { f } from "./f.ts";',
        "f.ts": 'import { g } from "./g.ts";',
        "g.ts": "export const g = 1;",
      },
      "f.ts s.ts u.ts",
    ],
    [
      "deeper only what leads to a wait",
      {
        "s.ts": seed,
        "u.ts": 'import { lock } from "./s.ts";\nimport { f } from "./f.ts";',
        "f.ts": 'import { g } from "./g.ts";\nimport { p } from "./p.ts";',
        "g.ts": 'import { h } from "./h.ts";',
        "h.ts": "export const h = () => readFileSync(1);",
        "p.ts": plain,
      },
      "f.ts g.ts h.ts s.ts u.ts",
    ],
    [
      "what takes functions from a user of a user",
      {
        "s.ts": seed,
        "u.ts": 'import { lock } from "./s.ts";',
        "v.ts": 'import { u } from "./u.ts";\nimport { retry } from "./r.ts";\nimport { plain } from "./p.ts";',
        "r.ts": "export const retry = (times: number, run: () => void): void => run();",
        "p.ts": plain,
      },
      "r.ts s.ts u.ts v.ts",
    ],
    [
      "users of an interface under which a driver travels",
      {
        "i.ts": "export interface Port { send(): void }\nexport interface Aside { x: 1 }",
        "s.ts": 'import "irql/runtime";\nimport type { Port } from "./i.ts";\nexport class Nic implements Port {}',
        "main.ts": 'import { Nic } from "./s.ts";\nimport { use } from "./far.ts";',
        "far.ts": 'import { use2 } from "./near.ts";',
        "near.ts": 'import type { Port } from "./i.ts";',
        "aside.ts": 'import type { Port } from "./i.ts";',
      },
      "far.ts i.ts main.ts near.ts s.ts",
    ],
    ["comments that allow findings", { "s.ts": seed, "c.ts": "// irql-disable-next-line x -- y" }, "c.ts s.ts"],
    [
      "cycles end",
      { "s.ts": `${seed}import { u } from "./u.ts";`, "u.ts": 'export * from "./s.ts";\nexport * from "./u.ts";' },
      "s.ts u.ts",
    ],
  ];
  for (const [name, files, expected] of cases) {
    it(name, () => {
      expect(select(files)).toBe(expected);
    });
  }
});
