import type { Case } from "../domain/case.js";
import { sameLevel, type Level } from "../domain/level.js";
import type { Operation } from "../ir/operation.js";
import { readRegister } from "../solve/memory.js";
import { isTemporary } from "./kept-result.js";

export const levelCells = (state: Case): [string, Level][] =>
  [...state.memory].flatMap(([key, { value }]): [string, Level][] =>
    value.kind === "level" ? [[key, value.level]] : [],
  );

export const placesWith = (state: Case, saved: Level): string[] => {
  const registers = [...state.registers].flatMap(([register, value]): [string, Level][] =>
    value.kind === "level" && !isTemporary(register) ? [[register, value.level]] : [],
  );
  return [...registers, ...levelCells(state)].flatMap(([place, level]) => (sameLevel(level, saved) ? [place] : []));
};

/** Whether the level is given as an argument. */
export const isPassed = (state: Case, operation: Operation, level: Level): boolean =>
  operation.kind === "call" &&
  operation.args.some(({ register }) => {
    const value = readRegister(state, register);
    return value.kind === "level" && sameLevel(value.level, level);
  });
