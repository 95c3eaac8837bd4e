import type { Report } from "../analyzer/finding/report.js";

export interface VerifyOptions {
  /** Working directory; default `process.cwd()`. Paths in the report are relative to it. */
  readonly cwd?: string | undefined;
  /** Files, folders or globs; default: the nearest tsconfig.json. */
  readonly paths?: readonly string[] | undefined;
  /** tsconfig files. */
  readonly projects?: readonly string[] | undefined;
  /** Which rules run; default `recommended`. */
  readonly preset?: "recommended" | "strict" | "all" | undefined;
  /** Only these rules, whatever the preset. */
  readonly only?: readonly string[] | undefined;
  readonly skip?: readonly string[] | undefined;
  /** Called as the work goes on; `stage` is the name of a stage. */
  readonly onProgress?: ((stage: string, done: number, total: number) => void) | undefined;
}

/**
 * Checks TypeScript sources for spin-lock and IRQL discipline.
 * @throws UserError when paths or projects cannot be used (no such file, unreadable tsconfig, unknown rule).
 */
export type Verify = (options?: VerifyOptions) => Promise<Report>;
