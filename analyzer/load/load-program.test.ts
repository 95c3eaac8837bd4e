import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import typescript from "typescript";
import { afterEach, describe, expect, it } from "vitest";
import { UserError } from "../finding/errors.js";
import { loadProgram } from "./load-program.js";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const programOf = (files: Readonly<Record<string, string>>): { folder: string; program: typescript.Program } => {
  const folder = mkdtempSync(join(tmpdir(), "irql-program-"));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, ".."), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const names = Object.keys(files).filter((name) => name.endsWith(".ts"));
  const options: typescript.CompilerOptions = { module: typescript.ModuleKind.NodeNext, types: [], noEmit: true };
  return {
    folder,
    program: typescript.createProgram(
      names.map((name) => join(folder, name)),
      options,
    ),
  };
};

const driver = "export declare function KeLowerIrql(level: number): void;\nexport const down = () => KeLowerIrql(0);\n";

describe("a program that already exists", () => {
  it("is used as it is, and its files are chosen as those of a project are", () => {
    const { folder, program } = programOf({
      "driver.ts": driver,
      "main.ts": 'import { down } from "./driver.js";\ndown();\n',
      "aside.ts": "export const aside = 1;\n",
    });
    const set = loadProgram(program, { compiler: typescript });
    expect(set.files.map((file) => file.fileName)).toEqual([join(folder, "driver.ts"), join(folder, "main.ts")]);
    expect(set.files[0]).toBe(program.getSourceFile(join(folder, "driver.ts")));
    expect(set.program).toBe(program);
    expect(set.reported.size).toBe(3);
    expect([set.selectedFiles, set.openedFiles]).toEqual([3, 2]);
  });

  it("finds the TypeScript of the parser by itself", () => {
    const { program } = programOf({ "driver.ts": driver });
    expect(loadProgram(program).files).toHaveLength(1);
  });

  it("is refused where its compiler numbers the kinds of nodes differently", () => {
    const { program } = programOf({ "driver.ts": driver });
    const older = { version: "5.4.5", SyntaxKind: { ...typescript.SyntaxKind, SourceFile: 312 } };
    const refused = (): unknown => loadProgram(program, { compiler: older });
    expect(refused).toThrow(UserError);
    expect(refused).toThrow(
      new RegExp(
        `^TypeScript 5\\.4\\.5 builds other .* than TypeScript 6\\.\\d\\.\\d.*; install \`typescript\` 5\\.9 or 6\\.0`,
      ),
    );
  });

  it("is refused by its trees where the compiler is not at hand", () => {
    const foreign = { getSourceFiles: () => [{ kind: 312, fileName: "/a.ts" }] };
    expect(() => loadProgram(foreign, { compiler: typescript })).toThrow(
      /the syntax trees are not those of TypeScript 6/,
    );
  });
});
