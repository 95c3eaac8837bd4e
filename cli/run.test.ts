import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { run } from "./run.js";
import type { Report } from "./door.js";
import { type FakeDoor, fakeDoor } from "./testing/fake-door.js";
import { type FakeIo, fakeIo } from "./testing/fake-io.js";
import { finding, problem, range, reportOf } from "./testing/fake-report.js";

let cwd = "";
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), "irql-cli-"));
});
afterAll(() => {
  rmSync(cwd, { recursive: true });
});

interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly door: FakeDoor;
}

const irql = async (line: string, door: FakeDoor = fakeDoor(), io: FakeIo = fakeIo({ cwd })): Promise<Ran> => {
  const argv = line === "" ? [] : line.split(" ");
  const code = await run(() => Promise.resolve(door), argv, io, "1.2.3");
  return { code, ...io.written, door };
};

const error = finding();
const warning = finding({ level: "warning" });
const withFindings = (...findings: ReturnType<typeof finding>[]): FakeDoor =>
  fakeDoor({ report: reportOf({ findings }) });

describe("exit codes", () => {
  const broken = fakeDoor({ report: reportOf({ problems: [problem()] }) });
  const brokenAndWrong = fakeDoor({ report: reportOf({ problems: [problem()], findings: [error] }) });
  const userError = Object.assign(new Error("no such file `x.ts`; check the path"), { name: "UserError" });

  it.each([
    ["nothing found", "check", fakeDoor(), 0],
    ["an error", "check", withFindings(error), 1],
    ["an error that a comment allows", "check", withFindings(finding({ suppressed: { reason: "why" } })), 0],
    ["an error that is to be ignored", "check --exit-zero", withFindings(error), 0],
    ["a warning", "check", withFindings(warning), 0],
    ["a warning where warnings fail", "check --fail-on warning", withFindings(warning), 1],
    ["an error where warnings fail", "check --fail-on warning", withFindings(error), 1],
    ["as many warnings as allowed", "check --max-warnings 1", withFindings(warning), 0],
    ["more warnings than allowed", "check --max-warnings 0", withFindings(warning), 1],
    ["a file that does not parse", "check", broken, 2],
    ["a file that does not parse, and an error elsewhere", "check", brokenAndWrong, 1],
    ["a file that does not parse, findings ignored", "check --exit-zero", brokenAndWrong, 2],
    ["input that cannot be used", "check", fakeDoor({ failure: userError }), 2],
    ["a fault", "check", fakeDoor({ failure: new Error("boom") }), 3],
    ["a thrown value that is no error", "check", fakeDoor({ failure: "boom" }), 3],
    ["an unknown option", "check --nonsense", fakeDoor(), 2],
    ["help", "--help", fakeDoor(), 0],
    ["help of a command", "check --help", fakeDoor(), 0],
    ["version", "--version", fakeDoor(), 0],
  ])("%s", async (_, line, door, code) => {
    expect((await irql(line, door)).code).toBe(code);
  });

  it("opens no analysis for help and version", async () => {
    const closed = (): never => {
      throw new Error("opened");
    };
    for (const argv of [["--help"], ["check", "--help"], ["--version"], ["help", "explain"]]) {
      expect(await run(closed, argv, fakeIo(), "1.2.3")).toBe(0);
    }
  });
});

describe("streams", () => {
  it("findings go to stdout, the rest to stderr", async () => {
    const report = reportOf({ findings: [error], problems: [problem()] });
    const { stdout, stderr } = await irql("check", fakeDoor({ report }));
    expect(stdout).toMatch(/^src\/queue\.ts:3:3: error\[uncertain-at-dpc-level\] .*\n$/);
    expect(stderr).toMatchInlineSnapshot(`
      "src/broken.ts:7:12: \`)\` expected
      1 error in 3 files · 1 problem of the input · 41 functions, 99 % of calls resolved · 0.8 s
      "
    `);
  });

  it("is silent on stdout when all is clean and nobody watches", async () => {
    expect((await irql("check")).stdout).toBe("");
  });

  it("a fault tells what to report, on stderr alone", async () => {
    const { stdout, stderr } = await irql("check src -f json", fakeDoor({ failure: new Error("boom") }));
    expect(stdout).toBe("");
    expect(stderr).toContain("Error: boom\n    at ");
    expect(stderr).toContain("this is a fault of irql");
    expect(stderr).toContain("irql 1.2.3, node v");
    expect(stderr).toContain("command line: irql check src -f json");
  });

  it("a user's error has no stack", async () => {
    const failure = Object.assign(new Error("no tsconfig.json\nhere"), { name: "UserError" });
    expect((await irql("check", fakeDoor({ failure }))).stderr).toBe("irql: no tsconfig.json here\n");
  });
});

