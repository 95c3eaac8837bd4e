// Packs what users would install and asks publint and attw (are the types wrong) about exactly that file.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pack, root } from "./pack.mjs";

const folder = mkdtempSync(join(tmpdir(), "irql-package-"));
try {
  const tarball = pack(folder);
  const bin = (name) => join(root, "node_modules", ".bin", name);
  const checks = [
    [bin("publint"), "run", tarball, "--strict"],
    // ESM only by decision: `require` of an ES module works in every Node that we support.
    [bin("attw"), tarball, "--profile", "esm-only"],
  ];
  for (const [command, ...args] of checks) {
    const { status } = spawnSync(command, args, { cwd: root, stdio: "inherit" });
    if (status !== 0) process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
