import { symlinkSync, mkdirSync } from "node:fs";
import { ts } from "#compiler";
import { describe, expect, it } from "vitest";
import { driver, loadIn, namesOf, relativeTo, tempProject } from "./testing/temp-project.js";

const composite = { composite: true, module: "nodenext", rootDir: "src", outDir: "dist", types: [] };

describe("projects that refer to each other", () => {
  const workspace = () =>
    tempProject({
      "tsconfig.json": { files: [], references: [{ path: "packages/lock" }, { path: "packages/app" }] },
      "packages/lock/tsconfig.json": { compilerOptions: composite, include: ["src"], references: [{ path: "../app" }] },
      "packages/lock/package.json": { name: "@x/lock", exports: { ".": "./dist/index.js", "./deep/*": "./dist/*.js" } },
      "packages/lock/src/index.ts": driver,
      "packages/lock/src/inner.ts": "export const inner = 1;\n",
      "packages/app/tsconfig.json": { compilerOptions: composite, include: ["src"], references: [{ path: "../lock" }] },
      "packages/app/package.json": { name: "@x/app", private: true },
      "packages/app/src/main.ts": 'import { touch } from "@x/lock";\ntouch({} as never);\n',
    });

  it("are one program, though they refer in a circle and nothing is built", () => {
    const folder = workspace();
    const set = loadIn(folder);
    expect(namesOf(folder, set)).toContain("packages/app/src/main.ts");
    const main = set.files.find((file) => file.fileName.endsWith("main.ts"));
    const statement = main?.statements[1];
    if (statement === undefined || !ts.isExpressionStatement(statement) || !ts.isCallExpression(statement.expression))
      throw new Error("main.ts ends in a call");
    const target = set.program.getTypeChecker().getResolvedSignature(statement.expression)?.declaration;
    expect(target?.getSourceFile().fileName).toBe(`${folder}/packages/lock/src/index.ts`);
  });

  it("lead through links in node_modules to the same sources", () => {
    const folder = workspace();
    mkdirSync(`${folder}/node_modules/@x`, { recursive: true });
    symlinkSync(`${folder}/packages/lock`, `${folder}/node_modules/@x/lock`, "junction");
    expect(loadIn(folder, { projects: ["packages/app"] }).selectedFiles).toBe(3);
  });

  it("say which of their files other packages can import", () => {
    const folder = workspace();
    expect(relativeTo(folder, loadIn(folder).entryPoints)).toEqual([
      "packages/lock/src/index.ts",
      "packages/lock/src/inner.ts",
    ]);
  });

  it("go on without one that is missing", () => {
    const folder = tempProject({
      "tsconfig.json": { include: ["*.ts"], references: [{ path: "nowhere" }] },
      "a.ts": driver,
    });
    const set = loadIn(folder);
    expect(namesOf(folder, set)).toEqual(["a.ts"]);
    expect(set.problems.map(({ kind, message }) => [kind, message])).toEqual([
      ["config", "the project that `references` names does not exist: `nowhere`"],
    ]);
  });
});

describe("names in imports", () => {
  it("follow `paths`, `#imports`, the package's own name, folders and cycles", () => {
    const folder = tempProject({
      "tsconfig.json": {
        compilerOptions: { module: "nodenext", types: [], paths: { "@/*": ["./src/*"] }, allowJs: true },
        files: ["src/main.ts"],
      },
      "package.json": {
        name: "own",
        exports: "./src/self.ts",
        imports: { "#inner": "./src/inner.ts" },
        type: "module",
      },
      "src/main.ts": 'import "@/aliased";\nimport "#inner";\nimport "own";\nimport "./folder";\nimport "./cycle.js";\n',
      "src/aliased.ts": driver,
      "src/inner.ts": driver,
      "src/self.ts": driver,
      "src/folder/index.ts": driver,
      "src/cycle.ts": 'import "./main.js";\nexport {};\n',
    });
    expect(loadIn(folder).selectedFiles).toBe(6);
  });

  it("mean the same from the nearest tsconfig above the working directory", () => {
    const folder = tempProject({ "tsconfig.json": { include: ["src"] }, "src/deep/driver.ts": driver });
    expect(namesOf(folder, loadIn(`${folder}/src/deep`, {}))).toEqual(["src/deep/driver.ts"]);
  });
});
