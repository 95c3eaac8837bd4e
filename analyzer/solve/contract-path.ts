import type { ContractPath } from "../contract/contract.js";
import type { Case } from "../domain/case.js";
import { joinPath, rootPath, type Path } from "../domain/path.js";
import { UNKNOWN, type Value } from "../domain/value.js";
import { readKeys, readPlace } from "./memory.js";

/** `var:<name>`: a tag names a variable that was not found. */
const isFound = (name: string): boolean => !name.startsWith("var:") || name.includes("@");

const rootOf = ({ root }: ContractPath): Path | undefined => {
  switch (root.kind) {
    case "argument":
      return rootPath(`param:${String(root.index)}`);
    case "this":
      return rootPath("this");
    case "global":
      return isFound(root.name)
        ? rootPath(root.name.startsWith("var:") ? root.name : `global:${root.name}`)
        : undefined;
    case "return":
      return undefined;
  }
};

/** A number is an element: `locks[0]`. */
export const keysOf = ({ keys }: ContractPath): readonly string[] =>
  keys.map((key) => (/^\d+$/.test(key) ? `[${key}]` : key));

/** Where a contract points, in the terms of the function that it is a contract of; undefined: its result, or nowhere. */
export const contractPath = (path: ContractPath): Path | undefined => {
  const root = rootOf(path);
  return root && joinPath(root, keysOf(path), undefined);
};

/** What the function that it is a contract of has there in this case. */
export const ownValueAt = (state: Case, path: ContractPath): Value => {
  const root = rootOf(path);
  const result = path.root.kind === "return" ? state.result : undefined;
  return readKeys(state, root ? readPlace(state, root) : (result ?? UNKNOWN), keysOf(path));
};

/** Whether a variable that a contract names is known: a name that `lower` could not tell stands for nothing. */
export const isNamed = ({ root }: ContractPath): boolean =>
  root.kind !== "global" || !root.name.startsWith("var:") || root.name.includes("@");
