import { isFeasible, type Case } from "../domain/case.js";
import { keepsOut } from "../domain/held.js";
import { contradict, isLiteral } from "../domain/fact.js";
import { childPath, isRelative, parentPath, parsePath, type Path } from "../domain/path.js";
import type { Attempt } from "../domain/shown-free.js";
import type { Value } from "../domain/value.js";
import { outsidePath, type EntryContext } from "./entry-contexts.js";
import type { SettledProgram } from "./settled-program.js";

/** An attempt has taken what the callers hold, or what they mean by another lock's name that is held here: it never does. */
const isInVain = (
  program: SettledProgram,
  context: EntryContext,
  lock: string,
  { family, beside }: Attempt,
): boolean => {
  /** Objects that callers pass have no name in a context that stands for several. */
  const outside = (text: string): string | undefined => {
    const path = parsePath(text);
    return context.isMerged && isRelative(path) ? undefined : outsidePath(program, context, path).text;
  };
  const name = outside(lock);
  if (name === undefined) return false;
  const outer = context.locks.get(name);
  return (
    (outer !== undefined && !outer.maybe && keepsOut(outer.family, family)) ||
    beside.some((other) => outside(other) === name)
  );
};

/** What an object that callers are known to pass holds for good; undefined where that is not known. */
const heldForGood = (program: SettledProgram, context: EntryContext, state: Case, path: Path): Value | undefined => {
  const [object, key] = [parentPath(path), path.keys.at(-1)];
  if (!object || key === undefined || !isRelative(path) || context.isMerged) return undefined;
  const named = outsidePath(program, context, object);
  const held = state.constants.get(named.text);
  return state.constants.get(childPath(held?.kind === "place" ? held.path : named, key).text);
};

/** Branches have told something of an object that is not true of the one that the callers pass: `if (this.isFast)`. */
export const isRefuted = (program: SettledProgram, context: EntryContext, state: Case): boolean =>
  state.facts.values().some((fact) => {
    const held = heldForGood(program, context, state, fact.path);
    return held?.kind === "literal" && contradict(fact, isLiteral(fact.path, held.value));
  });

/** Whether a case can occur in a function that is entered so: at its levels, with the locks that its callers hold and on the objects that they pass. */
export const canOccur = (program: SettledProgram, context: EntryContext, state: Case): boolean =>
  isFeasible(state, context.levels) &&
  !isRefuted(program, context, state) &&
  ![...state.free].some(([lock, { attempt }]) => attempt && isInVain(program, context, lock, attempt));
