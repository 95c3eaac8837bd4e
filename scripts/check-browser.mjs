#!/usr/bin/env node
// Runs the built runtime in Chromium, in a window and its workers: the checks of `npm run engines` in both builds, and what only a
// browser shows. Exit code 1 where a check fails, 2 where there is no Chromium.
// usage: npm run browser (CHROMIUM=path of another one)
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { table } from "./bench/print.mjs";
import { serve } from "./browser/serve.mjs";

const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
/** Milliseconds after which a page hangs: on a machine with ten others at work, all take less. */
const LIMIT = 240_000;

/** A machine without a network has nothing to tell Chromium's own services. */
const args = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Kinds of pages (serve.mjs) and the checks that run in them (page.mjs). */
const visits = [
  ["isolated", "free"],
  ["isolated", "verifier"],
  ["plain", "plain"],
  ["policy", "policy"],
];

const visit = async (context, origin, [kind, checks]) => {
  const page = await context.newPage();
  const [results, errors] = [[], []];
  page.on("console", (line) =>
    line.type() === "log" ? results.push(JSON.parse(line.text())) : errors.push(line.text()),
  );
  page.on("pageerror", (error) => errors.push(String(error)));
  await page.goto(`${origin}/${kind}/scripts/browser/page.html?checks=${checks}`, { timeout: LIMIT });
  const ended = await page
    .waitForFunction(() => globalThis.isDone, undefined, { timeout: LIMIT })
    .then(
      () => [],
      (error) => [{ name: "all checks", wanted: "an end", found: [error.message, ...errors].join("; ") }],
    );
  if (ended.length === 0) await page.close();
  return [...results, ...ended];
};

const row = (checks, results) => {
  const wrong = results.filter(({ found, wanted }) => found !== wanted);
  for (const { name, wanted, found } of wrong)
    console.error(`${checks}: ${name}: wanted \`${wanted}\`, found \`${found}\``);
  if (wrong.length > 0) process.exitCode = 1;
  return [checks, String(results.length), String(wrong.length)];
};

const main = async () => {
  if (!existsSync(executablePath))
    throw new Error(`there is no Chromium at ${executablePath}; \`apt-get install chromium\`, or set CHROMIUM`);
  if (!existsSync(join(import.meta.dirname, "../dist/runtime/index.js")))
    throw new Error("dist/runtime is missing; run `npm run build` first");
  const profile = mkdtempSync(join(tmpdir(), "irql-browser-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    args,
    headless: true,
    timeout: LIMIT,
  });
  const { server, origin } = await serve();
  try {
    const rows = [];
    for (const kind of visits) rows.push(row(kind[1], await visit(context, origin, kind)));
    console.log(`Chromium ${context.browser()?.version() ?? ""}`.trim());
    console.log(table([["page", "checks", "failed"], ...rows]));
  } finally {
    await context.close();
    server.close();
    rmSync(profile, { recursive: true, force: true });
  }
};

try {
  await main();
} catch (error) {
  console.error(`browser: ${error.message}`);
  process.exitCode = 2;
}
