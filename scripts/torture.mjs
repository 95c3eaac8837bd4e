// Kills 10,000 workers (or as many as the argument says) at random moments, and says how long their waiters waited for an error.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { root } from "./pack.mjs";

const kills = Number(process.argv[2] ?? 10_000);
if (!Number.isInteger(kills) || kills < 1) {
  console.error("torture: the number of kills must be a positive integer");
  process.exit(2);
}
const vitest = join(root, "node_modules/vitest/vitest.mjs");
const { status } = spawnSync(process.execPath, [vitest, "run", "runtime/watch/torture.test.ts"], {
  cwd: root,
  stdio: "inherit",
  env: { ...process.env, IRQL_TORTURE: String(kills) },
});
process.exitCode = status ?? 1;
