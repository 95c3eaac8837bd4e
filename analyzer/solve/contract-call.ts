import type { Contract, ContractPath } from "../contract/contract.js";
import type { Case } from "../domain/case.js";
import { rootPath } from "../domain/path.js";
import { literal, place, UNKNOWN, type Value } from "../domain/value.js";
import type { CallOperation } from "../ir/operation.js";
import { keysOf } from "./contract-path.js";
import { readKeys, readPlace } from "./memory.js";

/** A call of a routine that is known by contract, in one case. */
export interface ContractCall {
  readonly contract: Contract;
  readonly operation: CallOperation;
  readonly receiver: Value | undefined;
  readonly args: readonly Value[];
  /** Names results and symbols that arise here. */
  readonly site: string;
}

/** A tag that names a variable of its file means that variable; other global names are locks of the system. */
const globalValue = (state: Case, name: string): Value =>
  name.startsWith("var:") ? readPlace(state, rootPath(name)) : place(rootPath(`global:${name}`));

const rootValue = (state: Case, call: ContractCall, path: ContractPath): Value => {
  switch (path.root.kind) {
    case "argument":
      return call.args[path.root.index] ?? literal(undefined);
    case "this":
      return call.receiver ?? UNKNOWN;
    case "return":
      return UNKNOWN;
    case "global":
      return globalValue(state, path.root.name);
  }
};

/** What the caller has where a clause of the contract points. */
export const valueAt = (state: Case, call: ContractCall, path: ContractPath): Value =>
  readKeys(state, rootValue(state, call, path), keysOf(path));

/** The object whose last key a clause points at. */
export const objectAt = (state: Case, call: ContractCall, path: ContractPath): Value =>
  readKeys(state, rootValue(state, call, path), keysOf(path).slice(0, -1));
