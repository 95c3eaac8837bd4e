import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { makeProject } from "./check-sources.js";

const LOCK = 'import { KeAcquireSpinLock, KeReleaseSpinLock, type KSPIN_LOCK } from "irql/runtime";\n';

/** Together they ask all that a run can ask: `extends`, `paths`, `references`, exports, contracts, links, a folder named runtime. */
const FILES: Readonly<Record<string, string>> = {
  "package.json": '{ "name": "app", "exports": { ".": "./dist/main.js", "./own": "./dist/own.js" } }',
  "base.json": '{ "compilerOptions": { "paths": { "@lib/*": ["./src/lib/*"] } } }',
  "tsconfig.json": '{ "extends": "./base.json", "include": ["src"], "references": [{ "path": "./part" }] }',
  "part/tsconfig.json": '{ "include": ["*.ts"] }',
  "part/part.ts": 'import { take } from "app/own";\nexport const part = take;\n',
  "src/main.ts": `${LOCK}import { take } from "./own.js";
import { helper } from "@lib/helper";
import { outside } from "outside";
import { own } from "./runtime/own.js";
export const main = (lock: KSPIN_LOCK): void => {
  const oldIrql = KeAcquireSpinLock(lock);
  if (take(lock) > 3) return;
  helper(() => outside());
  own();
  KeReleaseSpinLock(lock, oldIrql);
};
`,
  "src/own.ts": `${LOCK}export const take = (lock: KSPIN_LOCK): number => {
  const oldIrql = KeAcquireSpinLock(lock);
  KeReleaseSpinLock(lock, oldIrql);
  return oldIrql;
};
`,
  "src/lib/helper.ts": "export const helper = (work: () => void): void => {\n  work();\n};\n",
  "src/runtime/own.ts": "/** @irqlRequiresMax PASSIVE_LEVEL */\nexport const own = (): void => undefined;\n",
  "src/given.d.ts": "/** @irqlRequiresMax PASSIVE_LEVEL */\ndeclare function given(): void;\n",
  "contracts.d.ts":
    'declare module "outside" {\n  /** @irqlRequiresMax PASSIVE_LEVEL */\n  export function outside(): void;\n}\n',
};

export const cachedProject = (): string => makeProject(FILES);

const write = (folder: string, name: string, text: string): void => {
  const file = join(folder, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
};

const replace = (folder: string, name: string, from: RegExp, to: (text: string) => string): void => {
  if (existsSync(join(folder, name))) write(folder, name, readFileSync(join(folder, name), "utf8").replace(from, to));
};

const swap = (folder: string, one: string, other: string): void => {
  const [from, to] = existsSync(join(folder, one)) ? [one, other] : [other, one];
  if (!existsSync(join(folder, from)) || existsSync(join(folder, to))) return;
  mkdirSync(dirname(join(folder, to)), { recursive: true });
  renameSync(join(folder, from), join(folder, to));
};

const toggle = (folder: string, name: string, text: string): void => {
  if (existsSync(join(folder, name))) rmSync(join(folder, name), { recursive: true });
  else write(folder, name, text);
};

/** Changes of everything but the insides of functions; most undo themselves when they are made again. */
export const CHANGES: Readonly<Record<string, (folder: string) => void>> = {
  nothing: () => undefined,
  unrelated: (folder) => {
    toggle(folder, "docs/readme.md", "# app\n");
  },
  sameSize: (folder) => {
    replace(folder, "src/main.ts", /> [34]/, (text) => (text === "> 3" ? "> 4" : "> 3"));
  },
  dropRelease: (folder) => {
    replace(folder, "src/own.ts", / {2}KeReleaseSpinLock.*\n/, () => "");
  },
  restoreOwn: (folder) => {
    write(folder, "src/own.ts", FILES["src/own.ts"] ?? "");
  },
  newFile: (folder) => {
    toggle(folder, "src/deep/new.ts", FILES["src/main.ts"]?.replaceAll('"./', '"../') ?? "");
  },
  removeHelper: (folder) => {
    toggle(folder, "src/lib/helper.ts", FILES["src/lib/helper.ts"] ?? "");
  },
  /** Found before `own.tsx`, and by imports of `./own.js`. */
  shadow: (folder) => {
    swap(folder, "src/own.ts", "src/own.tsx");
  },
  shadowFolder: (folder) => {
    toggle(folder, "src/lib/helper/index.ts", "export const helper = (work: () => void): void => undefined;\n");
  },
  paths: (folder) => {
    replace(folder, "base.json", /src\/lib\b|src\/other/, (text) => (text === "src/lib" ? "src/other" : "src/lib"));
  },
  otherLib: (folder) => {
    toggle(folder, "src/other/helper.ts", "export const helper = (): void => undefined;\n");
  },
  include: (folder) => {
    replace(folder, "tsconfig.json", /"src"(?:, "src\/own.ts")?/, () => '"src", "src/own.ts"');
  },
  /** No folder is listed for them: what imports lead to is all that is looked for. */
  nameFiles: (folder) => {
    replace(folder, "tsconfig.json", /"include": \["src".*?\]/, () => '"files": ["src/main.ts"]');
  },
  breakConfig: (folder) => {
    toggle(folder, "base.json", FILES["base.json"] ?? "");
  },
  packageName: (folder) => {
    replace(folder, "package.json", /"(?:app|irql)"/, (text) => (text === '"app"' ? '"irql"' : '"app"'));
  },
  nestedPackage: (folder) => {
    toggle(folder, "src/runtime/package.json", '{ "name": "irql" }');
  },
  exports: (folder) => {
    replace(folder, "package.json", /dist\/own/, () => "dist/main");
  },
  reference: (folder) => {
    toggle(folder, "part/tsconfig.json", FILES["part/tsconfig.json"] ?? "");
  },
  declaration: (folder) => {
    replace(folder, "src/given.d.ts", /PASSIVE|DISPATCH/, (text) => (text === "PASSIVE" ? "DISPATCH" : "PASSIVE"));
  },
  contracts: (folder) => {
    replace(folder, "contracts.d.ts", /PASSIVE|DISPATCH/, (text) => (text === "PASSIVE" ? "DISPATCH" : "PASSIVE"));
  },
  link: (folder) => {
    const link = join(folder, "src/link");
    if (existsSync(link)) rmSync(link);
    else symlinkSync(join(folder, "part"), link, "dir");
  },
  binary: (folder) => {
    toggle(folder, "src/binary.ts", "\0");
  },
};
