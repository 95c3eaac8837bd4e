import { globSync } from "tinyglobby";
import { ts } from "ts-morph";
import { expect, test } from "vitest";
import { verifyGraph } from "../ir/verify.js";
import { model } from "../model/model.js";
import { lower } from "./lower.js";
import { lowerText } from "./testing/program.js";

const lowerFiles = (files: readonly string[]) => {
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ESNext,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    types: [],
    strict: true,
    allowJs: true,
  };
  const program = ts.createProgram([...files], options);
  const wanted = new Set(files);
  return lower(
    {
      checker: program.getTypeChecker(),
      files: program.getSourceFiles().filter((file) => wanted.has(file.fileName)),
      reported: wanted,
      entryPoints: new Set(files.slice(0, 3)),
      problems: [],
      text: (name) => program.getSourceFile(name)?.text ?? "",
      selectedFiles: files.length,
      openedFiles: files.length,
    },
    model(),
  );
};

const broken = (program: ReturnType<typeof lowerFiles>): string[] =>
  [...program.functions.values()].flatMap((unit) => verifyGraph(unit).map((line) => `${unit.id}: ${line}`));

test("every file of the project becomes sound graphs", () => {
  const files = globSync(["analyzer/**/*.ts", "rules/**/*.ts", "cli/**/*.ts", "runtime/**/*.ts", "fixtures/**/*.ts"], {
    absolute: true,
    ignore: ["**/node_modules/**"],
  });
  const program = lowerFiles(files);
  expect(broken(program)).toEqual([]);
  expect(program.functions.size).toBeGreaterThan(500);
  expect(new Set(program.unsupported.map((item) => item.what))).toEqual(new Set());
}, 60_000);

test("code of other people becomes sound graphs", () => {
  const files = globSync(
    [
      "node_modules/typescript-eslint/dist/*.{ts,js}",
      "node_modules/@typescript-eslint/*/dist/**/*.js",
      "node_modules/@types/node/*.d.ts",
    ],
    { absolute: true },
  );
  const program = lowerFiles(files);
  expect(broken(program)).toEqual([]);
  expect(program.functions.size).toBeGreaterThan(1000);
  expect([...new Set(program.unsupported.map((item) => item.what))]).toEqual([]);
}, 120_000);
