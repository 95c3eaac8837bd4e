import { KernelError } from "../errors.js";
import { mayBlock } from "../kernel/host.js";

/** Refuses a routine that sleeps, where the thread may not: always, not only when it would have come to that. */
export const requireBlocking = (routine: string, instead: string): void => {
  if (mayBlock) return;
  throw new KernelError("CANNOT_BLOCK", `\`${routine}\` blocks, which a window may not; use ${instead}`);
};
