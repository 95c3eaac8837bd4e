import type { Summary } from "../domain/summary.js";
import { valueText, type Value } from "../domain/value.js";
import type { FunctionUnit } from "../ir/graph.js";
import type { FunctionId } from "../ir/operation.js";
import type { Bindings, SolveContext } from "../solve/context.js";
import type { Solution } from "../solve/solve.js";

/** A function solved for the functions that are passed to it. */
export interface SolvedInstance {
  readonly key: string;
  readonly unit: FunctionUnit;
  readonly bindings: Bindings;
  readonly context: SolveContext;
  summary: Summary;
  solution: Solution;
  /** Instances that have read the summary. */
  readonly readers: Set<string>;
  visits: number;
}

const MAX_KEY = 600;

/** Arguments that are functions; their receivers mean nothing inside the callee. */
export const bindingsOf = (unit: FunctionUnit, args: readonly Value[]): Bindings => {
  const bindings = new Map<number, Value>();
  for (const [index, parameter] of unit.parameters.entries()) {
    const value = args[index];
    if (value?.kind === "functions" && !parameter.rest) bindings.set(index, { ...value, receiver: undefined });
  }
  return bindings;
};

export const instanceKey = (id: FunctionId, bindings: Bindings): string =>
  [id, ...[...bindings].map(([index, value]) => `${String(index)}=${valueText(value)}`)].join(" & ");

/** A function that is passed on and on, wrapped anew each time, is solved once for any function in the end. */
export const isTooLong = (key: string): boolean => key.length > MAX_KEY;
