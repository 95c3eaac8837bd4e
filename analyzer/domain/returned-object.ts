import type { FunctionId } from "../ir/operation.js";
import type { Case } from "./case.js";
import { locksText } from "./held.js";
import { parsePath, type Path } from "./path.js";
import { mapOf } from "./persistent-map.js";
import { raisesText } from "./raise.js";
import { place, valueText, type Value } from "./value.js";

const END = ":returned";

/** The object is one of several that a function makes and returns, whichever that is. */
export const isOfReturned = ({ root }: Path): boolean => root.endsWith(END);

/** The same of its name as some caller has it. */
export const isReturnedBy = (root: string): boolean => root.split("@@")[0]?.endsWith(END) === true;

const renamed = (path: Path, root: string): Path => parsePath([root, ...path.keys].join("|"), path.property);

const withRoot = (value: Value, from: string, to: string): Value =>
  value.kind === "place" && value.path.root === from ? place(renamed(value.path, to)) : value;

/** Something beside the object's own fields and simple values names it. */
const isNamedElsewhere = (state: Case, root: string): boolean =>
  locksText(state.locks).includes(root) ||
  raisesText(state.raises).includes(root) ||
  state.memory.values().some(({ value }) => value.kind !== "place" && valueText(value).includes(root));

/** The case with an object that the function has made and returns under one name, for all that it returns. */
export const withReturned = (id: FunctionId, state: Case): Case => {
  const { result } = state;
  if (result?.kind !== "place" || result.path.keys.length > 0) return state;
  const { root } = result.path;
  if (!root.startsWith(`new:${id}:`) || isNamedElsewhere(state, root)) return state;
  const name = `new:${id}${END}`;
  const cells = [...state.memory.values()].map((cell) => {
    const path = cell.path.root === root ? renamed(cell.path, name) : cell.path;
    return [path.text, { path, value: withRoot(cell.value, root, name) }] as const;
  });
  return { ...state, memory: mapOf(cells), result: withRoot(result, root, name) };
};
