import { resolve } from "node:path";
import { settle, type Settings } from "../config/settings.js";
import type { Door, Report } from "../door.js";
import type { Io } from "../io.js";
import { noProgress, type Progress, progressOn } from "../render/progress.js";
import type { CheckOptions } from "./check-options.js";
import { ruleNamed } from "./rule-name.js";
import { type Stages, stageClock } from "./stage-clock.js";

/** One check, and how its sources are checked. */
export interface Check {
  readonly door: Door;
  readonly verify: Door["verify"];
  readonly paths: readonly string[];
  readonly options: CheckOptions;
  readonly io: Io;
}

export interface Checked {
  readonly report: Report;
  readonly settings: Settings;
  readonly stages: Stages;
  /** What came of the cache. */
  readonly cache: string | undefined;
}

/** The report by the command line's options and the configuration, with progress on a terminal. */
export const runCheck = async ({ door, verify, paths, options, io }: Check): Promise<Checked> => {
  const clock = stageClock(io.now);
  const settings = await settle(paths, options, door, io);
  const ruleIds = (names: readonly string[] | undefined): readonly string[] | undefined =>
    names?.map((name) => ruleNamed(name, door.catalogue).id);
  const progress = progressFor(options, io);
  let cache: string | undefined;
  try {
    const report = await verify({
      cwd: io.cwd,
      paths,
      projects: settings.projects.value,
      contracts: settings.contracts.value,
      preset: settings.preset.value,
      rules: settings.rules,
      overrides: settings.overrides,
      only: ruleIds(options.only),
      skip: ruleIds(options.skip),
      reportUnresolved: options.reportUnresolved,
      cache: cacheOf(options, io),
      onCache: (outcome) => {
        cache = outcome;
      },
      onProgress: (stage, done, total) => {
        clock.saw(stage);
        progress.show(stage, done, total);
      },
    });
    return { report, settings, stages: clock.stages(), cache };
  } finally {
    progress.end();
  }
};

const cacheOf = ({ cache, cacheLocation }: CheckOptions, { cwd }: Io): boolean | string =>
  cache !== false && (cacheLocation === undefined || resolve(cwd, cacheLocation));

const progressFor = (options: CheckOptions, io: Io): Progress =>
  options.progress !== false && io.stderr.isTTY ? progressOn(io.stderr, io.now) : noProgress;
