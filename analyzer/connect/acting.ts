import type { FunctionUnit } from "../ir/graph.js";
import type { FunctionId } from "../ir/operation.js";
import type { CallGraph } from "./connect.js";
import { speaksOfLevels, type Spoken } from "./named-in.js";

/**
 * Functions that change or ask level or locks, or name one that does, by way of others or not. What any other one has chosen
 * among locks is no matter to it.
 */
export const actingFunctions = (
  functions: ReadonlyMap<FunctionId, FunctionUnit>,
  { components, callees }: CallGraph,
  spoken: Spoken,
): ReadonlyMap<FunctionId, true> => {
  const acting = new Map<FunctionId, true>();
  const acts = (id: FunctionId): boolean => {
    const unit = functions.get(id);
    return (
      (unit !== undefined && speaksOfLevels(unit, spoken)) ||
      callees.get(id)?.some((callee) => acting.has(callee)) === true
    );
  };
  for (const component of components) if (component.some(acts)) for (const id of component) acting.set(id, true);
  return acting;
};
