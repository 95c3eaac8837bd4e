import type { Case } from "../domain/case.js";
import { childPath, type Path } from "../domain/path.js";
import { joinValues } from "../domain/join-values.js";
import { literal, type Value } from "../domain/value.js";
import type { CallOperation } from "../ir/operation.js";
import type { SolveContext } from "./context.js";
import { withView } from "./lock-view.js";
import { readRegister, writePlace } from "./memory.js";

/** Hidden property of a spin lock: whether `KeInitializeSpinLock` has run on it. */
export const INITIALISED = "<initialised>";

export const isInitialisedCell = (path: Path): boolean => path.keys.at(-1) === INITIALISED;

const NOT_YET = literal(false);

/** A lock is new again under a name that may still mean an older one: in a loop, in two calls at one place. */
export const writeInitialised = (state: Case, cell: Path, value: Value): Case => {
  const older = value.kind === "literal" && value.value === false ? state.memory.get(cell.text)?.value : undefined;
  return writePlace(state, cell, older ? joinValues(older, value) : value);
};

export const initialise = (state: Case, lock: Path): Case =>
  writeInitialised(state, childPath(lock, INITIALISED), literal(true));

const isMemoryOfItsOwn = ({ unit }: SolveContext, buffer: string | undefined): boolean =>
  unit.graph.nodes.some(
    ({ operation }) =>
      operation.kind === "allocate" && operation.dst === buffer && operation.typeName === "SharedArrayBuffer",
  );

const constructs = ({ isNew, targets }: CallOperation): boolean =>
  isNew && targets.some((target) => target.kind === "external" && target.name === "KSPIN_LOCK");

/**
 * `new KSPIN_LOCK(new SharedArrayBuffer(…))`: nobody has initialised it yet. A lock in memory that was there before may be
 * another worker's, long in use.
 */
export const withNewLock = (context: SolveContext, state: Case, operation: CallOperation): Case => {
  if (!isMemoryOfItsOwn(context, operation.args[0]?.register)) return withView(state, operation);
  if (!constructs(operation)) return state;
  const lock = readRegister(state, operation.receiver);
  return lock.kind === "place" ? writeInitialised(state, childPath(lock.path, INITIALISED), NOT_YET) : state;
};
