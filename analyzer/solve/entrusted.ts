import type { Case } from "../domain/case.js";
import { entrustedLocks } from "../domain/held.js";
import { entrustedRaises } from "../domain/raise.js";

/** Locks and raises that are open are handed to what is not modelled, which may undo them at any time. */
export const entrusted = (state: Case): Case => ({
  ...state,
  locks: entrustedLocks(state.locks),
  raises: entrustedRaises(state.raises),
});
