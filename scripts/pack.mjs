import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

export const root = join(import.meta.dirname, "..");

const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

/** The command line as it is installed, from the package's folder. */
export const commandLine = manifest.bin.irql;

/** Runs npm; throws with its output when it fails. */
export const npm = (args, cwd) => {
  const { status, stdout, stderr } = spawnSync("npm", args, { cwd, encoding: "utf8" });
  if (status !== 0) throw new Error(`npm ${args.join(" ")} failed:\n${stdout}\n${stderr}`);
  return stdout;
};

/** Packs `dist/` as it is into `folder`; returns the tarball's path. */
export const pack = (folder) => {
  const [{ filename }] = JSON.parse(npm(["pack", "--json", "--ignore-scripts", "--pack-destination", folder], root));
  return join(folder, filename);
};