describe("what verify is asked", () => {
  it("has what the options say", async () => {
    const { door } = await irql(
      "check a b/*.ts -p one.json --project two.json --only long-hold --skip irql/redundant-irql-check --preset strict",
    );
    expect(door.asked).toMatchObject([
      {
        cwd,
        paths: ["a", "b/*.ts"],
        projects: ["one.json", "two.json"],
        only: ["long-hold"],
        skip: ["redundant-irql-check"],
        preset: "strict",
      },
    ]);
  });

  it("has the defaults otherwise", async () => {
    const { door } = await irql("");
    expect(door.asked).toMatchObject([{ paths: [], projects: [], only: undefined, preset: "recommended" }]);
  });

  it.each(["src", "-f json src", "--no-color src", "check src", "src --exit-zero"])(
    "finds the path in `%s`",
    async (line) => {
      expect((await irql(line)).door.asked[0]?.paths).toEqual(["src"]);
    },
  );
});

describe("formats", () => {
  it("pretty on a terminal, compact elsewhere", async () => {
    const door = withFindings(error);
    const terminal = fakeIo({ cwd, isTTY: true, columns: 80, env: { NO_COLOR: "1" } });
    expect((await irql("check", door, terminal)).stdout).toContain(" --> src/queue.ts:3:3");
    expect((await irql("check", door)).stdout).not.toContain("-->");
  });

  it("json is the report", async () => {
    const report = reportOf({ findings: [error] });
    const { stdout, stderr } = await irql("check -f json", fakeDoor({ report }));
    expect(JSON.parse(stdout)).toEqual(report);
    expect(stdout.split("\n").slice(0, 3)).toEqual(["{", '  "schemaVersion": 1,', '  "tool": {']);
    expect(stderr).toBe("");
  });

  it("writes files beside what goes to stdout", async () => {
    const report = reportOf({ findings: [error] });
    const { stdout } = await irql(
      "check -f compact -f json=out/deep/irql.json -f pretty=irql.txt",
      fakeDoor({ report }),
    );
    expect(stdout).toContain("error[uncertain-at-dpc-level]");
    expect(JSON.parse(readFileSync(join(cwd, "out/deep/irql.json"), "utf8"))).toEqual(report);
    expect(readFileSync(join(cwd, "irql.txt"), "utf8")).toContain("docs: irql explain");
  });

  it("colours where it is wanted, and never a file", async () => {
    const door = withFindings(error);
    const escape = "\u001b[";
    const terminal = (env = {}): FakeIo => fakeIo({ cwd, isTTY: true, env });
    expect((await irql("check", door, terminal())).stdout).toContain(escape);
    expect((await irql("check --no-color", door, terminal())).stdout).not.toContain(escape);
    expect((await irql("check --no-color", door, terminal({ FORCE_COLOR: "1" }))).stdout).not.toContain(escape);
    expect((await irql("check", door, terminal({ NO_COLOR: "1" }))).stdout).not.toContain(escape);
    expect((await irql("check -f pretty", door, fakeIo({ cwd, env: { FORCE_COLOR: "1" } }))).stdout).toContain(escape);
    expect((await irql("--color check -f pretty", door)).stdout).toContain(escape);
    await irql("check --color -f pretty=plain.txt", door);
    expect(readFileSync(join(cwd, "plain.txt"), "utf8")).not.toContain(escape);
  });

  it("shows the source that it finds relative to the working directory", async () => {
    writeFileSync(join(cwd, "crlf.ts"), "\ufeffa();\r\n\tKeAcquire();\r\n");
    const at = { start: { line: 2, column: 2 }, end: { line: 2, column: 13 } };
    const { stdout } = await irql("-f pretty", withFindings(finding({ file: "crlf.ts", range: at })));
    expect(stdout).toContain("2 |     KeAcquire();\n  |     ^^^^^^^^^^^\n");
  });
});

