import { assertNever } from "../finding/errors.js";
import type { CallOperation, Operation, PropertyKey, Register } from "./operation.js";

const keyRegisters = (key: PropertyKey): Register[] => (key.kind === "index" ? [key.index] : []);

const callRegisters = (call: CallOperation): Register[] =>
  [call.callee, call.receiver, ...call.args.map((arg) => arg.register)].filter((register) => register !== undefined);

/** Registers whose content the operation uses. */
export const readRegisters = (operation: Operation): Register[] => {
  switch (operation.kind) {
    case "enter":
    case "exit":
    case "throwExit":
    case "nop":
    case "const":
    case "opaque":
    case "this":
    case "load":
    case "allocate":
    case "closure":
    case "throw":
    case "unsupported":
      return [];
    case "suspend":
      return operation.src === undefined ? [] : [operation.src];
    case "copy":
    case "not":
    case "instanceOf":
    case "store":
      return [operation.src];
    case "get":
      return [operation.object, ...keyRegisters(operation.key)];
    case "set":
      return [operation.object, operation.src, ...keyRegisters(operation.key)];
    case "spread":
      return [operation.object, operation.src];
    case "bind":
      return [operation.src, ...(operation.receiver === undefined ? [] : [operation.receiver]), ...operation.args];
    case "compare":
    case "arithmetic":
      return [operation.left, operation.right];
    case "every":
      return [...operation.of];
    case "call":
      return callRegisters(operation);
    case "branch":
      return [operation.condition];
    case "round":
      return operation.isOver ? [] : [operation.counter];
    case "return":
      return operation.src === undefined ? [] : [operation.src];
    default:
      return assertNever(operation);
  }
};

/** The register that the operation writes, if any. */
export const writtenRegister = (operation: Operation): Register | undefined =>
  "dst" in operation ? operation.dst : undefined;
