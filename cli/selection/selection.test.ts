import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { run } from "../run.js";
import { fakeDoor } from "../testing/fake-door.js";
import { fakeIo } from "../testing/fake-io.js";
import { finding, problem, range, reportOf, step } from "../testing/fake-report.js";
import { changedSince, linesInDiff } from "./changed-lines.js";

let cwd = "";
beforeEach(() => {
  cwd = realpathSync(mkdtempSync(join(tmpdir(), "irql-selection-")));
});
afterEach(() => {
  rmSync(cwd, { recursive: true });
});

const write = (files: Readonly<Record<string, string>>): void => {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(cwd, name)), { recursive: true });
    writeFileSync(join(cwd, name), text);
  }
};

const git = (...argv: readonly string[]): void => {
  const identity = ["-c", "user.name=a", "-c", "user.email=a@b.c", "-c", "init.defaultBranch=main"];
  execFileSync("git", [...identity, ...argv], { cwd, stdio: "ignore" });
};

interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const irql = async (line: string, findings: readonly ReturnType<typeof finding>[], folder = cwd): Promise<Ran> => {
  const io = fakeIo({ cwd: folder });
  const door = fakeDoor({ report: reportOf({ findings, problems: line.includes("broken") ? [problem()] : [] }) });
  const code = await run(() => Promise.resolve(door), line.split(" "), io, "1.2.3");
  return { code, ...io.written };
};

const a = finding({ fingerprint: "aaaa", message: "first", file: "src/a.ts" });
const b = finding({ fingerprint: "bbbb", message: "second", file: "src/b.ts", level: "warning" });
const c = finding({ fingerprint: "cccc", message: "third", file: "src/b.ts" });
const allowed = finding({ fingerprint: "dddd", suppressed: { reason: "measured" } });

describe("a baseline", () => {
  it("has every open finding, without line numbers, in an order that no edit changes", async () => {
    expect(await irql("baseline write", [c, b, a, allowed])).toEqual({
      code: 0,
      stdout: "",
      stderr: "3 known findings in `irql-baseline.json`\n",
    });
    const text = readFileSync(join(cwd, "irql-baseline.json"), "utf8");
    await irql("baseline write", [finding({ ...a, range: range(90, 1, 2) }), b, c]);
    expect(readFileSync(join(cwd, "irql-baseline.json"), "utf8")).toBe(text);
    expect(text).toMatchSnapshot();
  });

  it("hides what is known, counts it, and lets what is new fail", async () => {
    await irql("baseline write", [a, b]);
    const known = await irql("check --baseline irql-baseline.json", [a, b, allowed]);
    expect([known.code, known.stdout]).toEqual([0, ""]);
    expect(known.stderr).toContain("no findings in 3 files · 1 allowed by comments · 2 known ·");
    const more = await irql("check --baseline irql-baseline.json -f json", [a, b, c]);
    const { findings, summary } = JSON.parse(more.stdout) as ReturnType<typeof reportOf>;
    expect([more.code, findings.map(({ message }) => message)]).toEqual([1, ["third"]]);
    expect(summary).toMatchObject({ errors: 1, warnings: 0, known: 2 });
  });

  it("tells of what is gone where the whole project was checked, and lets it be taken out", async () => {
    await irql("baseline write", [a, b]);
    const note =
      "irql: known findings that are gone: 1; `irql baseline prune` takes them out of `irql-baseline.json`\n";
    expect((await irql("check --baseline irql-baseline.json", [a])).stderr).toContain(note);
    for (const line of [
      "check src --baseline irql-baseline.json",
      "check --skip long-hold --baseline irql-baseline.json",
    ])
      expect((await irql(line, [a])).stderr).not.toContain("gone");
    const shown = await irql("baseline show", [a]);
    expect(shown.stdout).toBe(
      "src/a.ts: uncertain-at-dpc-level in `drain`: first\nsrc/b.ts: uncertain-at-dpc-level in `drain` (gone): second\n",
    );
    expect(shown.stderr).toBe("2 known findings in `irql-baseline.json`, 1 of them gone\n");
    // A new finding is not taken in.
    expect((await irql("baseline prune", [a, c])).stderr).toBe(
      "1 known finding in `irql-baseline.json`, 1 taken out\n",
    );
    expect((await irql("baseline show", [a])).stderr).toBe("1 known finding in `irql-baseline.json`, 0 of them gone\n");
  });

  it.each([
    ["check --baseline none.json", "no such baseline: `none.json`; write it with `irql baseline write`"],
    ["baseline prune --baseline text.json", "`text.json` is not a baseline; write it anew with `irql baseline write`"],
    ["check --baseline other.json", "`other.json` is not a baseline; write it anew with `irql baseline write`"],
    ["check --baseline src", "cannot read `src` (EISDIR)"],
    ["baseline write --baseline src", "cannot write `src` (EISDIR); name a file that can be written"],
    [
      "baseline drop",
      "command-argument value `drop` is invalid for argument `what`: allowed choices are write, prune, show; see `irql baseline --help`",
    ],
  ])("%s is refused", async (line, message) => {
    write({ "text.json": "no JSON", "other.json": '{"schemaVersion":1,"findings":[{}]}', "src/a.ts": "" });
    const { code, stderr } = await irql(line, [a]);
    expect([code, stderr]).toEqual([2, `irql: ${message}\n`]);
  });
});

