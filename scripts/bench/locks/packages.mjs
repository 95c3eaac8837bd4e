// Packages that only the benchmark uses: peers and engines. They are installed on demand, by name and version, into a folder
// of their own, because the engines take hundreds of megabytes and not every registry has every peer.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "../../..");

/** In a folder that git, linters and packers leave out. */
export const cache = process.env.IRQL_BENCH_CACHE ?? join(root, "node_modules/.cache/irql-bench");

/** `name@version`, or `alias@npm:name@version`. */
const nameOf = (spec) => spec.slice(0, spec.indexOf("@", 1));

/** The folder of the package, or null where it cannot be had. */
export const install = (spec) => {
  const folder = join(cache, "node_modules", nameOf(spec));
  if (existsSync(folder)) return folder;
  mkdirSync(cache, { recursive: true });
  const manifest = join(cache, "package.json");
  if (!existsSync(manifest)) writeFileSync(manifest, '{ "private": true }\n');
  const args = ["install", "--no-audit", "--no-fund", "--loglevel", "error", spec];
  spawnSync("npm", args, { cwd: cache, stdio: ["ignore", "ignore", "ignore"], timeout: 300_000 });
  return existsSync(folder) ? folder : null;
};
