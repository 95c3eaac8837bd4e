import { abandoned, busy, done, mixedUse, notOwned, recursion } from "../kernel/exit.js";
import type { Machine } from "./ir.js";

const codes: Readonly<Record<string, number | undefined>> = { abandoned, busy, done, mixedUse, notOwned, recursion };

/** The number of an exit. @throws Error where the name is neither a step nor an exit. */
export const exitOf = (machine: Machine, to: string): number => {
  const code = codes[to];
  if (code === undefined) throw new Error(`\`${machine.name}\` goes to \`${to}\`, which is neither a step nor an exit`);
  return code;
};
