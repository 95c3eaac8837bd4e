import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { run } from "../run.js";
import { fakeDoor, type FakeDoor } from "../testing/fake-door.js";
import { fakeIo } from "../testing/fake-io.js";
import { finding, reportOf } from "../testing/fake-report.js";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

type Files = Readonly<Record<string, string | object>>;

/** A repository with these files; objects become JSON. */
const repository = (files: Files): string => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "irql-config-")));
  folders.push(folder);
  for (const [name, content] of Object.entries({ ".git/HEAD": "", ...files })) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), typeof content === "string" ? content : JSON.stringify(content));
  }
  return folder;
};

interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly folder: string;
  readonly asked: FakeDoor["asked"][number] | undefined;
}

interface Options {
  readonly at?: string;
  readonly stripsTypes?: boolean;
  readonly door?: FakeDoor;
}

const irql = async (line: string, files: Files, options: Options = {}): Promise<Ran> => {
  const folder = repository(files);
  const { at = ".", stripsTypes = false, door = fakeDoor() } = options;
  const io = fakeIo({ cwd: join(folder, at), stripsTypes });
  const code = await run(() => Promise.resolve(door), line.split(" "), io, "1.2.3");
  return { code, ...io.written, folder, asked: door.asked[0] };
};

/** The preset tells which file was read. */
const presetOf = async (line: string, files: Files, options: Options = {}): Promise<string | undefined> => {
  const { asked, stderr } = await irql(line, files, options);
  return asked?.preset ?? stderr;
};

const strict = { preset: "strict" };
const all = { preset: "all" };

describe("the configuration file", () => {
  it("is recommended by default", async () => {
    expect(await presetOf("check", {})).toBe("recommended");
  });

  it.each([
    ["irql.config.json", strict],
    ["irql.config.js", "export default { preset: 'strict' };"],
    ["irql.config.mjs", "export default { preset: 'strict' };"],
    ["package.json", { irql: strict }],
  ])("is %s", async (name, content) => {
    expect(await presetOf("check", { [name]: content })).toBe("strict");
  });

  it("may be a CommonJS module", async () => {
    const files = { "package.json": {}, "irql.config.js": "module.exports = { preset: 'strict' };" };
    expect(await presetOf("check", files)).toBe("strict");
  });

  it.each(["irql.config.ts", "irql.config.mts"])("is %s where Node strips types", async (name) => {
    const content = "const preset: 'strict' = 'strict'; export default { preset };";
    expect(await presetOf("check", { [name]: content }, { stripsTypes: true })).toBe("strict");
    expect(await presetOf("check", { [name]: content })).toBe(
      `irql: \`${name}\` needs a Node that strips types (22.18 and newer do); with this one use \`irql.config.js\` or \`irql.config.json\`\n`,
    );
  });

  it("is the nearest to the tsconfig, not to the file", async () => {
    const files = {
      "irql.config.json": all,
      "tsconfig.json": {},
      "src/irql.config.json": strict,
      "src/a.ts": "",
      "deep/tsconfig.json": {},
      "deep/irql.config.json": strict,
      "deep/src/a.ts": "",
    };
    expect(await presetOf("check src/a.ts", files)).toBe("all");
    expect(await presetOf("check deep/src/a.ts", files)).toBe("strict");
    expect(await presetOf("check deep/src/*.ts", files)).toBe("strict");
    expect(await presetOf("check", files, { at: "src" })).toBe("all");
    expect(await presetOf("check -p deep", files)).toBe("strict");
    expect(await presetOf("check -p deep/tsconfig.json", files, { at: "." })).toBe("strict");
  });

  it("is looked for up to the root of the repository", async () => {
    const files = { "irql.config.json": strict, "inner/.git/HEAD": "", "inner/tsconfig.json": {}, "a/b/c.ts": "" };
    expect(await presetOf("check", files, { at: "a/b" })).toBe("strict");
    expect(await presetOf("check", files, { at: "inner" })).toBe("recommended");
  });

  it("can be named, and left out", async () => {
    const files = { "irql.config.json": strict, "other/ci.json": all, "ci.mjs": "export default { preset: 'all' };" };
    expect(await presetOf("check --config other/ci.json", files)).toBe("all");
    expect(await presetOf("check --config ci.mjs", files)).toBe("all");
    expect(await presetOf("check --no-config", files)).toBe("recommended");
    expect(await presetOf("check --preset all", files)).toBe("all");
  });

  it("is not guessed where two could be meant", async () => {
    const files = { "irql.config.json": strict, "irql.config.mjs": "", "a/tsconfig.json": {} };
    expect(await presetOf("check", files)).toMatch(/^irql: both `irql.config.mjs` and `irql.config.json` configure /);
    const apart = { "a/tsconfig.json": {}, "a/irql.config.json": strict, "b/tsconfig.json": {} };
    expect(await presetOf("check -p a -p b", apart)).toBe(
      "irql: `a` has `a/irql.config.json` but `b` has no configuration file; check them one by one, or name one file with `--config`\n",
    );
  });
});

