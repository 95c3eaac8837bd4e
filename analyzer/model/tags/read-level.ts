import { between, exactly, NO_LEVEL } from "../../domain/level-set.js";
import type { LevelSet } from "../../domain/level-set.js";
import { DEVICE_LEVELS } from "../say-role.js";
import type { TagReader } from "./tag-reader.js";

/** Names of levels as the WDK's headers have them for x64. */
export const LEVEL_NUMBERS: Readonly<Record<string, number>> = {
  PASSIVE_LEVEL: 0,
  LOW_LEVEL: 0,
  APC_LEVEL: 1,
  DISPATCH_LEVEL: 2,
  DPC_LEVEL: 2,
  CMCI_LEVEL: 5,
  SYNCH_LEVEL: 12,
  CLOCK_LEVEL: 13,
  IPI_LEVEL: 14,
  DRS_LEVEL: 14,
  POWER_LEVEL: 14,
  PROFILE_LEVEL: 15,
  HIGH_LEVEL: 15,
};

const HOW = "a name such as `DISPATCH_LEVEL`, a number from 0 to 15, or a name plus a number";

const outside = (reader: TagReader, written: string): never =>
  reader.fail(`\`@${reader.tag} ${written}\` is no IRQL; write a level from 0 to 15`);

const readNumber = (reader: TagReader): LevelSet | undefined => {
  const text = reader.take(/[+-]?\d[\w.]*/y);
  if (text === undefined) return undefined;
  const level = Number(text);
  return Number.isInteger(level) && between(0, 15) & exactly(level) ? exactly(level) : outside(reader, text);
};

/** `+ 1` behind a name; also `-1` set close to it, which the WDK's headers use. */
const readShift = (reader: TagReader): string => {
  const shift = reader.takeNow(/-\d+\b/y) ?? reader.take(/\+\s*\d+\b/y) ?? "";
  return shift.replaceAll(/\s/g, "");
};

/** A level: one of `0..15`, or all device levels for `DIRQL`. */
export const readLevel = (reader: TagReader): LevelSet => {
  const number = readNumber(reader);
  if (number !== undefined) return number;
  const name = reader.take(/[A-Za-z_]\w*/y);
  if (name === undefined) return reader.fail(`\`@${reader.tag}\` needs a level: ${HOW}`);
  const shift = readShift(reader);
  if (name === "DIRQL" && shift === "") return DEVICE_LEVELS;
  const base = Object.hasOwn(LEVEL_NUMBERS, name) ? LEVEL_NUMBERS[name] : undefined;
  if (base === undefined)
    return reader.fail(`\`@${reader.tag}\` names no level with \`${name}${shift}\`; write ${HOW}`);
  const level = exactly(base + Number(shift));
  return level === NO_LEVEL ? outside(reader, `${name}${shift}`) : level;
};
