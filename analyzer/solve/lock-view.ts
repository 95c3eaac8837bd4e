import { isStorageClass } from "../contract/storage-classes.js";
import type { Case } from "../domain/case.js";
import { childPath, isDefinite, type Path } from "../domain/path.js";
import { place, type Value } from "../domain/value.js";
import type { CallOperation } from "../ir/operation.js";
import { constantOf } from "./computed.js";
import { readPlace, readRegister, writePlace, writeRegister } from "./memory.js";

/** The class of lock storage that a call makes. */
const storageMade = ({ isNew, targets }: CallOperation): string | undefined => {
  const [target] = isNew ? targets : [];
  return target?.kind === "external" && isStorageClass(target.name) ? target.name : undefined;
};

interface View {
  readonly storage: string;
  readonly buffer: Path;
  readonly offset: Value | undefined;
}

const viewMade = (state: Case, operation: CallOperation): View | undefined => {
  const storage = storageMade(operation);
  const [buffer, offset] = operation.args.map(({ register }) => readRegister(state, register));
  return storage !== undefined && buffer?.kind === "place" ? { storage, buffer: buffer.path, offset } : undefined;
};

/** Hidden property of a buffer: the object that stands for the lock at an offset; undefined where that is not known. */
const viewCell = ({ storage, buffer, offset }: View): Path | undefined => {
  const at = offset ? constantOf(offset) : { value: 0 };
  return at && isDefinite(buffer) ? childPath(buffer, `<${storage} at ${String(at.value ?? 0)}>`) : undefined;
};

/** Hidden property of a lock: the buffer of which it is a view at an offset that is not known. */
const VIEW_OF = "<view of>";

/** The buffer, by name, of a lock that may be another object for the memory of others; undefined where it is known which it is. */
export const bufferOfView = (state: Case, lock: Path): string | undefined => {
  const buffer = state.memory.get(childPath(lock, VIEW_OF).text)?.value;
  return buffer?.kind === "place" ? buffer.path.text : undefined;
};

/** `new KSPIN_LOCK(buffer, offset)` is no lock of its own: a second one for the same memory is the first. */
export const withView = (state: Case, operation: CallOperation): Case => {
  const { receiver, dst } = operation;
  const view = viewMade(state, operation);
  if (!view || receiver === undefined) return state;
  const made = readRegister(state, receiver);
  const cell = viewCell(view);
  if (!cell)
    return made.kind === "place" ? writePlace(state, childPath(made.path, VIEW_OF), place(view.buffer)) : state;
  const first = readPlace(state, cell);
  return first.kind !== "place" || first.path.text === cell.text
    ? writePlace(state, cell, made)
    : writeRegister(writeRegister(state, receiver, first), dst, first);
};