describe("what it says", () => {
  const files = {
    "lib/irql.config.json": {
      rules: { "irql/long-hold": "error", "redundant-irql-check": "off", suppression: "off" },
      overrides: [
        { files: "*.test.ts", rules: { "long-hold": "off" } },
        { files: ["gen/**", "!./gen/kept.ts"], rules: { "uncertain-at-dpc-level": "warning" } },
      ],
      contracts: ["native.d.ts"],
      projects: ["tsconfig.build.json"],
      failOn: "warning",
      maxWarnings: 0,
    },
  };

  it("reaches the analysis, with paths from its own folder", async () => {
    const { asked, folder } = await irql("check", files, { at: "lib" });
    expect(asked).toMatchObject({
      cwd: `${folder}/lib`,
      projects: [`${folder}/lib/tsconfig.build.json`],
      contracts: [`${folder}/lib/native.d.ts`],
      rules: { "long-hold": "error", "redundant-irql-check": "off", suppression: "off" },
      overrides: [
        { files: [`${folder}/lib/*.test.ts`], rules: { "long-hold": "off" } },
        {
          files: [`${folder}/lib/gen/**`, `!${folder}/lib/gen/kept.ts`],
          rules: { "uncertain-at-dpc-level": "warning" },
        },
      ],
    });
  });

  it("decides the exit code, unless the command line does", async () => {
    const door = (): FakeDoor => fakeDoor({ report: reportOf({ findings: [finding({ level: "warning" })] }) });
    expect((await irql("check", { "irql.config.json": { failOn: "warning" } }, { door: door() })).code).toBe(1);
    expect((await irql("check", { "irql.config.json": { maxWarnings: 0 } }, { door: door() })).code).toBe(1);
    expect(
      (await irql("check --max-warnings 1", { "irql.config.json": { maxWarnings: 0 } }, { door: door() })).code,
    ).toBe(0);
    expect(
      (await irql("check --fail-on error", { "irql.config.json": { failOn: "warning" } }, { door: door() })).code,
    ).toBe(0);
  });

  it("goes behind the command line's projects", async () => {
    const { asked } = await irql("check -p lib/other.json", files);
    expect(asked?.projects).toEqual(["lib/other.json"]);
  });

  it("holds for debug as well", async () => {
    expect((await irql("debug a.ts#f", { "irql.config.json": { presett: "strict" }, "a.ts": "" })).code).toBe(2);
  });
});

const MISTAKES: readonly (readonly [file: string, content: string | object])[] = [
  ["irql.config.json", { presett: "strict" }],
  ["irql.config.json", { zzz: 1 }],
  ["irql.config.json", { preset: "stict" }],
  ["irql.config.json", { preset: 3 }],
  ["irql.config.json", { rules: { "long-hlod": "error" } }],
  ["irql.config.json", { rules: { "long-hold": "warn" } }],
  ["irql.config.json", { rules: ["long-hold"] }],
  ["irql.config.json", { overrides: { files: "a" } }],
  ["irql.config.json", { overrides: [{ files: "a" }] }],
  ["irql.config.json", { overrides: [{ files: [1], rules: {} }] }],
  ["irql.config.json", { overrides: [{ files: "a", rules: {}, filse: "" }] }],
  ["irql.config.json", { contracts: "native.d.ts" }],
  ["irql.config.json", { contracts: ["native.d.ts", 7] }],
  ["irql.config.json", { projects: [""] }],
  ["irql.config.json", { failOn: "never" }],
  ["irql.config.json", { maxWarnings: -1 }],
  ["irql.config.json", { maxWarnings: "ten" }],
  ["irql.config.json", "[]"],
  ["irql.config.json", "{ // comment\n}"],
  ["irql.config.json", ""],
  ["irql.config.mjs", "export const config = {};"],
  ["irql.config.mjs", "throw new Error('not today.');"],
  ["irql.config.mjs", "export default () => ({});"],
  ["package.json", { irql: { presett: "strict" } }],
];

