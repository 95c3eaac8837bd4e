import { resolve } from "node:path";
import type { Report } from "../analyzer/finding/report.js";
import { normalPath } from "../analyzer/load/file-kind.js";
import { verifyCached } from "./verify-cached.js";
import type { VerifyOptions } from "./verify-options.js";

export type { VerifyOptions };

/** Checks TypeScript sources; see {@link verify}. */
export type Verify = (options?: VerifyOptions) => Promise<Report>;

/**
 * Checks TypeScript sources for spin-lock and IRQL discipline.
 * @throws UserError when paths or projects cannot be used (no such file, unreadable tsconfig, unknown rule).
 */
export const verify: Verify = async (options = {}) => {
  if (options.cache !== undefined && options.cache !== false) return verifyCached(options, options.cache);
  const { newSession, verifyIn } = await import("./verify-anew.js");
  return verifyIn(newSession(), options);
};

export interface VerifyAgainOptions extends VerifyOptions {
  /**
   * All paths at which something has changed, come or gone since the call before, as an editor or a watcher tells: nothing else is
   * looked at again. Names in the project, not what links lead to; relative ones start at `cwd`. Default: every file is looked at.
   */
  readonly changed?: readonly string[] | undefined;
}

/** Checks the same sources again; see {@link createVerifier}. */
export type VerifyAgain = (options?: VerifyAgainOptions) => Promise<Report>;

/**
 * Checks one project again and again, as its sources change: each time it reports what `verify` would, and does less. What it
 * remembers is in memory; it has no use for `cache`.
 */
export const createVerifier = (): VerifyAgain => {
  const opened = import("./verify-anew.js").then((anew) => ({ ...anew, session: anew.newSession() }));
  return async ({ changed, ...options } = {}) => {
    const { session, verifyIn } = await opened;
    const cwd = options.cwd ?? process.cwd();
    return verifyIn(session, options, session.disk(changed?.map((path) => normalPath(resolve(cwd, path)))));
  };
};
