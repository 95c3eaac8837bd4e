import type { LockFamily } from "../contract/contract.js";
import { parentPath, type Path } from "../domain/path.js";
import { outsidePath, type EntryContext } from "./entry-contexts.js";
import { collectionText, maybeSame } from "./lock-names.js";
import { areMadeApart } from "./lock-origins.js";
import { isOwnField } from "./own-fields.js";
import type { SettledProgram } from "./settled-program.js";

/** One field of two objects, of which each has its own. */
const areOwn = (program: SettledProgram, one: Path, other: Path): boolean => {
  const [owner, another] = [parentPath(one), parentPath(other)];
  if (!owner || !another || one.keys.at(-1) !== other.keys.at(-1)) return false;
  return one.property !== undefined && isOwnField(program, one.property) && areApart(program, owner, another);
};

const isOfSystem = ({ root }: Path): boolean => root.startsWith("global:");

/** Whether two places, by their names outside of all functions, are known to be two locks. */
const areApart = (program: SettledProgram, one: Path, other: Path): boolean => {
  if (one.text === other.text) return false;
  if (isOfSystem(one) && isOfSystem(other)) return true;
  if (one.keys.length > 0 && collectionText(one) === collectionText(other)) return !maybeSame(one, other);
  return areMadeApart(program, one, other) || areOwn(program, one, other);
};

/** A lock that is named in a function. */
interface Named {
  readonly path: Path;
  readonly family: LockFamily;
}

/** Whether two names, in one way of entering the function, may mean one lock for all that the program shows. */
export const mayNameOneLock = (program: SettledProgram, context: EntryContext, one: Named, other: Named): boolean =>
  one.family === other.family &&
  one.path.text !== other.path.text &&
  !areApart(program, outsidePath(program, context, one.path), outsidePath(program, context, other.path));
