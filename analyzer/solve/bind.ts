import type { Case } from "../domain/case.js";
import { bounded, UNKNOWN, type Value } from "../domain/value.js";
import type { Operation } from "../ir/operation.js";
import { readRegister } from "./memory.js";

/** A function that is not known is the same one with another `this`, and not the same with arguments of its own. */
export const bind = (state: Case, { src, receiver, args }: Extract<Operation, { kind: "bind" }>): Value => {
  const value = readRegister(state, src);
  if (value.kind !== "functions") return args.length === 0 ? value : UNKNOWN;
  const bound = [...(value.bound ?? []), ...args.map((register) => readRegister(state, register))];
  return bounded({
    ...value,
    receiver: value.receiver ?? (receiver === undefined ? undefined : readRegister(state, receiver)),
    bound: bound.length === 0 ? undefined : bound,
  });
};
