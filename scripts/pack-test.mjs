// A new user's first minutes: packs what would be published, installs it in an empty project and uses all three entry
// points and the binary, as their documentation says. Needs a built `dist/`.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { commandLine, npm, pack, root } from "./pack.mjs";

const folder = realpathSync(mkdtempSync(join(tmpdir(), "irql-pack-test-")));

const write = (files) => {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
};

const node = (...args) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8" });
  return { status, stdout, stderr, all: `exit ${String(status)}\n${stdout}\n${stderr}` };
};

const bin = (name) => join("node_modules", ...name.split("/"));

const routines = `import {
  KeAcquireSpinLock, KeAcquireSpinLockAtDpcLevel, KeReleaseSpinLock, KeReleaseSpinLockFromDpcLevel, KSPIN_LOCK,
} from "irql/runtime";
const lock = new KSPIN_LOCK(new SharedArrayBuffer(KSPIN_LOCK.BYTES), 0);
`;

const project = {
  "package.json": JSON.stringify({ name: "new-user", private: true, type: "module" }),
  "tsconfig.json": JSON.stringify({
    compilerOptions: { module: "nodenext", target: "es2023", strict: true, types: [], checkJs: true, noEmit: true },
    include: ["src", "eslint.config.js"],
  }),
  "src/clean.ts": `${routines}
export function push(): void {
  const oldIrql = KeAcquireSpinLock(lock);
  KeReleaseSpinLock(lock, oldIrql);
}
`,
  "src/mistake.ts": `${routines}
function drain(): void {
  KeAcquireSpinLockAtDpcLevel(lock);
  KeReleaseSpinLockFromDpcLevel(lock);
}
drain();
`,
  "src/types.ts": `import { verify } from "irql";
import irql from "irql/eslint";
import type { KDEFERRED_ROUTINE } from "irql/runtime";

export const onTimer: KDEFERRED_ROUTINE = () => {};
const report = await verify({ paths: ["src/mistake.ts"] });
export const rules: readonly string[] = report.findings.map((finding) => finding.ruleId);
export const name: string | undefined = irql.meta.name;
`,
  "eslint.config.js": `import { defineConfig } from "eslint/config";
import tseslint from "typescript-eslint";
import irql from "irql/eslint";

export default defineConfig({
  files: ["src/**/*.ts"],
  plugins: { irql },
  extends: [tseslint.configs.base, "irql/recommended"],
  languageOptions: { parserOptions: { projectService: true } },
});
`,
  // Prints every module that importing the runtime loads.
  "loaded.mjs": `import { register } from "node:module";
const hook = "import { writeSync } from 'node:fs';" +
  "export async function load(url, context, next) { writeSync(1, url + '\\\\n'); return next(url, context); }";
register("data:text/javascript," + encodeURIComponent(hook));
await import("irql/runtime");
`,
  "recursion.mjs": `import { KSPIN_LOCK, KeAcquireSpinLock } from "irql/runtime";
const lock = new KSPIN_LOCK(new SharedArrayBuffer(KSPIN_LOCK.BYTES), 0);
KeAcquireSpinLock(lock);
KeAcquireSpinLock(lock);
`,
  "verify.mjs": `import { verify } from "irql";
const report = await verify({ paths: ["src/mistake.ts"] });
console.log(JSON.stringify(report.findings));
`,
};

const finding = "uncertain-at-dpc-level";

