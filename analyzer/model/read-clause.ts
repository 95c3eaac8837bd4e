import { Invariant } from "../finding/errors.js";
import { between, NO_LEVEL } from "../domain/level-set.js";
import type { LevelSet } from "../domain/level-set.js";
import type { ContractPath } from "../contract/contract.js";

/** Key under which a lock or handle keeps the level from before it was taken, where the WDK leaves its name open. */
const SAVED_LEVEL_KEY = "#irql";

/** `0..2`, `2`, `0,3..12`; `undefined` for `-`, where no source states a level. */
export const readLevels = (text: string): LevelSet | undefined => {
  if (text === "-") return undefined;
  let set = NO_LEVEL;
  for (const part of text.split(",")) {
    const [min, max] = part.split("..");
    set |= between(Number(min), Number(max ?? min));
  }
  return set;
};

/** `a0` argument, `a0#` the level saved in it, `a2.Flags` a property, `t` the object itself, `r` the result, `g=cancel` a lock of the system. */
export const readPlace = (text: string): ContractPath => {
  if (text === "r") return { root: { kind: "return" }, keys: [] };
  if (text.startsWith("g=")) return { root: { kind: "global", name: text.slice(2) }, keys: [] };
  const match = /^(?:a(\d+)|t)(#)?((?:\.\w+)*)$/.exec(text);
  if (match === null) throw new Invariant(`the routine table has no place \`${text}\``);
  const [, index, saved, keys] = match;
  return {
    root: index === undefined ? { kind: "this" } : { kind: "argument", index: Number(index) },
    keys: saved === undefined ? (keys ?? "").split(".").slice(1) : [SAVED_LEVEL_KEY],
  };
};
