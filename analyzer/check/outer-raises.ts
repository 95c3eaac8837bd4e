import { levelsIn, type Case } from "../domain/case.js";
import { levelSet, type Level } from "../domain/level.js";
import type { Raise } from "../domain/raise.js";
import type { EntryContext } from "./entry-context.js";

/** Nesting that is deeper than this is not told apart. */
const MAX_DEPTH = 5;

/** Without as many of the innermost as have been undone since. */
const without = (raises: readonly Raise[], undone: readonly Level[]): readonly Raise[] =>
  raises.slice(0, Math.max(0, raises.length - undone.length));

/** Raises of the callers that are open where a function is entered so, innermost last; their levels as numbers. */
export const outerRaises = ({ via, isMerged }: EntryContext): readonly Raise[] => {
  if (!via || isMerged || (via.edge.kind !== "direct" && via.edge.kind !== "callback")) return [];
  const { context, edge } = via;
  const inNumbers = (level: Level): Level => levelSet(levelsIn(edge.state, level, context.levels));
  const own = edge.state.raises.flatMap((raise) =>
    raise.lock === undefined ? [{ ...raise, saved: inNumbers(raise.saved), base: inNumbers(raise.base) }] : [],
  );
  return [...without(outerRaises(context), edge.state.lowered), ...own].slice(-MAX_DEPTH);
};

/** Nobody goes on after it: what it undoes of its callers' is judged in it. */
export const neverComesBack = ({ instance: { summary } }: EntryContext): boolean => summary.exits.length === 0;

/** The caller's raise that the next lowering undoes, in a function that never comes back. */
export const undoneForCaller = (context: EntryContext, state: Case): Raise | undefined =>
  neverComesBack(context) ? without(outerRaises(context), state.lowered).at(-1) : undefined;
