import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";

/** One edit of a project, by numbers that are taken modulo what there is to choose from. */
export interface Edit {
  readonly kind: keyof typeof KINDS;
  readonly file: number;
  readonly place: number;
  readonly choice: number;
}

const pick = <Item>(items: readonly Item[], number: number): Item | undefined => items[number % items.length];

const replaceOne = (text: string, pattern: RegExp, place: number, by: (match: RegExpExecArray) => string): string => {
  const match = pick([...text.matchAll(pattern)], place);
  if (match === undefined) return text;
  return text.slice(0, match.index) + by(match) + text.slice(match.index + match[0].length);
};

const ROUTINES = [
  ["KeAcquireSpinLock", "KeAcquireSpinLockAtDpcLevel"],
  ["KeReleaseSpinLock", "KeReleaseSpinLockFromDpcLevel"],
  ["KeAcquireInStackQueuedSpinLock", "KeAcquireSpinLock"],
  ["KeRaiseIrqlToDpcLevel", "KeGetCurrentIrql"],
] as const;

const INSERTED = [
  "// a comment",
  "void 0;",
  "if (Math.random() > 2) throw new Error();",
  "const unused = { onDone: (): void => undefined };",
  "const again = [1, 2].map((each) => each + 1);",
] as const;

const ADDED = [
  "export const added = 3;\n",
  "/** @irqlRequiresMax PASSIVE_LEVEL */\nexport function added(): void {}\n",
  'import type { KDEFERRED_ROUTINE } from "irql/runtime";\nexport const added: KDEFERRED_ROUTINE = () => undefined;\n',
  "declare global { interface Window { added: number } }\nexport {};\n",
] as const;

/** What a contracts file may say, besides nothing. */
const CONTRACTS = [
  "/** @irqlRequiresMax PASSIVE_LEVEL */\ndeclare function given(): void;\n",
  "/** @mayBlock */\ndeclare function given(): void;\n",
  'declare module "elsewhere" {\n  /** @irqlRequires DISPATCH_LEVEL */\n  export function given(): void;\n}\n',
] as const;

/** The contracts file of a project that is edited; edits take it for no source. */
export const CONTRACTS_FILE = "given.d.ts";
export const firstContracts: string = CONTRACTS[0];

const USES = ["given();", 'import("elsewhere").then(({ given }) => given());'] as const;

const KINDS = {
  insertStatement: (text: string, place: number, choice: number) =>
    replaceOne(text, /[;{}]\n/g, place, ([end]) => `${end}  ${pick(INSERTED, choice) ?? ""}\n`),
  deleteLine: (text: string, place: number) => replaceOne(text, /^ {2,}\S[^\n]*;\n/gm, place, () => ""),
  repeatLine: (text: string, place: number) =>
    replaceOne(text, /^ {2,}[^\n]*\);\n/gm, place, ([line]) => `${line}${line}`),
  swapRoutine: (text: string, place: number, choice: number) => {
    const [one, other] = pick(ROUTINES, choice) ?? ROUTINES[0];
    return replaceOne(text, new RegExp(`\\b(?:${one}|${other})\\(`, "g"), place, ([call]) =>
      call === `${one}(` ? `${other}(` : `${one}(`,
    );
  },
  rename: (text: string, place: number) => {
    const name = pick([...text.matchAll(/\b(?:function|const|class|type) (\w+)/g)], place)?.[1];
    return name === undefined ? text : text.replaceAll(new RegExp(`\\b${name}\\b`, "g"), `${name}2`);
  },
  renameInPlace: (text: string, place: number) => replaceOne(text, /\b[a-z]\w+(?=\()/g, place, ([name]) => `${name}2`),
  changeNumber: (text: string, place: number) =>
    replaceOne(text, /\b\d+\b/g, place, ([number]) => String(Number(number) + 1)),
  dropReturnType: (text: string, place: number) => replaceOne(text, /\): \w+(?= (?:=>|\{))/g, place, () => ")"),
  changeRole: (text: string, place: number, choice: number) =>
    replaceOne(
      text,
      /\b[A-Z]+(?:_[A-Z]+)*_(?:ROUTINE|DISPATCH)\b/g,
      place,
      () => pick(["KDEFERRED_ROUTINE", "KSERVICE_ROUTINE", "IO_COMPLETION_ROUTINE"], choice) ?? "",
    ),
  hide: (text: string, place: number) => replaceOne(text, /^export /gm, place, () => ""),
  tag: (text: string, place: number, choice: number) =>
    replaceOne(text, /^(?:export )?(?:function|const) /gm, place, ([head]) => {
      const tag = pick(["@irqlRequiresMax PASSIVE_LEVEL", "@irqlRequires DISPATCH_LEVEL", "@irqlNothing"], choice);
      return `/** ${tag ?? ""} */\n${head}`;
    }),
  changeType: (text: string, place: number, choice: number) =>
    replaceOne(
      text,
      /: (?:number|KIRQL|KSPIN_LOCK|boolean|string)\b/g,
      place,
      () => `: ${pick(["number", "KIRQL", "unknown", "boolean"], choice) ?? ""}`,
    ),
  dropImport: (text: string, place: number) => replaceOne(text, /^import [^;]*;\n/gm, place, () => ""),
  redirectImport: (text: string, place: number, choice: number) =>
    replaceOne(text, /from "\.\/([\w-]+)(\.\w+)"/g, place, () => `from "./added${String(choice % 3)}.ts"`),
  exportMore: (text: string, place: number) =>
    replaceOne(text, /^(?=(?:function|const|class|type|interface) )/gm, place, () => "export "),
  useGiven: (text: string, place: number, choice: number) =>
    replaceOne(text, /\): void (?:=> )?\{\n/g, place, ([head]) => `${head}  ${pick(USES, choice) ?? ""}\n`),
  breakSyntax: (text: string, place: number) => replaceOne(text, /[(){}]/g, place, () => ""),
  changeContracts: undefined,
  addFile: undefined,
  removeFile: undefined,
  restoreFile: undefined,
} as const;

export const anyEdit: fc.Arbitrary<Edit> = fc.record({
  kind: fc.constantFrom(...(Object.keys(KINDS) as (keyof typeof KINDS)[])),
  file: fc.nat({ max: 1000 }),
  place: fc.nat({ max: 1000 }),
  choice: fc.nat({ max: 1000 }),
});

/** Edits the project in a folder; `original` are its files as they were at first. */
export const applyEdit = (folder: string, original: ReadonlyMap<string, string>, edit: Edit): readonly string[] => {
  const names = readdirSync(folder).filter((name) => name.endsWith(".ts") && name !== CONTRACTS_FILE);
  const { kind, file, place, choice } = edit;
  const write = (name: string | undefined, text: (path: string) => string): readonly string[] => {
    if (name === undefined) return [];
    const path = join(folder, name);
    writeFileSync(path, text(path));
    return [path];
  };
  if (kind === "addFile") return write(`added${String(file % 3)}.ts`, () => pick(ADDED, choice) ?? "");
  if (kind === "changeContracts") return write(CONTRACTS_FILE, () => pick(CONTRACTS, choice) ?? "");
  if (kind === "restoreFile") {
    const name = pick([...original.keys()], file);
    return write(name, () => original.get(name ?? "") ?? "");
  }
  const name = pick(names, file);
  const change = KINDS[kind];
  if (change !== undefined) return write(name, (path) => change(readFileSync(path, "utf8"), place, choice));
  if (name === undefined || names.length <= 2) return [];
  rmSync(join(folder, name));
  return [join(folder, name)];
};