describe("a configuration that cannot be used", () => {
  it("is told in one line each, with file and key", async () => {
    const lines: string[] = [];
    for (const [file, content] of MISTAKES) {
      const { code, stdout, stderr } = await irql("check", { [file]: content });
      expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
      expect(stderr).toMatch(new RegExp(`^irql: [^\n]*\`${file}\`[^\n]*\n$`));
      lines.push(
        `${typeof content === "string" ? content.replace("\n", " ") : JSON.stringify(content)}\n  ${stderr.replace(/(is not JSON: ).*/, "$1…")}`,
      );
    }
    expect(`\n${lines.join("")}`).toMatchInlineSnapshot(`
      "
      {"presett":"strict"}
        irql: \`irql.config.json\`: there is no key \`presett\`; did you mean \`preset\`?
      {"zzz":1}
        irql: \`irql.config.json\`: there is no key \`zzz\`; the keys are \`preset\`, \`rules\`, \`overrides\`, \`contracts\`, \`projects\`, \`failOn\`, \`maxWarnings\`
      {"preset":"stict"}
        irql: \`irql.config.json\`: \`preset\` must be one of \`recommended\`, \`strict\`, \`all\` (did you mean \`strict\`?), not \`"stict"\`
      {"preset":3}
        irql: \`irql.config.json\`: \`preset\` must be one of \`recommended\`, \`strict\`, \`all\`, not \`3\`
      {"rules":{"long-hlod":"error"}}
        irql: \`irql.config.json\`: in \`rules\` there is no rule \`long-hlod\`; did you mean \`long-hold\`?
      {"rules":{"long-hold":"warn"}}
        irql: \`irql.config.json\`: \`rules.long-hold\` must be one of \`error\`, \`warning\`, \`off\` (did you mean \`warning\`?), not \`"warn"\`
      {"rules":["long-hold"]}
        irql: \`irql.config.json\`: \`rules\` must be an object, not \`["long-hold"]\`
      {"overrides":{"files":"a"}}
        irql: \`irql.config.json\`: \`overrides\` must be a list, not \`{"files":"a"}\`
      {"overrides":[{"files":"a"}]}
        irql: \`irql.config.json\`: \`overrides[0]\` has no \`rules\`
      {"overrides":[{"files":[1],"rules":{}}]}
        irql: \`irql.config.json\`: \`overrides[0].files[0]\` must be a text, not \`1\`
      {"overrides":[{"files":"a","rules":{},"filse":""}]}
        irql: \`irql.config.json\`: there is no key \`overrides[0].filse\`; did you mean \`files\`?
      {"contracts":"native.d.ts"}
        irql: \`irql.config.json\`: \`contracts\` must be a list, not \`"native.d.ts"\`
      {"contracts":["native.d.ts",7]}
        irql: \`irql.config.json\`: \`contracts[1]\` must be a text, not \`7\`
      {"projects":[""]}
        irql: \`irql.config.json\`: \`projects[0]\` must be a text, not \`""\`
      {"failOn":"never"}
        irql: \`irql.config.json\`: \`failOn\` must be one of \`error\`, \`warning\`, not \`"never"\`
      {"maxWarnings":-1}
        irql: \`irql.config.json\`: \`maxWarnings\` must be a whole number, not \`-1\`
      {"maxWarnings":"ten"}
        irql: \`irql.config.json\`: \`maxWarnings\` must be a whole number, not \`"ten"\`
      []
        irql: \`irql.config.json\`: the configuration must be an object, not \`[]\`
      { // comment }
        irql: \`irql.config.json\` is not JSON: …

        irql: \`irql.config.json\` is not JSON: …
      export const config = {};
        irql: \`irql.config.mjs\` exports no configuration; write \`export default { … }\`
      throw new Error('not today.');
        irql: cannot read \`irql.config.mjs\`: not today
      export default () => ({});
        irql: \`irql.config.mjs\`: the configuration must be an object, not a function
      {"irql":{"presett":"strict"}}
        irql: \`package.json\`: there is no key \`presett\`; did you mean \`preset\`?
      "
    `);
  });

  it("may be one that is named", async () => {
    expect((await irql("check --config no.json", {})).stderr).toBe("irql: no such configuration file: `no.json`\n");
    expect((await irql("check --config package.json", { "package.json": {} })).stderr).toBe(
      "irql: `package.json` has no key `irql`; add it, or name another file with `--config`\n",
    );
    expect((await irql("check --config src", { "src/a.ts": "" })).stderr).toMatch(/^irql: cannot read `src`: /);
  });
});
