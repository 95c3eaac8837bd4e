import { existsSync, lstatSync, mkdirSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { dirname, join } from "node:path";

const packageAbove = (folder: string): string | undefined => {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, "package.json"))) return at;
    if (dirname(at) === at) return undefined;
  }
};

/** Others may write into the system's temporary folder: a folder there is used only where it is the user's own. */
const inTemporary = (): string | undefined => {
  const { uid } = userInfo();
  const folder = join(tmpdir(), uid < 0 ? "irql-cache" : `irql-cache-${String(uid)}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const found = lstatSync(folder);
  const isOurs = uid < 0 || (found.uid === uid && (found.mode & 0o022) === 0);
  return found.isDirectory() && isOurs ? folder : undefined;
};

/**
 * The folder that holds reports, made where it is missing; undefined where it cannot be made. It is made before the run, so
 * that what the run sees of the disk is the same as in the next one.
 */
export const openCacheFolder = (cache: true | string, cwd: string): string | undefined => {
  try {
    const owner = cache === true ? packageAbove(cwd) : undefined;
    if (cache === true && owner === undefined) return inTemporary();
    const folder = cache === true ? join(owner ?? cwd, "node_modules", ".cache", "irql") : cache;
    mkdirSync(folder, { recursive: true });
    return folder;
  } catch {
    return undefined;
  }
};
