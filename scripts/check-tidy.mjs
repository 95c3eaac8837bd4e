// Nothing of the machine on which a file was written may stand in it: no package registry's address (it would bind every
// user of the lock file to it) and no absolute path of a home or scratch folder.
import { spawnSync } from "node:child_process";

// Each pattern is put together from pieces, so that this file does not find itself.
const slash = "/";
const patterns = {
  "a package registry's address": `registry\\.[a-z]+\\.(org|com)|"resolve${"d"}": *"http`,
  "an absolute path of one machine": `(^|[^A-Za-z0-9_.$@}~)*-])(${slash}(home|Users)${slash}[a-z][a-z0-9_-]*|${slash}(work|root|tmp))${slash}[A-Za-z0-9._]`,
};

let found = 0;
for (const [what, pattern] of Object.entries(patterns)) {
  const grep = spawnSync("git", ["grep", "-nIE", "--untracked", "-e", pattern], { encoding: "utf8" });
  // git grep: 0 found, 1 nothing found, more: it could not look
  if (grep.status !== 0 && grep.status !== 1) throw new Error(grep.stderr);
  for (const line of grep.stdout.split("\n").filter((text) => text !== "")) {
    console.error(`${what}: ${line.slice(0, 200)}`);
    found += 1;
  }
}
console.log(found === 0 ? "tidy: no registry address, no machine path" : `tidy: ${String(found)} lines to change`);
process.exitCode = found === 0 ? 0 : 1;
