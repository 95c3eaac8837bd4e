// Type-checks every project of the repository with the compiler named on the command line: `typescript` (6, the one that
// builds) or `typescript-7` (the native one, so that our own sources are ready for it).
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const compiler = process.argv[2] ?? "typescript";
const tsc = join(root, "node_modules", compiler, "bin", "tsc");
if (!existsSync(tsc)) throw new Error(`no compiler named \`${compiler}\` in node_modules`);

const listing = spawnSync(
  "git",
  ["ls-files", "--cached", "--others", "--exclude-standard", "--", "tsconfig.json", "*/tsconfig.json"],
  {
    cwd: root,
    encoding: "utf8",
  },
);
const projects = listing.stdout.split("\n").filter((path) => path !== "" && existsSync(join(root, path)));
if (listing.status !== 0 || projects.length === 0)
  throw new Error(`found no tsconfig.json to check: ${listing.stderr}`);

const failed = projects.filter((project) => {
  const { status } = spawnSync(process.execPath, [tsc, "-p", project, "--noEmit"], { cwd: root, stdio: "inherit" });
  return status !== 0;
});
console.log(
  `${compiler}: ${String(projects.length)} projects, ${String(failed.length)} with errors ${failed.join(" ")}`,
);
process.exitCode = failed.length === 0 ? 0 : 1;
