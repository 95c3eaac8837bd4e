import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as door from "../../rules/index.js";
import { run } from "../run.js";
import { fakeIo } from "../testing/fake-io.js";

let cwd = "";
beforeAll(() => {
  cwd = realpathSync(mkdtempSync(join(tmpdir(), "irql-config-")));
  for (const folder of [".git", "src", "src/gen"]) mkdirSync(join(cwd, folder));
  writeFileSync(join(cwd, "tsconfig.json"), "{}");
  for (const file of ["src/a.ts", "src/gen/b.ts"]) writeFileSync(join(cwd, file), "");
  const config = {
    preset: "strict",
    rules: { "mixed-spin-lock-use": "warning", "redundant-irql-check": "off" },
    overrides: [
      { files: "src/**", rules: { "redundant-irql-check": "error" } },
      { files: ["**/*.ts", "!src/a.ts"], rules: { "uncertain-at-dpc-level": "off", suppression: "error" } },
    ],
    contracts: ["native.d.ts"],
    projects: ["tsconfig.json"],
    maxWarnings: 3,
  };
  writeFileSync(join(cwd, "irql.config.json"), JSON.stringify(config));
});
afterAll(() => {
  rmSync(cwd, { recursive: true });
});

/** Against the real catalogue, of which the rows of the first rules are shown. */
const irql = async (line: string): Promise<string> => {
  const io = fakeIo({ cwd });
  const code = await run(() => Promise.resolve(door), line.split(" "), io, "1.2.3");
  return code === 0 ? io.written.stdout : io.written.stderr;
};

const SHOWN = ["uncertain-at-dpc-level", "mixed-spin-lock-use", "redundant-irql-check", "suppression"];

/** Rule rows without the widths of a growing catalogue. */
const rows = (text: string): string[] =>
  text
    .split("\n")
    .filter((line) => SHOWN.some((id) => line.startsWith(`${id} `)))
    .map((line) => line.replace(/ {2,}/g, " | "));

describe("irql config", () => {
  it("shows what holds, and what stated it", async () => {
    const [settings = ""] = (await irql("config")).split("\n\n");
    expect(`\n${settings}\n`).toMatchInlineSnapshot(`
      "
      setting             value             from
      configuration file  irql.config.json  nearest to the tsconfig
      preset              strict            irql.config.json
      projects            tsconfig.json     irql.config.json
      contracts           native.d.ts       irql.config.json
      failOn              error             default
      maxWarnings         3                 irql.config.json
      "
    `);
  });

  it("shows the rules of a file that no override matches", async () => {
    expect(rows(await irql("config"))).toMatchInlineSnapshot(`
      [
        "uncertain-at-dpc-level | error | preset strict",
        "mixed-spin-lock-use | warning | irql.config.json, rules",
        "redundant-irql-check | off | irql.config.json, rules",
        "suppression | warning | preset strict",
      ]
    `);
  });

  it("shows the rules of a file: of two overrides the last counts", async () => {
    expect(rows(await irql("config src/gen/b.ts"))).toMatchInlineSnapshot(`
      [
        "uncertain-at-dpc-level | off | irql.config.json, overrides[1]",
        "mixed-spin-lock-use | warning | irql.config.json, rules",
        "redundant-irql-check | error | irql.config.json, overrides[0]",
        "suppression | error | irql.config.json, overrides[1]",
      ]
    `);
    expect(rows(await irql("config src/a.ts"))).toMatchInlineSnapshot(`
      [
        "uncertain-at-dpc-level | error | preset strict",
        "mixed-spin-lock-use | warning | irql.config.json, rules",
        "redundant-irql-check | error | irql.config.json, overrides[0]",
        "suppression | warning | preset strict",
      ]
    `);
  });

  it("shows the defaults without the file", async () => {
    const [settings = ""] = (await irql("config --no-config -p tsconfig.json")).split("\n\n");
    expect(`\n${settings}\n`).toMatchInlineSnapshot(`
      "
      setting             value          from
      configuration file  none           --no-config
      preset              recommended    default
      projects            tsconfig.json  --project
      contracts           none           default
      failOn              error          default
      maxWarnings         no limit       default
      "
    `);
  });

  it("refuses a file that is not there", async () => {
    expect(await irql("config src/c.ts")).toBe("irql: no such file: `src/c.ts`\n");
  });
});
