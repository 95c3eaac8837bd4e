import { dirname, relative, resolve } from "node:path";
import type { Config, Door, RuleChoice } from "../door.js";
import type { Io } from "../io.js";
import { findConfig } from "./find-config.js";
import { loadConfig } from "./load-config.js";
import { readConfig } from "./read-config.js";

/** What of the command line goes before the configuration file. */
export interface SettingOptions {
  /** `--config <file>`; false after `--no-config`. */
  readonly config?: string | false;
  readonly project?: readonly string[];
  readonly preset?: NonNullable<Config["preset"]>;
  readonly failOn?: NonNullable<Config["failOn"]>;
  readonly maxWarnings?: number;
}

/** A value in force and what stated it: an option, a file, or `default`. */
export interface Setting<Value> {
  readonly value: Value;
  readonly from: string;
}

/** What a run goes by. Paths and globs are absolute where the file states them, as given where the command line does. */
export interface Settings {
  /** The configuration file as people call it; undefined where there is none. */
  readonly file: string | undefined;
  readonly preset: Setting<NonNullable<Config["preset"]>>;
  readonly failOn: Setting<NonNullable<Config["failOn"]>>;
  readonly maxWarnings: Setting<number | undefined>;
  readonly projects: Setting<readonly string[]>;
  readonly contracts: Setting<readonly string[]>;
  readonly rules: NonNullable<RuleChoice["rules"]>;
  readonly overrides: NonNullable<RuleChoice["overrides"]>;
}

interface Found {
  readonly named: string | undefined;
  readonly folder: string;
  readonly config: Config;
}

const read = async (paths: readonly string[], options: SettingOptions, door: Door, io: Io): Promise<Found> => {
  const { cwd } = io;
  const nothing = { named: undefined, folder: cwd, config: {} };
  if (options.config === false) return nothing;
  const file =
    options.config === undefined
      ? findConfig({ cwd, paths, projects: options.project ?? [] })
      : resolve(cwd, options.config);
  if (file === undefined) return nothing;
  const named = options.config ?? relative(cwd, file).replaceAll("\\", "/");
  const config = readConfig(await loadConfig(file, named, io), named, door.catalogue);
  return { named, folder: dirname(file), config };
};

/** Signs of globs in a folder's name stand for themselves. */
const literally = (folder: string): string => folder.replaceAll("\\", "/").replaceAll(/[*?{}[\]()!+@]/g, "\\$&");

const absoluteGlob = (folder: string, glob: string): string => {
  const isNegated = glob.startsWith("!");
  return `${isNegated ? "!" : ""}${literally(folder)}/${(isNegated ? glob.slice(1) : glob).replace(/^\.\//, "")}`;
};

/**
 * What holds for this run: the command line, else the configuration file, else the default.
 * @throws UsageError where the configuration cannot be found, read or used
 */
export const settle = async (
  paths: readonly string[],
  options: SettingOptions,
  door: Door,
  io: Io,
): Promise<Settings> => {
  const { named, folder, config } = await read(paths, options, door, io);
  const choose = <Value>(flag: string, option: Value | undefined, stated: Value | undefined, otherwise: Value) =>
    option !== undefined
      ? { value: option, from: flag }
      : stated !== undefined && named !== undefined
        ? { value: stated, from: named }
        : { value: otherwise, from: "default" };
  const located = (some: readonly string[] | undefined): string[] | undefined =>
    some?.map((path) => resolve(folder, path));
  return {
    file: named,
    preset: choose("--preset", options.preset, config.preset, "recommended"),
    failOn: choose("--fail-on", options.failOn, config.failOn, "error"),
    maxWarnings: choose<number | undefined>("--max-warnings", options.maxWarnings, config.maxWarnings, undefined),
    projects: choose<readonly string[]>("--project", options.project, located(config.projects), []),
    contracts: choose<readonly string[]>("", undefined, located(config.contracts), []),
    rules: config.rules ?? {},
    overrides: (config.overrides ?? []).map(({ files, rules }) => ({
      files: [files].flat().map((glob) => absoluteGlob(folder, glob)),
      rules,
    })),
  };
};
