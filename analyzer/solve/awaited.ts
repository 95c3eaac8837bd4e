/** What an async function still knows when it goes on after an `await`. */
import type { Case } from "../domain/case.js";
import { comparisonAt } from "../domain/comparison.js";
import { isHiddenKey, isOwn, type Path } from "../domain/path.js";

/** A variable, or a field of an object that others have, too. */
const isOthers = ({ root, keys }: Path): boolean =>
  !isOwn(root) && !isHiddenKey(keys.at(-1)) && (keys.length > 0 || root.startsWith("var:"));

/** What branches have told of it may not be so any more when other code of the worker has run. */
const mayHaveChanged = (path: Path): boolean => {
  const comparison = comparisonAt(path);
  return comparison ? isOthers(comparison.left) || isOthers(comparison.right) : isOthers(path);
};

/** The case without what was read of places that other code may have written meanwhile. */
export const withoutAsked = (state: Case): Case => ({
  ...state,
  facts: state.facts.filter(({ path }) => !mayHaveChanged(path)),
});
