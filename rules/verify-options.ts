import type { StageTimes } from "../analyzer/pipeline.js";
import type { RuleChoice } from "./rule-levels.js";

export interface VerifyOptions extends RuleChoice {
  /** Working directory; default `process.cwd()`. Paths in the report are relative to it. */
  readonly cwd?: string | undefined;
  /** Files, folders or globs; default: the nearest tsconfig.json. */
  readonly paths?: readonly string[] | undefined;
  /** tsconfig files. */
  readonly projects?: readonly string[] | undefined;
  /** Declaration files whose tags say what code does that cannot be seen; relative ones start at `cwd`. */
  readonly contracts?: readonly string[] | undefined;
  /** Whether the report lists what had to be guessed. */
  readonly reportUnresolved?: boolean | undefined;
  /**
   * Whether a report is kept on the disk, and given again while nothing that it depends on has changed; and what was found in each
   * function, which stands as long as all that it was found from does. `true`: in
   * `node_modules/.cache/irql` beside the nearest package.json (without one in the system's folder for temporary files), or in
   * the folder named here. Default: no.
   */
  readonly cache?: boolean | string | undefined;
  /** Called at the end, where there is a cache: what came of it, in a few words. */
  readonly onCache?: ((outcome: string) => void) | undefined;
  /** Called as the work goes on; `stage` is the name of a stage. */
  readonly onProgress?: ((stage: string, done: number, total: number) => void) | undefined;
  /** Called at the end with the time that each stage took; not where the report came from the cache. */
  readonly onTimes?: ((times: StageTimes) => void) | undefined;
}
