// What the README and ARCHITECTURE.md say is what the code says. `npx vitest run scripts/readme.test.ts -u` writes anew
// the parts between `begin` and `end` comments; what readers run themselves is run in readme-runs.test.ts.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import prettier from "prettier";
import { describe, expect, it } from "vitest";
import { TAGS } from "../analyzer/model/tags/tag-table.js";
import { run } from "../cli/run.js";
import { fakeIo } from "../cli/testing/fake-io.js";
import * as door from "../rules/index.js";
import plugin from "../rules/eslint/index.js";
import { blockOf, commandsIn, optionsIn, partOf, read, root, withPart } from "./readme.js";

const WIDTH = 100;

/** What a user with a terminal of this width sees, without colour. */
const irql = async (...words: string[]): Promise<string> => {
  const io = fakeIo({ cwd: root, env: { NO_COLOR: "1" }, isTTY: true, columns: WIDTH });
  await run(() => Promise.resolve(door), words, io, "0.0.0");
  return io.written.stdout;
};

const fenced = (text: string): string => `\`\`\`text\n${text.trim()}\n\`\`\``;

/** One finding as it is printed, without the source lines that stand under each step of its path. */
const findingPart = async (): Promise<string> => {
  const words = ["check", "-p", "fixtures/drivers/serial-bad", "--no-progress"];
  const findings = (await irql(...words)).split(/\n\n(?=error|warning)/);
  const [finding, ...more] = findings.filter((text) => text.includes("in `takeFinished` is"));
  if (finding === undefined || more.length > 0)
    throw new Error(`not one finding in takeFinished:\n${findings.join("\n\n")}`);
  const [head = "", path = ""] = finding.split(/^(?=because$)/m);
  const steps = path.split("\n").filter((line) => !/^ +\d* +\| /.test(line));
  return fenced([`$ npx irql ${words.slice(0, 3).join(" ")}`, "", head + steps.join("\n")].join("\n"));
};

const section = (help: string, title: string): string => {
  const found = help.split(/\n\n/).find((part) => part.startsWith(`${title}\n`));
  if (found === undefined) throw new Error(`the help has no part \`${title}\``);
  return found;
};

const helpPart = async (): Promise<string> => {
  const [general, check] = [await irql("--help"), await irql("check", "--help")];
  const parts = ["What is checked:", "Output:", "When it fails:", "Exit codes:"].map((title) => section(check, title));
  return fenced([section(general, "Commands:"), ...parts].join("\n\n"));
};

interface Manifest {
  readonly engines: { readonly node: string };
  readonly peerDependencies: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta: Readonly<Record<string, { readonly optional: boolean }>>;
  readonly scripts: Readonly<Record<string, string>>;
  readonly version: string;
}
const manifest = JSON.parse(read("package.json")) as Manifest;

const row = (...cells: string[]): string => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;

const versionsPart = (): string => {
  const ranges = { Node: manifest.engines.node, ...manifest.peerDependencies };
  const rows = Object.entries(ranges).map(([name, range]) =>
    row(name === "Node" ? name : `\`${name}\``, `\`${range}\``),
  );
  return [row("Works with", "Version"), row("---", "---"), ...rows].join("\n");
};

const rulesPart = (): string => {
  const rows = door.catalogue.map(({ id, severity, presets, summary, hasSuggestions }) =>
    row(`[\`${id}\`](rules/${id}.md)`, summary, severity, presets.join(", "), hasSuggestions ? "yes" : "no"),
  );
  return [
    row("Rule", "Finds that", "Severity", "Presets", "Rewrites"),
    row(..."-----".split("").map(() => "---")),
    ...rows,
  ].join("\n");
};

const readme = read("README.md");
const architecture = read("ARCHITECTURE.md");

