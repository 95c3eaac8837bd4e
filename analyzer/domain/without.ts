import type { Case } from "./case.js";
import { mayBeGivenAs } from "./held.js";
import { removeRaise } from "./raise.js";

/** Undoes one raise: the level is then the one that it led from, unless another raise lies above it. */
export const withoutRaise = (state: Case, index: number): Case => {
  const raise = state.raises[index];
  if (!raise) return state;
  const isInnermost = index === state.raises.length - 1;
  return { ...state, raises: removeRaise(state.raises, index), level: isInnermost ? raise.base : state.level };
};

/** The case as if the lock had not been taken; what may have been given back in its stead may not. */
export const withoutLock = (state: Case, path: string): Case => {
  const taken = state.locks.get(path);
  const locks = new Map(
    [...state.locks].map(([key, held]) => [key, mayBeGivenAs(taken, held) ? { ...held, maybe: true } : held]),
  );
  locks.delete(path);
  return withoutRaise(
    { ...state, locks },
    state.raises.findLastIndex(({ lock }) => lock === path),
  );
};
