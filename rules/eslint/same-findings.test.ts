import { readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { clearCaches } from "@typescript-eslint/parser";
import { ESLint, type Linter } from "eslint";
import { defineConfig } from "eslint/config";
import { globSync } from "tinyglobby";
import tseslint from "typescript-eslint";
import { afterEach, describe, expect, it } from "vitest";
import type { ReportedFinding } from "../../analyzer/finding/report.js";
import { catalogue, createVerifier } from "../index.js";
import irql from "./index.js";

const root = fileURLToPath(new URL("../..", import.meta.url));

type Verify = ReturnType<typeof createVerifier>;

// The parser keeps every program that it has opened.
afterEach(clearCaches);

/** A project of the fixtures and the files of it that the comparison is about. */
const groups = [
  {
    project: "fixtures/tsconfig.json",
    files: globSync(["fixtures/{rules,styles}/**/*.ts", "fixtures/constructs/runtime-guards.ts"], { cwd: root }),
  },
  ...globSync("fixtures/drivers/*/tsconfig.json", { cwd: root }).map((project) => ({
    project,
    files: globSync(`${dirname(project)}/**/*.ts`, { cwd: root }),
  })),
].map(({ project, files }) => ({ project, files: files.toSorted() }));

/** Findings that people see who choose nothing. */
const inRecommended = async (verify: Verify, project: string, files: readonly string[]): Promise<number> => {
  const { findings } = await verify({ cwd: root, projects: [project] });
  return findings.filter(({ file, ruleId }) => ruleId !== "suppression" && files.includes(file)).length;
};

/** What both sides say of one finding; ESLint's text may go on with the start of the `because` path. */
interface Seen {
  readonly what: string;
  readonly text: string;
}

const inOrder = (seen: readonly Seen[]): Seen[] =>
  seen.toSorted((a, b) => (`${a.what} ${a.text}` < `${b.what} ${b.text}` ? -1 : 1));

const verified = async (
  verify: Verify,
  project: string,
  files: readonly string[],
): Promise<readonly ReportedFinding[]> => {
  const { findings } = await verify({ cwd: root, projects: [project], preset: "all" });
  return findings.filter(({ file, ruleId }) => ruleId !== "suppression" && files.includes(file));
};

const seenIn = (findings: readonly ReportedFinding[]): Seen[] =>
  findings
    .filter(({ suppressed }) => suppressed === null)
    .map(({ file, range: { start, end }, level, ruleId, messageId, message, suggestions }) => {
      const place = `${file}:${start.line}:${start.column}-${end.line}:${end.column}`;
      const offers = suggestions.map((suggestion) => suggestion.message);
      return { what: [place, level, `irql/${ruleId}`, messageId, ...offers].join(" | "), text: message };
    });

const rules = Object.fromEntries(
  catalogue.map(({ id, severity, saysMoreInStrict }) => {
    const level = severity === "error" ? "error" : "warn";
    const entry: Linter.RuleEntry = saysMoreInStrict ? [level, { preset: "strict" }] : level;
    return [`irql/${id}`, entry] as const;
  }),
);

const fromEslint = async (project: string, files: readonly string[]): Promise<Seen[]> => {
  const eslint = new ESLint({
    cwd: root,
    overrideConfigFile: true,
    overrideConfig: defineConfig({
      files: ["**/*.ts"],
      plugins: { irql },
      extends: [tseslint.configs.base],
      rules,
      languageOptions: { parserOptions: { project: [project], tsconfigRootDir: root } },
    }),
  });
  const results = await eslint.lintFiles([...files]);
  return results.flatMap(({ filePath, messages }) =>
    messages.map(({ line, column, endLine, endColumn, severity, ruleId, messageId, message, suggestions }) => {
      const place = `${relative(root, filePath)}:${line}:${column}-${endLine ?? 0}:${endColumn ?? 0}`;
      const offers = (suggestions ?? []).map(({ desc }) => desc);
      const level = severity === 2 ? "error" : "warning";
      return { what: [place, level, ruleId ?? "fatal", messageId ?? message, ...offers].join(" | "), text: message };
    }),
  );
};

describe.each(groups)("$project", ({ project, files }) => {
  it("gives the same findings in ESLint and on the command line, one by one", async () => {
    expect(files).not.toEqual([]);
    const verify = createVerifier();
    const findings = await verified(verify, project, files);
    const reported = inOrder(seenIn(findings));
    const linted = inOrder(await fromEslint(project, files));
    expect(linted.map(({ what }) => what)).toEqual(reported.map(({ what }) => what));
    linted.forEach(({ text }, index) => expect(text.startsWith(reported[index]?.text ?? "nothing")).toBe(true));
    const wanted = files.flatMap((file) => readFileSync(join(root, file), "utf8").match(/\/\/ (want|noise) /g) ?? []);
    // Whether each is met is the fixtures' own test; here it keeps two empty lists from being called equal.
    expect((await inRecommended(verify, project, files)) > 0).toBe(wanted.length > 0);
  });
});
