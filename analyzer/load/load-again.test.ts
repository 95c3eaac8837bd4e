import { rmSync } from "node:fs";
import { join } from "node:path";
import { ts } from "#compiler";
import { describe, expect, it } from "vitest";
import { openDisk, type Disk } from "./disk.js";
import { MadeOfDisk } from "./made-of-disk.js";
import { SourceMemory } from "./source-memory.js";
import type { SourceSet } from "./source-set.js";
import { loadIn, tempProject, writeFiles } from "./testing/temp-project.js";

const config = (paths: Readonly<Record<string, readonly string[]>>): object => ({
  compilerOptions: { module: "esnext", moduleResolution: "bundler", types: [], paths },
  include: ["src"],
});

const files = {
  "tsconfig.json": config({ way: ["./src/left.ts"] }),
  "src/left.ts": "export function go(): number { return 1; }\n",
  "src/right.ts": "export function go(): number { return 2; }\n",
  "src/main.ts": 'import { go } from "way";\ngo();\n',
};

/** How much of the program before the compiler has kept: 2 is all but the files that changed. */
const kept = ({ program }: SourceSet): number | undefined =>
  (program as ts.Program & { readonly structureIsReused?: number }).structureIsReused;

const fileOf = (set: SourceSet, name: string): ts.SourceFile | undefined =>
  set.files.find(({ fileName }) => fileName.endsWith(name));

/** The file in which the function stands that `main.ts` calls. */
const called = (set: SourceSet): string | undefined => {
  const [, call] = fileOf(set, "main.ts")?.statements ?? [];
  if (!call || !ts.isExpressionStatement(call) || !ts.isCallExpression(call.expression)) return undefined;
  const declaration = set.program.getTypeChecker().getResolvedSignature(call.expression)?.declaration;
  return declaration?.getSourceFile().fileName.split("/").at(-1);
};

describe("a project that is loaded again", () => {
  it("parses only what has changed, and has the program made of the one before", () => {
    const folder = tempProject(files);
    const memory = new SourceMemory();
    const before = loadIn(folder, {}, memory);
    writeFiles(folder, { "src/left.ts": "export function go(): number { return 3; }\n" });
    const now = loadIn(folder, {}, memory);
    expect(kept(now)).toBe(2);
    const parsedAnew = now.files.filter((file) => !before.files.includes(file));
    expect(parsedAnew).toEqual([fileOf(now, "left.ts")]);
    expect(called(now)).toBe("left.ts");
  });

  it("follows an import of an unchanged file to where it leads now", () => {
    const folder = tempProject(files);
    const memory = new SourceMemory();
    expect(called(loadIn(folder, {}, memory))).toBe("left.ts");
    writeFiles(folder, { "tsconfig.json": config({ way: ["./src/right.ts"] }) });
    const now = loadIn(folder, {}, memory);
    expect(called(now)).toBe("right.ts");
    expect(kept(now)).not.toBe(2);
  });

  it("sees files that came and went", () => {
    const folder = tempProject(files);
    const memory = new SourceMemory();
    loadIn(folder, {}, memory);
    writeFiles(folder, { "src/inner/new.ts": "export const added = 1;\n" });
    rmSync(join(folder, "src/right.ts"));
    const names = loadIn(folder, {}, memory).files.map(({ fileName }) => fileName.slice(folder.length + 1));
    expect(names).toEqual(["src/inner/new.ts", "src/left.ts", "src/main.ts"]);
  });
});

describe("what is made of the disk", () => {
  const make = (disk: Disk, folder: string): string =>
    `${[...disk.list(folder).keys()].sort().join(" ")} ${disk.readFile(`${folder}/a.txt`) ?? ""}`;

  /** What is made after each change, and how often something was made. */
  const madeAfter = (...changes: readonly ((folder: string) => void)[]): { made: string[]; count: number } => {
    const folder = tempProject({ "a.txt": "one" });
    const kept = new MadeOfDisk<string>();
    let count = 0;
    const of = (): string =>
      kept.of("", openDisk(), (disk) => {
        count += 1;
        return make(disk, folder);
      });
    const made = [of(), ...changes.map((change) => (change(folder), of()))];
    return { made, count };
  };

  it("stands while the disk says the same", () => {
    const unasked = (folder: string): void => writeFiles(folder, { "inner/b.txt": "two" });
    const same = (folder: string): void => writeFiles(folder, { "a.txt": "one" });
    expect(madeAfter(same)).toEqual({ made: ["a.txt one", "a.txt one"], count: 1 });
    expect(madeAfter(unasked, unasked)).toEqual({
      made: ["a.txt one", "a.txt inner one", "a.txt inner one"],
      count: 2,
    });
  });

  it("is made anew where a file says something else or a folder holds something else", () => {
    const other = (folder: string): void => writeFiles(folder, { "a.txt": "two" });
    const gone = (folder: string): void => rmSync(join(folder, "a.txt"));
    expect(madeAfter(other, gone)).toEqual({ made: ["a.txt one", "a.txt two", " "], count: 3 });
  });
});
