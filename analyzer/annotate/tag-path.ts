import type { Case } from "../domain/case.js";
import type { Path } from "../domain/path.js";
import type { FunctionUnit } from "../ir/graph.js";

/** How a function's tags name a place, from its parameters, `this`, its result or a variable in its file; undefined: they cannot. */
export type TagPath = (path: Path, state: Case) => string | undefined;

const NAME = /^[A-Za-z_$][\w$]*$/;
const MEMBER = /^#?[A-Za-z_$][\w$]*$/;
const ELEMENT = /^\[\d+\]$/;
/** Key of the level inside a queue handle, which has no name that a programmer could write. */
const HIDDEN = "#irql";

const keysText = (keys: readonly string[]): string | undefined =>
  keys.every((key) => (MEMBER.test(key) || ELEMENT.test(key)) && key !== HIDDEN)
    ? keys.map((key) => (ELEMENT.test(key) ? key : `.${key}`)).join("")
    : undefined;

const below = (root: string | undefined, keys: readonly string[]): string | undefined => {
  const rest = keysText(keys);
  return root === undefined || rest === undefined ? undefined : `${root}${rest}`;
};

/** `…/src/a.ts#<module>@0/lock@120`: a variable at the top of a file. */
const MODULE_VARIABLE = /^var:(.+)#<module>@0\/([A-Za-z_$][\w$]*)@\d+$/;

const moduleVariable = (root: string, unit: FunctionUnit): string | undefined => {
  const [, file, name] = MODULE_VARIABLE.exec(root) ?? [];
  // A parameter of the same name hides it.
  return file === unit.file && !unit.parameters.some((parameter) => parameter.name === name) ? name : undefined;
};

const rootText = (root: string, unit: FunctionUnit): string | undefined => {
  if (root === "this") return "this";
  if (root === "global:cancel") return "_Global_cancel_spin_lock_";
  if (root.startsWith("param:")) {
    const parameter = unit.parameters[Number(root.slice("param:".length))];
    return parameter && !parameter.rest && NAME.test(parameter.name) ? parameter.name : undefined;
  }
  return moduleVariable(root, unit);
};

/** @param nameOf names an object that module code made by the variable that holds it */
export const tagPathsOf =
  (unit: FunctionUnit, nameOf: (path: Path) => Path): TagPath =>
  (path, state) => {
    const { result } = state;
    const isInResult =
      result?.kind === "place" &&
      result.path.root === path.root &&
      result.path.keys.every((key, index) => key === path.keys[index]);
    const named = nameOf(path);
    const plain = below(rootText(named.root, unit), named.keys);
    return plain ?? (isInResult ? below("return", path.keys.slice(result.path.keys.length)) : undefined);
  };
