// Explores all programs of the lock algorithms, also those that take too long for each test run: 3 workers x 2 rounds.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { root } from "./pack.mjs";

const vitest = join(root, "node_modules/vitest/vitest.mjs");
const { status } = spawnSync(process.execPath, ["--max-old-space-size=8192", vitest, "run", "runtime/algorithms"], {
  cwd: root,
  stdio: "inherit",
  env: { ...process.env, IRQL_PROVE: "1" },
});
process.exitCode = status ?? 1;
