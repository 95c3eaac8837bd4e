import type { Case } from "../domain/case.js";
import type { CallOperation } from "../ir/operation.js";
import type { SolvedInstance } from "../summarize/instance.js";
import { callEffects } from "./call-effects.js";

/** Whether every lock that the call gives back was taken in this function, with no `await` since, as far as the case tells. */
export const holdsLock = (instance: SolvedInstance, state: Case, operation: CallOperation): boolean =>
  callEffects(instance, state, operation).every((effect) => {
    if (effect.kind !== "lock" || effect.takes) return true;
    const held = state.locks.get(effect.lock.text);
    return held !== undefined && held.balance > 0 && !held.awaited;
  });
