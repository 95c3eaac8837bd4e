import { refuse } from "../refuse.js";
import { PROCESSOR, numbersOf, processorAt, type KSYSTEM } from "./system.js";

/**
 * The processor `wanted`, or else the first, that `claims` gets; it is given the place of the state in the processor's block.
 * @throws KernelError `NO_FREE_PROCESSOR`.
 */
export const claimProcessor = (
  system: KSYSTEM,
  wanted: number | undefined,
  claims: (state: number) => boolean,
): number => {
  const free = numbersOf(system)
    .filter((number) => wanted === undefined || number === wanted)
    .find((number) => claims(processorAt(number) + PROCESSOR.state));
  if (free !== undefined) return free;
  const which = wanted === undefined ? "all processors are" : `processor ${String(wanted)} is`;
  return refuse("NO_FREE_PROCESSOR", `${which} attached, or the system has no such; make it with more`);
};