describe("changed lines", () => {
  it("are those of the new files, and those beside a gap", () => {
    const diff = [
      "diff --git src/a.ts src/a.ts",
      "--- src/a.ts",
      "+++ src/a.ts",
      "@@ -3 +3,2 @@ function f() {",
      "-old",
      "+new",
      "+++ b;",
      "@@ -10,2 +10,0 @@",
      "-x",
      "-y",
      "\\ No newline at end of file",
      '--- "odd \\"\\t\\303.ts"',
      '+++ "odd \\"\\t\\303.ts"',
      "@@ -0,0 +1 @@",
      "+one",
    ].join("\n");
    expect([...linesInDiff(diff)]).toEqual([
      [
        "src/a.ts",
        [
          [3, 4],
          [10, 11],
        ],
      ],
      ['odd "\t\u00c3.ts', [[1, 1]]],
    ]);
  });

  it("are found from any folder of the repository, in new files as well", () => {
    write({ "src/a.ts": "1\n2\n3\n", "lib/b.ts": "1\n", "src/moved.ts": "a\nb\nc\nd\ne\nf\n" });
    git("init");
    git("add", ".");
    git("commit", "-m", "first");
    write({ "src/a.ts": "1\n2\nthree\n", "lib/b.ts": "1\n2\n", "src/new file.ts": "1\n" });
    renameSync(join(cwd, "src/moved.ts"), join(cwd, "src/there.ts"));
    git("add", "--intent-to-add", "src/there.ts");
    expect([...changedSince("HEAD", join(cwd, "src"))].toSorted()).toEqual([
      ["../lib/b.ts", [[2, 2]]],
      ["a.ts", [[3, 3]]],
      ["new file.ts", [[1, Infinity]]],
    ]);
  });

  it("choose the findings to which a change leads", async () => {
    write({ "src/a.ts": "1\n2\n3\n4\n", "src/b.ts": "1\n" });
    git("init");
    git("add", ".");
    git("commit", "-m", "first");
    write({ "src/a.ts": "1\ntwo\n3\n4\n" });
    const at = (file: string, line: number) => ({ file, range: range(line, 1, 2) });
    const here = finding({ ...at("src/a.ts", 2), message: "here" });
    const caller = finding({
      ...at("src/b.ts", 1),
      message: "caller",
      because: [step("src/a.ts", range(1, 1, 2, 3), "calls")],
    });
    const elsewhere = finding({ ...at("src/a.ts", 4), message: "elsewhere", level: "warning" });
    const { stdout, stderr } = await irql("check --since HEAD -f json -f compact=out.txt", [here, caller, elsewhere]);
    const { findings, summary } = JSON.parse(stdout) as ReturnType<typeof reportOf>;
    expect(findings.map(({ message }) => message)).toEqual(["here", "caller"]);
    expect(summary).toMatchObject({ errors: 2, warnings: 0, untouched: 1 });
    expect(stderr).toBe("");
    expect((await irql("check --since nowhere", [])).stderr).toMatch(/^irql: `--since` cannot ask git: .*nowhere.*\n$/);
    expect((await irql("check --since HEAD", [], tmpdir())).stderr).toBe(
      "irql: `--since` cannot ask git: not a git repository (or any of the parent directories): .git\n",
    );
  });
});
