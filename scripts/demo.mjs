// The demo: finds the mistakes in the bad drivers, nothing in the good ones, and runs the good ones on real workers.
// Exits with 0 only where all of that came true.
import { mkdir, readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { commandLine } from "./pack.mjs";
import { compileDrivers, driverNames, root, runDriver, runNode } from "./demo-drivers.mjs";

const irql = path.join(root, commandLine);
const reports = path.join(root, "build/demo-reports");
const onTerminal = process.stdout.isTTY === true;
const bold = (text) => (onTerminal ? `\u001b[1m${text}\u001b[22m` : text);
const dim = (text) => (onTerminal ? `\u001b[2m${text}\u001b[22m` : text);

const surprises = [];
function expect(isSo, surprise) {
  if (!isSo) surprises.push(surprise);
}

function heading(number, title) {
  console.log(`\n${bold(`${String(number)}. ${title}`)}`);
}

/** `irql check` on these fixture folders as a user sees it; its findings come back from the JSON report of the same run. */
async function check(folders, report) {
  const projects = folders.map((folder) => `fixtures/drivers/${folder}`);
  console.log(dim(`$ irql check ${projects.map((project) => `-p ${project}`).join(" ")}\n`));
  const json = path.join(reports, report);
  const formats = ["-f", "pretty", "-f", `json=${json}`];
  const outcome = await runNode([irql, "check", ...projects.flatMap((project) => ["-p", project]), ...formats], {
    env: onTerminal ? { FORCE_COLOR: "1" } : {},
  });
  process.stdout.write(outcome.stdout);
  if (outcome.code > 1) process.stderr.write(outcome.stderr);
  const { findings } = outcome.code > 1 ? { findings: [] } : JSON.parse(await readFile(json, "utf8"));
  return { code: outcome.code, findings };
}

/** The rule names that stand behind `// want` in a folder, one entry for each. */
async function wanted(folder) {
  const where = path.join(root, "fixtures/drivers", folder);
  const files = (await readdir(where)).filter((file) => file.endsWith(".ts"));
  const texts = await Promise.all(files.map((file) => readFile(path.join(where, file), "utf8")));
  return texts.flatMap((text) => [...text.matchAll(/\/\/ want ([\w-]+)/g)].map((match) => match[1]));
}

async function showMistakes() {
  heading(1, "Drivers with mistakes of the kind that people make");
  console.log(dim("What must be found is marked with `// want` in the source."));
  const folders = driverNames.map((name) => `${name}-bad`);
  const { code, findings } = await check(folders, "bad.json");
  expect(code === 1, `irql check on the bad drivers exits with ${String(code)} and not with 1`);
  for (const folder of folders) {
    const found = findings.filter((finding) => finding.file.includes(`${folder}/`)).length;
    const marks = (await wanted(folder)).length;
    expect(found === marks, `${folder}: ${String(found)} findings, but ${String(marks)} mistakes are marked`);
  }
}

async function showSilence() {
  heading(2, "The same drivers, written as they should be");
  const { code, findings } = await check(driverNames, "good.json");
  const outcome = `${String(findings.length)} findings and exit code ${String(code)}`;
  expect(code === 0 && findings.length === 0, `irql check on the good drivers ends with ${outcome}`);
}

async function showRuns() {
  heading(3, "The good drivers on real workers, over irql/runtime");
  const compiled = await compileDrivers("build/demo", { runtime: "built" });
  for (const name of driverNames) {
    const { code, signal, stdout, stderr } = await runDriver(compiled, name);
    process.stdout.write(`  ${stdout.trim()}\n`);
    if (stderr !== "") process.stderr.write(stderr);
    expect(code === 0, `driver ${name} ended with ${signal ?? String(code)}`);
  }
}

console.log(bold("irql: spin-lock and IRQL discipline for TypeScript workers"));
await mkdir(reports, { recursive: true });
await showMistakes();
await showSilence();
await showRuns();

if (surprises.length === 0) {
  console.log(
    bold("\nAs expected: every marked mistake found, nothing else reported, all drivers ran without a loss."),
  );
} else {
  console.error(bold("\nNot as expected:"));
  for (const surprise of surprises) console.error(`  ${surprise}`);
  process.exitCode = 1;
}
