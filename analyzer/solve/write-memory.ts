/** What a callee has written, in its caller's memory. */
import type { Case } from "../domain/case.js";
import { joinCells, withUnchanged } from "../domain/join-cases.js";
import { joinValues } from "../domain/join-values.js";
import type { Path } from "../domain/path.js";
import type { Value } from "../domain/value.js";
import { isStandCell, writeStand } from "./generators.js";
import { isInitialisedCell, writeInitialised } from "./initialised.js";
import { writePlace } from "./memory.js";
import { substituteTarget, substituteValue, type Substitution } from "./substitute.js";

const writerOf = (target: Path): typeof writePlace => {
  if (isStandCell(target)) return writeStand;
  return isInitialisedCell(target) ? writeInitialised : writePlace;
};

/** The callee has written a level on some of its ways: on the others the place holds what it held in the caller. */
const writeOnSomeWays = (state: Case, target: Path, written: Value): Case => {
  const before = state.memory.get(target.text);
  const after = writePlace(state, target, written);
  const cell = after.memory.get(target.text);
  if (!cell) return after;
  return {
    ...after,
    memory: after.memory.set(target.text, before ? joinCells(before, cell, joinValues) : withUnchanged(cell)),
  };
};

/** The caller's case with all that the callee has written. */
export const writeMemory = (state: Case, substitution: Substitution): Case => {
  let next = state;
  for (const { path, value, written } of substitution.callee.memory.values()) {
    const target = substituteTarget(substitution, path);
    if (!target) continue;
    next = written
      ? writeOnSomeWays(next, target, substituteValue(substitution, written))
      : writerOf(target)(next, target, substituteValue(substitution, value));
  }
  return next;
};
