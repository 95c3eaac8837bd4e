import type { Report } from "../analyzer/finding/report.js";
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

/**
 * Checks one project again and again, as its sources change: each time it reports what `verify` would, and does less. What it
 * remembers is in memory; it has no use for `cache`.
 */
export const createVerifier = (): Verify => {
  const opened = import("./verify-anew.js").then((anew) => ({ ...anew, session: anew.newSession() }));
  return async (options = {}) => {
    const { session, verifyIn } = await opened;
    return verifyIn(session, options);
  };
};
