import { cpu } from "../cpu.js";
import { forgetHolds } from "../verifier/holds.js";
import { forgetOrder } from "../verifier/lock-order.js";
import { useMemory } from "../verifier/memory.js";
import { configureVerifier } from "../verifier/options.js";
import { forgetStop } from "../verifier/stop.js";
import { PATIENT } from "./verified-job.js";

/** Starts the verifier of this worker anew, as if the program had just begun. */
export const freshVerifier = (): void => {
  useMemory();
  forgetStop();
  forgetHolds();
  forgetOrder();
  configureVerifier({ statistics: false, stacks: false, hold: PATIENT });
  cpu.irql = 0;
};