const checks = {
  "importing `irql/runtime` loads the runtime and nothing else": () => {
    const result = node("loaded.mjs");
    assert.equal(result.status, 0, result.all);
    const urls = result.stdout.split("\n").filter((line) => line !== "");
    assert.ok(
      urls.some((url) => url.endsWith("/irql/dist/runtime/node/index.js")),
      result.all,
    );
    assert.deepEqual(
      urls.filter((url) => !url.includes("/node_modules/irql/dist/runtime/node/")),
      [],
    );
  },
  "the verifier names the program's line, imported or asked for": () => {
    const asked = node("--import", "data:text/javascript,process.env.IRQL_VERIFIER='1'", "recursion.mjs");
    const imported = node("--import", "irql/runtime/verifier", "recursion.mjs");
    for (const result of [asked, imported]) {
      assert.match(result.stderr, /bug check 0xF .*SPIN_LOCK_ALREADY_OWNED/, result.all);
      assert.match(result.stderr, /recursion\.mjs:4/, result.all);
      assert.doesNotMatch(result.stderr.slice(0, result.stderr.indexOf("found before")), /irql\/dist/, result.all);
    }
  },
  "the command line finds the mistake: exit code 1": () => {
    const result = node(join("node_modules/irql", commandLine), "check", "src/mistake.ts");
    assert.equal(result.status, 1, result.all);
    assert.match(result.stdout, new RegExp(`mistake\\.ts.*${finding}`), result.all);
  },
  "the command line is content with the clean file: exit code 0": () => {
    const result = node(join("node_modules/irql", commandLine), "check", "src/clean.ts");
    assert.equal(result.status, 0, result.all);
  },
  "what a run has kept serves after the next installation, which gives all files new times": () => {
    const check = () => node(join("node_modules/irql", commandLine), "check", "src/mistake.ts", "--stats");
    check();
    const code = join(folder, "node_modules/irql/dist/bundle");
    for (const file of [...readdirSync(code).map((name) => join(code, name)), join(folder, "src/mistake.ts")])
      utimesSync(file, new Date(), new Date());
    const { stderr } = check();
    assert.match(stderr, /^cache +the report came from it$/m, stderr);
  },
  "npm has put the command in place": () => {
    const result = spawnSync("npm", ["exec", "--no", "--", "irql", "--version"], { cwd: folder, encoding: "utf8" });
    assert.equal(result.stdout.trim(), JSON.parse(readFileSync(join(root, "package.json"), "utf8")).version);
  },
  "ESLint finds the mistake too, and only there": () => {
    const result = node(bin("eslint/bin/eslint.js"), "--format", "json", "src/mistake.ts", "src/clean.ts");
    assert.equal(result.status, 1, result.all);
    const results = JSON.parse(result.stdout);
    const [mistake, clean] = ["mistake.ts", "clean.ts"].map((name) =>
      results.find(({ filePath }) => filePath.endsWith(name)),
    );
    assert.deepEqual(
      mistake.messages.map((message) => message.ruleId),
      [`irql/${finding}`],
      result.all,
    );
    assert.deepEqual(clean.messages, [], result.all);
  },
  "`verify` gives the finding to a program": () => {
    const result = node("verify.mjs");
    assert.equal(result.status, 0, result.all);
    const findings = JSON.parse(result.stdout);
    assert.deepEqual(
      findings.map(({ ruleId, file }) => [ruleId, file]),
      [[finding, "src/mistake.ts"]],
    );
  },
  "types resolve under `module: nodenext`": () => {
    const result = node(bin("typescript/bin/tsc"), "-p", "tsconfig.json");
    assert.equal(result.status, 0, result.all);
  },
  "what the README says of using the package links to pages that are in it": () => {
    const installed = join(folder, "node_modules/irql");
    const readme = readFileSync(join(installed, "README.md"), "utf8");
    const links = [...readme.slice(0, readme.indexOf("## Development")).matchAll(/\]\(([\w/.-]+)(?:#[\w-]+)?\)/g)];
    const missing = links.map(([, path]) => path).filter((path) => !existsSync(join(installed, path)));
    assert.ok(links.length > 0);
    assert.deepEqual(missing, []);
  },
  "every rule has its page in the package": () => {
    const listing = node(
      "--input-type=module",
      "-e",
      "import irql from 'irql/eslint'; console.log(Object.keys(irql.rules).join())",
    );
    assert.equal(listing.status, 0, listing.all);
    for (const rule of listing.stdout.trim().split(","))
      assert.ok(readFileSync(join(folder, "node_modules/irql/rules", `${rule}.md`), "utf8").includes(rule), rule);
  },
};

let failed = 0;
try {
  const { devDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const peers = ["eslint", "typescript", "typescript-eslint"].map((name) => `${name}@${devDependencies[name]}`);
  write(project);
  npm(["install", "--prefer-offline", "--no-audit", "--no-fund", "--no-save", pack(folder), ...peers], folder);
  for (const [what, check] of Object.entries(checks)) {
    try {
      check();
      console.log(`ok   ${what}`);
    } catch (error) {
      failed += 1;
      console.error(`FAIL ${what}\n${error instanceof Error ? error.message : String(error)}`);
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(`pack-test: ${String(Object.keys(checks).length - failed)} passed, ${String(failed)} failed`);
process.exitCode = failed === 0 ? 0 : 1;