describe("the README", () => {
  it("shows findings, help, versions and rules as they are (-u writes them)", async () => {
    const parts = {
      finding: await findingPart(),
      help: await helpPart(),
      versions: versionsPart(),
      rules: rulesPart(),
    };
    const filled = Object.entries(parts).reduce((text, [name, content]) => withPart(text, name, content), readme);
    const options = await prettier.resolveConfig(join(root, "README.md"));
    const formatted = await prettier.format(filled, { ...options, filepath: join(root, "README.md") });
    await expect(formatted).toMatchFileSnapshot(join(root, "README.md"));
  });

  it("shows a finding with the way that leads to it", () => {
    const finding = partOf(readme, "finding");
    expect(finding).toMatch(/^error\[uncertain-at-dpc-level\]: /m);
    expect(finding).toMatch(/^because\n {2}1\. /m);
    expect(finding).toMatch(/^ {2}3\. /m);
  });

  it("names the two commands of the first screen, and the package as it is packed", () => {
    const commands = commandsIn(readme, ["npm"]).map(({ text }) => text);
    expect(commands.slice(0, 4)).toEqual(["npm ci", "npm run demo", "npm ci", "npm test"]);
    expect(readme).toContain(`irql-${manifest.version}.tgz`);
  });

  it("uses commands and options that their help knows", async () => {
    const commands = commandsIn(readme, ["irql"]);
    expect(commands.length).toBeGreaterThan(5);
    const known = /^ {2}(\w+) /gm;
    const names = [...section(await irql("--help"), "Commands:").matchAll(known)].map(([, name]) => name ?? "");
    for (const { text, words } of commands) {
      const [, first = "check"] = words;
      const name = first.startsWith("-") ? "--help" : first;
      if (name !== "--help") expect(names, text).toContain(name);
      const help = await irql(...(name === "--help" ? [name] : [name, "--help"]));
      for (const option of optionsIn(words)) expect(help, text).toMatch(new RegExp(`(^|[ ,])${option}[ ,<\n]`, "m"));
    }
    expect(await irql("check", "--help")).toContain("--stats");
  });

  it("speaks of options of ESLint that ESLint has", () => {
    const eslint = join(root, "node_modules/eslint/bin/eslint.js");
    const { stdout } = spawnSync(process.execPath, [eslint, "--help"], { encoding: "utf8" });
    const options = commandsIn(readme, ["eslint"]).flatMap(({ words }) => optionsIn(words));
    expect(new Set(options)).toEqual(new Set(["--fix", "--cache", "--concurrency"]));
    for (const option of options) expect(stdout).toMatch(new RegExp(`^ +${option} `, "m"));
  });

  it("lists every contract tag, and no other", () => {
    const table = readme.slice(readme.indexOf("\n## Contracts"), readme.indexOf("\n## The runtime"));
    const rows = table.split("\n").filter((line) => line.startsWith("| `@"));
    const listed = rows.flatMap((line) => [...line.matchAll(/`@(\w+)[^`]*`/g)].map(([, tag]) => tag));
    expect(listed.toSorted()).toEqual(Object.keys(TAGS).toSorted());
  });

  it("has the columns of the benchmark's own table", () => {
    const [heading = ""] = partOf(readme, "measurements").split("\n");
    const cells = heading.split("|").map((cell) => cell.trim());
    const script = read("scripts/bench-check.mjs");
    const named = cells.filter((cell) => cell !== "");
    expect(named.length).toBeGreaterThan(3);
    for (const cell of named) expect(script).toContain(`"${cell}"`);
  });

  it("names configurations and presets that there are", () => {
    const configs = [...readme.matchAll(/irql\.configs\.(\w+)/g)].map(([, name]) => name ?? "");
    expect(new Set(configs)).toEqual(new Set(Object.keys(plugin.configs)));
    // "`eslint --fix` applies none of them"
    expect(Object.values(plugin.rules).filter(({ meta }) => meta?.fixable !== undefined)).toEqual([]);
  });

  it("takes no more than 25 lines for its program on workers", () => {
    expect(
      blockOf(readme, "counter.mjs")
        .split("\n")
        .filter((line) => line !== "").length,
    ).toBeLessThanOrEqual(25);
  });
});

describe.each([
  ["README.md", readme],
  ["ARCHITECTURE.md", architecture],
])("%s", (file, text) => {
  const anchors = (page: string): string[] =>
    [...page.matchAll(/^#+ (.+)$/gm)].map(([, title = ""]) =>
      title
        .toLowerCase()
        .replace(/[^\w\- ]/g, "")
        .replaceAll(" ", "-"),
    );

  it("names npm commands that exist", () => {
    const commands = commandsIn(text, ["npm"]);
    expect(commands.length).toBeGreaterThan(1);
    for (const { words } of commands) {
      const [, verb = "", script = ""] = words;
      if (verb === "run" || verb === "test") expect(Object.keys(manifest.scripts)).toContain(script || verb);
      else expect(["ci", "pack", "install"]).toContain(verb);
    }
  });

  it("sends readers to a function that can be looked at", async () => {
    const debugs = commandsIn(text, ["irql"]).filter(
      ({ words }) => words[1] === "debug" && words[2] !== "file#function",
    );
    expect(debugs).toHaveLength(1);
    const shown = await door.debugFunction({ cwd: root, target: debugs[0]?.words[2] ?? "" });
    expect(shown).toMatch(/^entered at /m);
    for (const part of ["graph", "cases before each node", "summary"]) expect(shown.split("\n")).toContain(part);
    const [, quoted] = /print alike: `([^`]+)`/.exec(text) ?? [];
    if (quoted !== undefined) expect(shown.split("\n")).toContain(quoted);
  });

  it("links to what is there", () => {
    const links = [...text.replace(/^```[\s\S]*?^```$/gm, "").matchAll(/\]\(([^)\s]+)\)/g)].map(([, to = ""]) => to);
    expect(links.length).toBeGreaterThan(3);
    for (const link of links) {
      const [path = "", anchor] = link.split("#");
      const target = path === "" ? file : join(dirname(file), path);
      expect(existsSync(join(root, target)), link).toBe(true);
      if (anchor !== undefined) expect(anchors(read(target)), link).toContain(anchor);
    }
  });

  it("names files and folders that are there", () => {
    const paths = [
      ...text
        .replace(/^```[\s\S]*?^```$/gm, "")
        .matchAll(/`((?:runtime|analyzer|rules|cli|fixtures|scripts)\/[^`\s<…]*)`/g),
    ];
    expect(paths.length).toBeGreaterThan(3);
    for (const [, path = ""] of paths) {
      const [plain = ""] = path.split("#");
      expect(existsSync(join(root, plain)), plain).toBe(true);
    }
  });
});

describe("ARCHITECTURE.md", () => {
  it("has the sentence of the pipeline", () => {
    const sentence = /load(?: → \w+)+/;
    expect(sentence.exec(architecture)?.[0]).toBe(sentence.exec(read("analyzer/pipeline.ts"))?.[0]);
  });

  it("says of every folder of the analyzer what it is for", () => {
    const folders = readdirSync(join(root, "analyzer"), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && entry.name !== "testing")
      .map(({ name }) => name);
    const rows = [...architecture.matchAll(/^\| `(\w+)\/?` +\|/gm)].map(([, name]) => name);
    expect(rows).toEqual(expect.arrayContaining(folders));
  });

  it("fits on a page", () => {
    expect(architecture.split("\n").length).toBeLessThanOrEqual(120);
  });
});
