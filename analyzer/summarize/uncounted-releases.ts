import type { Case } from "../domain/case.js";
import { isHeldHere, type Held } from "../domain/held.js";
import { isVague, mayMean } from "../domain/path.js";
import { callsAt } from "../ir/calls-at.js";
import type { FunctionUnit } from "../ir/graph.js";
import type { Solution } from "../solve/solve.js";

/** Some lock of many was given back. */
const isAny = ({ balance, path, handle }: Held): boolean => balance < 0 && handle === undefined && isVague(path);

/** On other ways to the same release the function holds what may be that lock. */
const isHeldElsewhere = ({ graph }: FunctionUnit, { before }: Solution, { path, family, spans }: Held): boolean =>
  callsAt(graph, spans).some(({ id }) =>
    before[id]?.cases.some(({ locks }) =>
      [...locks.values()].some((held) => isHeldHere(held) && held.family === family && mayMean(path, held.path)),
    ),
  );

/**
 * The way out as if a loop had given back no more than another loop over the same list had taken: how often the two run,
 * nothing tells.
 */
export const withoutUncounted = (unit: FunctionUnit, solution: Solution, state: Case): Case => {
  const uncounted = [...state.locks].filter(([, held]) => isAny(held) && isHeldElsewhere(unit, solution, held));
  if (uncounted.length === 0) return state;
  const locks = new Map(state.locks);
  for (const [key] of uncounted) locks.delete(key);
  return { ...state, locks };
};
