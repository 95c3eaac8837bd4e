import { isStorageClass } from "../contract/storage-classes.js";
import type { Case } from "../domain/case.js";
import { childPath, isDefinite, type Path } from "../domain/path.js";
import type { CallOperation } from "../ir/operation.js";
import { constantOf } from "./computed.js";
import { readPlace, readRegister, writePlace, writeRegister } from "./memory.js";

/** The class of lock storage that a call makes. */
const storageMade = ({ isNew, targets }: CallOperation): string | undefined => {
  const [target] = isNew ? targets : [];
  return target?.kind === "external" && isStorageClass(target.name) ? target.name : undefined;
};

/** Hidden property of a buffer: the object that stands for the lock at an offset; undefined where it is not known which lock it is. */
const viewCell = (state: Case, operation: CallOperation): Path | undefined => {
  const storage = storageMade(operation);
  const [buffer, offset] = operation.args.map(({ register }) => readRegister(state, register));
  if (storage === undefined || buffer?.kind !== "place" || !isDefinite(buffer.path)) return undefined;
  const at = offset ? constantOf(offset) : { value: 0 };
  return at && childPath(buffer.path, `<${storage} at ${String(at.value ?? 0)}>`);
};

/** `new KSPIN_LOCK(buffer, offset)` is no lock of its own: a second one for the same memory is the first. */
export const withView = (state: Case, operation: CallOperation): Case => {
  const { receiver, dst } = operation;
  const cell = viewCell(state, operation);
  if (!cell || receiver === undefined) return state;
  const first = readPlace(state, cell);
  if (first.kind !== "place" || first.path.text === cell.text)
    return writePlace(state, cell, readRegister(state, receiver));
  return writeRegister(writeRegister(state, receiver, first), dst, first);
};
