import { isFeasible, type Case } from "../domain/case.js";
import { keepsOut } from "../domain/held.js";
import { contradict, isLiteral, type Fact } from "../domain/fact.js";
import { childPath, isMadeObject, isRelative, parentPath, parsePath, type Path } from "../domain/path.js";
import type { Attempt } from "../domain/shown-free.js";
import { place, type Value } from "../domain/value.js";
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

/** What callers are known to pass, or what an object that they pass holds for good; undefined where that is not known. */
const heldForGood = (program: SettledProgram, context: EntryContext, state: Case, path: Path): Value | undefined => {
  if (!isRelative(path) || context.isMerged) return undefined;
  const [object, key] = [parentPath(path), path.keys.at(-1)];
  const named = outsidePath(program, context, object ?? path);
  if (key === undefined) return place(named);
  const held = state.constants.get(named.text);
  return state.constants.get(childPath(held?.kind === "place" ? held.path : named, key).text);
};

const isNotTrueOf = (held: Value, fact: Fact): boolean => {
  if (held.kind === "place") return isMadeObject(held.path) && (fact.equals !== undefined || fact.truthy === false);
  return held.kind === "literal" && contradict(fact, isLiteral(fact.path, held.value));
};

/** Branches have told something that is not true of what the callers pass: `if (this.isFast)`, or a default value. */
export const isRefuted = (program: SettledProgram, context: EntryContext, state: Case): boolean =>
  state.facts.values().some((fact) => {
    const held = heldForGood(program, context, state, fact.path);
    return held !== undefined && isNotTrueOf(held, fact);
  });

/** Whether a case can occur in a function that is entered so: at its levels, with the locks that its callers hold and on the objects that they pass. */
export const canOccur = (program: SettledProgram, context: EntryContext, state: Case): boolean =>
  isFeasible(state, context.levels) &&
  !isRefuted(program, context, state) &&
  ![...state.free].some(([lock, { attempt }]) => attempt && isInVain(program, context, lock, attempt));