describe("progress and stats", () => {
  const progress = [
    ["load", 1, 3],
    ["solve", 412, 1930],
  ] as const;

  it("one line after half a second, erased at the end", async () => {
    const io = fakeIo({ cwd, isTTY: true, columns: 80, clock: [0, 0, 0, 400, 400, 800], env: { NO_COLOR: "1" } });
    const { stderr } = await irql("check", fakeDoor({ progress }), io);
    expect(stderr).toBe("\r\u001b[2Ksolve 412/1930\r\u001b[2K");
  });

  it.each([
    ["--no-progress", true],
    ["--exit-zero", false],
  ])("none with %s on a terminal (%s)", async (option, isTTY) => {
    const io = fakeIo({ cwd, isTTY, clock: [0, 0, 0, 400, 400, 800] });
    expect((await irql(`check -f json ${option}`, fakeDoor({ progress }), io)).stderr).toBe("");
  });

  it("guesses go to stderr behind the findings, where they are asked for", async () => {
    const guess = {
      kind: "unresolved-call",
      message: "what `f` calls is not known",
      file: "src/a.ts",
      range: range(3, 5, 8),
      function: "drain",
    } as const;
    const door = (guesses: NonNullable<Report["guesses"]>): FakeDoor => fakeDoor({ report: reportOf({ guesses }) });
    const { stderr, door: asked } = await irql("check --report-unresolved", door([guess]));
    expect(asked.asked[0]?.reportUnresolved).toBe(true);
    expect(stderr).toMatch(/^src\/a\.ts:3:5: in `drain`: what `f` calls is not known\nno findings in /);
    expect((await irql("check --report-unresolved", door([]))).stderr).toMatch(
      /^nothing had to be guessed\nno findings/,
    );
    expect((await irql("check")).stderr).not.toContain("guessed");
    const json = await irql("check --report-unresolved -f json", door([guess]));
    expect(json.stderr).toBe("");
    expect((JSON.parse(json.stdout) as Report).guesses).toEqual([guess]);
  });

  it("stats go to stderr", async () => {
    const io = fakeIo({ cwd, clock: [0, 10, 110, 1310, 1410] });
    const { stdout, stderr } = await irql("check -f json=stats.json --stats", fakeDoor({ progress }), io);
    expect(stdout).toBe("");
    expect(stderr).toMatchInlineSnapshot(`
      "no findings in 3 files · 41 functions, 99 % of calls resolved · 0.8 s
      files checked                 3
      files opened                  5
      functions                     41
      calls resolved                99 %
      calls not resolved            0
      constructs not modelled       0
      points with collapsed states  0
      functions cut off             0
      functions left aside          0
      findings allowed by comments  0
      time: load                    100 ms
      time: solve                   100 ms
      time: total                   1410 ms
      peak memory                   64 MB
      "
    `);
  });
});

describe("other commands", () => {
  it("rules, for people", async () => {
    expect((await irql("rules")).stdout).toMatchInlineSnapshot(`
      "rule                    level    presets                   finds
      uncertain-at-dpc-level  error    recommended, strict, all  a call where IRQL >= \`DISPATCH_LEVEL\` is not certain
      redundant-irql-check    warning  recommended, strict, all  a check of IRQL whose outcome is certain
      long-hold               warning  strict, all               a spin lock held for long
      "
    `);
  });

  it("rules, as JSON", async () => {
    const { stdout, door } = await irql("rules --json");
    expect(JSON.parse(stdout)).toEqual(door.catalogue);
  });

  it("explain prints the page", async () => {
    const page = "# long-hold\n\nA *lock*.\n";
    expect((await irql("explain irql/long-hold", fakeDoor({ page }))).stdout).toBe("long-hold\n\nA lock.\n");
  });

  it("explain says what it knows where the page is missing", async () => {
    expect((await irql("explain long-hold")).stdout).toMatchInlineSnapshot(`
      "long-hold

      a spin lock held for long (warning)

      Messages

        - \`{{name}}\` needs IRQL >= DISPATCH_LEVEL
      "
    `);
  });

  it("debug prints what the analysis says", async () => {
    expect((await irql("debug src/queue.ts#drain")).stdout).toBe("function src/queue.ts#drain\n");
  });

  it("version", async () => {
    expect((await irql("--version")).stdout).toBe("1.2.3\n");
  });
});

describe("help", () => {
  it.each([
    "--help",
    "check --help",
    "explain --help",
    "rules --help",
    "annotate --help",
    "config --help",
    "debug --help",
  ])("irql %s", async (line) => {
    expect((await irql(line)).stdout).toMatchSnapshot();
  });

  it("is the same by the help command", async () => {
    expect((await irql("help check")).stdout).toBe((await irql("check --help")).stdout);
  });
});
