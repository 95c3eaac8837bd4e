import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { run } from "./run.js";
import { fakeDoor } from "./testing/fake-door.js";
import { fakeIo } from "./testing/fake-io.js";

let cwd = "";
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), "irql-usage-"));
});
afterAll(() => {
  rmSync(cwd, { recursive: true });
});

const refusal = async (argv: readonly string[]): Promise<string> => {
  const io = fakeIo({ cwd });
  expect(await run(() => Promise.resolve(fakeDoor()), argv, io, "1.2.3")).toBe(2);
  expect(io.written.stdout).toBe("");
  return io.written.stderr;
};

const MISUSES: readonly (readonly string[])[] = [
  ["check", "--formt", "json"],
  ["--prset", "strict"],
  ["check", "--zzz"],
  ["rules", "--jsn"],
  ["rules", "extra"],
  ["explain"],
  ["explain", "uncertain-at-dcp-level"],
  ["explain", "at-dpc"],
  ["explain", "zzz"],
  ["check", "--only", "redundant-check"],
  ["check", "--skip", "irql/long-hlod"],
  ["check", "-f", "jsno"],
  ["check", "-f", "xml"],
  ["check", "-f", "json="],
  ["check", "-f"],
  ["check", "-f", "pretty", "-f", "compact"],
  ["check", "-f", "json=a", "-f", "pretty=a"],
  ["check", "-f", "json=."],
  ["check", "--preset", "stict"],
  ["check", "--fail-on", "never"],
  ["check", "--max-warnings", "-1"],
  ["check", "--max-warnings", "many"],
  ["explian", "long-hold"],
  ["help", "explian"],
  ["-f", "json", "rules"],
  ["debug", "src/queue.ts"],
  ["debug", "#drain"],
];

describe("a command line that cannot be used", () => {
  it("is told in one line each", async () => {
    const lines = await Promise.all(MISUSES.map(async (argv) => `irql ${argv.join(" ")}\n  ${await refusal(argv)}`));
    expect(`\n${lines.join("")}`).toMatchInlineSnapshot(`
      "
      irql check --formt json
        irql: unknown option \`--formt\`; did you mean \`--format\`?
      irql --prset strict
        irql: unknown option \`--prset\`; did you mean \`--preset\`?
      irql check --zzz
        irql: unknown option \`--zzz\`; see \`irql check --help\`
      irql rules --jsn
        irql: unknown option \`--jsn\`; did you mean \`--json\`?
      irql rules extra
        irql: too many arguments for \`rules\`: expected 0 arguments but got 1; see \`irql rules --help\`
      irql explain
        irql: missing required argument \`rule\`; see \`irql explain --help\`
      irql explain uncertain-at-dcp-level
        irql: there is no rule \`uncertain-at-dcp-level\`; did you mean \`uncertain-at-dpc-level\`?
      irql explain at-dpc
        irql: there is no rule \`at-dpc\`; did you mean \`uncertain-at-dpc-level\`?
      irql explain zzz
        irql: there is no rule \`zzz\`; \`irql rules\` lists them
      irql check --only redundant-check
        irql: there is no rule \`redundant-check\`; did you mean \`redundant-irql-check\`?
      irql check --skip irql/long-hlod
        irql: there is no rule \`irql/long-hlod\`; did you mean \`long-hold\`?
      irql check -f jsno
        irql: there is no format \`jsno\`; did you mean \`json\`?
      irql check -f xml
        irql: there is no format \`xml\`; the formats are pretty, compact, json, sarif, github, gitlab, junit, html
      irql check -f json=
        irql: name the file after \`json=\`, or leave out the \`=\`
      irql check -f
        irql: \`--format\` needs a value; see \`irql check --help\`
      irql check -f pretty -f compact
        irql: only one format can go to standard output; give \`compact\` a file of its own: \`-f compact=file\`
      irql check -f json=a -f pretty=a
        irql: only one format can go to \`a\`; give \`pretty\` a file of its own: \`-f pretty=file\`
      irql check -f json=.
        irql: cannot write \`.\` (EISDIR); name a file that can be written
      irql check --preset stict
        irql: \`--preset\` cannot be \`stict\`; did you mean \`strict\`?
      irql check --fail-on never
        irql: \`--fail-on\` cannot be \`never\`; it is one of error, warning
      irql check --max-warnings -1
        irql: \`--max-warnings\` needs a whole number, not \`-1\`
      irql check --max-warnings many
        irql: \`--max-warnings\` needs a whole number, not \`many\`
      irql explian long-hold
        irql: \`explian\` is neither a command nor a path; did you mean \`irql explain\`?
      irql help explian
        irql: there is no command \`explian\`; see \`irql --help\`
      irql -f json rules
        irql: put the command first: \`irql rules …\`
      irql debug src/queue.ts
        irql: \`src/queue.ts\` names no function; write \`<file>#<function>\`, as in \`src/queue.ts#drain\`
      irql debug #drain
        irql: \`#drain\` names no function; write \`<file>#<function>\`, as in \`src/queue.ts#drain\`
      "
    `);
  });

  it.each(MISUSES.map((argv) => [argv.join(" "), argv] as const))("in the style of the house: %s", async (_, argv) => {
    const message = await refusal(argv);
    expect(message).toMatch(/^irql: [^\n]+\n$/);
    const text = message.slice("irql: ".length, -1);
    expect(text).toMatch(/^[`a-z]/);
    expect(text).not.toMatch(/\.$|illegal|'|please/i);
    expect(text.split("`").length % 2).toBe(1);
  });
});
