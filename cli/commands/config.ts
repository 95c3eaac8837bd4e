import { existsSync } from "node:fs";
import { relative, resolve } from "node:path";
import { settle, type Settings, type SettingOptions } from "../config/settings.js";
import type { ChosenLevel } from "../door.js";
import { table } from "../render/table.js";
import { UsageError } from "../usage-error.js";
import { type Context, type GlobalOptions, paintOn, widthOf } from "./context.js";

/** `irql config`: what holds, for the working directory or for one file, and what stated it. */
export const config = async (
  file: string | undefined,
  options: GlobalOptions & SettingOptions,
  { openDoor, io }: Context,
): Promise<void> => {
  if (file !== undefined && !existsSync(resolve(io.cwd, file))) throw new UsageError(`no such file: \`${file}\``);
  const door = await openDoor();
  const settings = await settle(file === undefined ? [] : [file], options, door, io);
  const path = file === undefined ? undefined : resolve(io.cwd, file).replaceAll("\\", "/");
  const { rules, overrides, preset } = settings;
  const levels = door.ruleLevels({ preset: preset.value, rules, overrides }, io.cwd, path);
  const view = { width: widthOf(io.stdout), paint: paintOn(io.stdout, io, options) };
  io.stdout.write(table(["setting", "value", "from"], settingRows(settings, options, io.cwd), view));
  const rows = levels.map(({ id, ...chosen }) => [id, chosen.level, sourceOf(chosen, settings)]);
  io.stdout.write(`\n${table(["rule", "level", "from"], rows, view)}`);
};

const fileSource = ({ file }: Settings, { config: option }: SettingOptions): string => {
  if (option !== undefined) return option === false ? "--no-config" : "--config";
  return file === undefined ? "none was found" : "nearest to the tsconfig";
};

const settingRows = (settings: Settings, options: SettingOptions, cwd: string): string[][] => {
  const { file, preset, failOn, maxWarnings, projects, contracts } = settings;
  const names = (paths: readonly string[]): string =>
    paths.map((path) => relative(cwd, resolve(cwd, path)).replaceAll("\\", "/")).join(", ");
  return [
    ["configuration file", file ?? "none", fileSource(settings, options)],
    ["preset", preset.value, preset.from],
    ["projects", names(projects.value) || "the nearest tsconfig.json", projects.from],
    ["contracts", names(contracts.value) || "none", contracts.from],
    ["failOn", failOn.value, failOn.from],
    ["maxWarnings", maxWarnings.value === undefined ? "no limit" : String(maxWarnings.value), maxWarnings.from],
  ];
};

const sourceOf = ({ level, from }: ChosenLevel, { file = "", preset }: Settings): string => {
  if (from === "preset") return level === "off" ? `not in preset ${preset.value}` : `preset ${preset.value}`;
  return typeof from === "number" ? `${file}, overrides[${String(from)}]` : `${file}, ${from}`;
};
