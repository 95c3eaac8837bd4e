/** What a generator does in one of its stretches (`domain/stretch.ts`): it is run from its start, and cases remember in which they are. */
import { entryCase, type Case } from "../domain/case.js";
import type { Held } from "../domain/held.js";
import { ENTRY, levelSymbol } from "../domain/level.js";
import { isBareParameter, isOwn } from "../domain/path.js";
import { behindYield } from "../domain/stretch.js";
import { joinValues } from "../domain/join-values.js";
import { literal, type Value } from "../domain/value.js";
import type { Graph, NodeId } from "../ir/graph.js";
import { ofEach } from "../ir/of-each.js";
import type { Bindings } from "./context.js";

/** Key of the binding that says for which stretch a generator is solved. */
export const STRETCH = "stretch";

/** Undefined: the generator is run whole. */
export const stretchOf = (bindings: Bindings): number | undefined => {
  const value = bindings.get(STRETCH);
  return value?.kind === "literal" && typeof value.value === "number" ? value.value : undefined;
};

/** The stretch that begins behind each `yield`. */
export const stretchesBehind = ofEach(({ nodes }: Graph): ReadonlyMap<NodeId, number> => {
  const yields = nodes.filter(({ operation }) => operation.kind === "suspend" && operation.how === "yield");
  return new Map(yields.map(({ id }, count) => [id, behindYield(count)]));
});

/** The level of whoever asked before. */
const FORMER = levelSymbol("path:value:the level before a yield");

const ofFormer = (value: Value): Value => {
  if (value.kind === "maybe") return joinValues(ofFormer(value.test), literal(value.answer));
  const isLevel = value.kind === "level" || value.kind === "computed" || value.kind === "test";
  return isLevel && value.level.kind === "symbol" && value.level.symbol === ENTRY ? { ...value, level: FORMER } : value;
};

const isTaken = ({ balance }: Held): boolean => balance > 0;

/**
 * The case behind a `yield`: at the level of whoever asks now, who may have changed what others can name. Where the generator
 * has left something held or raised, which is reported, all is as if it had gone on at once.
 */
export const resumed = (before: Case, stretch: number): Case => {
  const locks = new Map([...before.locks].filter(([, held]) => isTaken(held)));
  const state = { ...before, locks, lowered: [], stretch };
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
      .map(({ path, value }) => ({ path, value: ofFormer(value) })),
    facts: state.facts.filter(({ path }) => isOwn(path.root) || isBareParameter(path)),
    trail: undefined,
  };
};
