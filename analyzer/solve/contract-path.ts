import type { ContractPath } from "../contract/contract.js";
import type { Case } from "../domain/case.js";
import { joinPath, rootPath, type Path } from "../domain/path.js";
import { UNKNOWN, type Value } from "../domain/value.js";
import { readKeys, readPlace } from "./memory.js";

const rootOf = ({ root }: ContractPath): Path | undefined => {
  switch (root.kind) {
    case "argument":
      return rootPath(`param:${String(root.index)}`);
    case "this":
      return rootPath("this");
    case "global":
      return rootPath(root.name.startsWith("var:") ? root.name : `global:${root.name}`);
    case "return":
      return undefined;
  }
};

/** Where a contract points, in the terms of the function that it is a contract of; undefined: its result. */
export const contractPath = (path: ContractPath): Path | undefined => {
  const root = rootOf(path);
  return root && joinPath(root, path.keys, undefined);
};

/** What the function that it is a contract of has there in this case. */
export const ownValueAt = (state: Case, path: ContractPath): Value => {
  const root = rootOf(path);
  return readKeys(state, root ? readPlace(state, root) : (state.result ?? UNKNOWN), path.keys);
};

/** Whether a variable that a contract names is known: a name that `lower` could not tell stands for nothing. */
export const isNamed = ({ root }: ContractPath): boolean =>
  root.kind !== "global" || !root.name.startsWith("var:") || root.name.includes("@");
