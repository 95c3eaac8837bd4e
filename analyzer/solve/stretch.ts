/**
 * A generator that is asked by hand runs in stretches: from one `yield` to the next, each for whoever asks then.
 *
 *     const steps = gen();                 stretch 0:  ……… yield
 *     while (!steps.next().done) { … }     stretch 1:            ……… yield
 *                                          stretch 2:                      ……… end
 */
import { entryCase, type Case } from "../domain/case.js";
import type { Held } from "../domain/held.js";
import { ENTRY, levelSymbol } from "../domain/level.js";
import type { Value } from "../domain/value.js";
import { isBareParameter, isOwn } from "../domain/path.js";
import type { Bindings } from "./context.js";

/** Key of the binding that says for which stretch a generator is solved. */
export const STRETCH = "stretch";

/** How many `yield`s lie behind where it begins; undefined: the generator is run whole. */
export const stretchOf = (bindings: Bindings): number | undefined => {
  const value = bindings.get(STRETCH);
  return value?.kind === "literal" && typeof value.value === "number" ? value.value : undefined;
};

/** The level of whoever asked before. */
const FORMER = levelSymbol("path:value:the level before a yield");

const ofFormer = (value: Value): Value => {
  const isLevel = value.kind === "level" || value.kind === "computed" || value.kind === "test";
  return isLevel && value.level.kind === "symbol" && value.level.symbol === ENTRY ? { ...value, level: FORMER } : value;
};

const isTaken = ({ balance }: Held): boolean => balance > 0;

/**
 * The case behind a `yield`: at the level of whoever asks now, who may have changed what others can name. Where the generator
 * has left something held or raised, which is reported, all is as if it had gone on at once.
 */
export const resumed = (before: Case): Case => {
  const locks = new Map([...before.locks].filter(([, held]) => isTaken(held)));
  const state = { ...before, locks, lowered: [], yields: before.yields + 1 };
  if (locks.size > 0 || state.raises.length > 0) return state;
  return {
    ...state,
    level: levelSymbol(ENTRY),
    origin: entryCase.origin,
    supposed: false,
    bounds: new Map([...state.bounds].filter(([symbol]) => symbol !== ENTRY)),
    free: entryCase.free,
    registers: state.registers.map(ofFormer),
    memory: state.memory
      .filter(({ path }) => isOwn(path.root))
      .map((cell) => ({ ...cell, value: ofFormer(cell.value) })),
    facts: state.facts.filter(({ path }) => isOwn(path.root) || isBareParameter(path)),
    trail: undefined,
  };
};
