import { describe, expect, it } from "vitest";
import { UserError } from "../finding/errors.js";
import type { LoadOptions } from "./source-set.js";
import { driver, loadIn, tempProject, type Files } from "./testing/temp-project.js";

const refusal = (files: Files, options: Partial<LoadOptions> = {}): string => {
  const folder = tempProject(files);
  try {
    loadIn(folder, options);
  } catch (error) {
    if (error instanceof UserError) return error.message.replaceAll(folder, ".");
    throw error;
  }
  return "accepted";
};

describe("input that cannot be used is refused in one line", () => {
  const cases: readonly (readonly [string, Files, Partial<LoadOptions>, RegExp])[] = [
    ["a missing file", {}, { paths: ["no.ts"] }, /^no such file or folder: `no\.ts`$/],
    ["a glob that matches nothing", {}, { paths: ["src/*.ts"] }, /^no TypeScript file matches `src\/\*\.ts`/],
    ["an empty folder", { "src/readme.md": "" }, { paths: ["src"] }, /^no TypeScript file in the folder `src`/],
    ["a file of another kind", { "a.md": "" }, { paths: ["a.md"] }, /^`a\.md` is not a TypeScript or JavaScript file$/],
    [
      "a file in node_modules",
      { "node_modules/x/a.ts": driver },
      { paths: ["node_modules/x/a.ts"] },
      /is in node_modules, which is never checked$/,
    ],
    ["a missing project", {}, { projects: ["x.json"] }, /^no such project: `x\.json`/],
    ["a project folder without tsconfig", { "a/b.ts": "" }, { projects: ["a"] }, /^no tsconfig\.json in `a`/],
    ["only negated patterns", {}, { paths: ["!a.ts"] }, /^only negated patterns/],
    [
      "broken JSON",
      { "tsconfig.json": '{\n  "include": [,\n}' },
      {},
      /^cannot use \.\/tsconfig\.json:3:1: .+; correct the file$/,
    ],
    [
      "a missing `extends`",
      { "tsconfig.json": { extends: "./base.json" }, "a.ts": driver },
      {},
      /^cannot use \.\/tsconfig\.json.*base\.json.*; correct `extends`/,
    ],
    [
      "a missing package in `extends`",
      { "tsconfig.json": { extends: "@nobody/base" }, "a.ts": driver },
      {},
      /^cannot use \.\/tsconfig\.json.*@nobody\/base.*; correct `extends`/,
    ],
    [
      "`extends` in a circle",
      { "tsconfig.json": { extends: "./b.json" }, "b.json": { extends: "./tsconfig.json" }, "a.ts": driver },
      {},
      /^cannot use .*ircular.*; correct `extends`/,
    ],
    ["a tsconfig that selects nothing", { "tsconfig.json": { include: ["src"] } }, {}, /selects no source file/],
    ["a solution of nothing", { "tsconfig.json": { files: [], references: [] } }, {}, /selects no source file/],
    ["a binary tsconfig", { "tsconfig.json": Buffer.from([0xff, 0x00, 0x80]) }, {}, /^cannot (?:read|use)/],
  ];
  for (const [name, files, options, message] of cases) {
    it(name, () => {
      const said = refusal(files, options);
      expect(said).toMatch(message);
      expect(said).not.toContain("\n");
    });
  }
});
