import type { Case } from "../domain/case.js";
import type { CallOperation } from "../ir/operation.js";
import type { SolvedInstance } from "../summarize/instance.js";
import { callEffects } from "./call-effects.js";

/** Whether every lock that the call gives back was taken in this function, as far as the case tells. */
export const holdsLock = (instance: SolvedInstance, state: Case, operation: CallOperation): boolean =>
  callEffects(instance, state, operation).every(
    (effect) => effect.kind !== "lock" || effect.takes || (state.locks.get(effect.lock.text)?.balance ?? 0) > 0,
  );
