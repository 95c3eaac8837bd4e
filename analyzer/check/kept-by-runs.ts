import type { Case } from "../domain/case.js";
import { isDefinite, isElementKey, parsePath } from "../domain/path.js";
import type { Raise } from "../domain/raise.js";
import type { Value } from "../domain/value.js";
import { sameSpan } from "../ir/span.js";
import { readElement, readRegister } from "../solve/memory.js";
import { comesBackWith, type EntryContext } from "./entry-contexts.js";
import type { EventPoint } from "./event-points.js";
import { placesWith } from "./saved-levels.js";

/** What library functions go over, running a callback for each element. */
const LISTS: ReadonlySet<string> = new Set(["Array", "ReadonlyArray"]);

/** The object that a list is known to have at an index. */
const objectAt = (state: Case, list: Value, index: number): string | undefined => {
  const element = readElement(state, list, index);
  if (element.kind !== "place" || isElementKey(element.path.keys.at(-1) ?? "")) return undefined;
  return element.path.text;
};

/** A list of which two elements are known, and are not one. */
const hasSeveral = (state: Case, list: Value): boolean => {
  const [first, second] = [objectAt(state, list, 0), objectAt(state, list, 1)];
  return first !== undefined && second !== undefined && first !== second;
};

const isRunForEach = ({ via }: EntryContext): boolean => {
  if (via?.edge.kind !== "callback") return false;
  const { node, state } = via.edge;
  if (node.operation.kind !== "call" || !hasSeveral(state, readRegister(state, node.operation.receiver))) return false;
  return node.operation.targets.some(
    (target) => target.kind === "callbacks" && LISTS.has(target.name.split(".")[0] ?? ""),
  );
};

/** A place that is the same in every run of the function: each has its own variables, and its own elements. */
const outlivesRun = ({ instance }: EntryContext, place: string): boolean =>
  place.startsWith("var:") && !place.startsWith(`var:${instance.unit.id}/`) && isDefinite(parsePath(place));

export interface KeptByRun {
  /** The case in which a run comes back. */
  readonly state: Case;
  readonly raise: Raise;
  readonly shared: readonly string[];
}

/**
 * Where a callback that takes the lock of one element leaves the level that it saved, which its run for the next one finds.
 * @param own where the acquire puts what it saves
 */
export const keptByRuns = ({ context, event, operation }: EventPoint, own: readonly string[]): readonly KeptByRun[] => {
  if (event.kind !== "acquire" || !event.lock.root.startsWith("param:") || !isRunForEach(context)) return [];
  const places = own.filter((place) => outlivesRun(context, place));
  return comesBackWith(context).flatMap((state) =>
    state.raises.flatMap((raise) => {
      if (raise.lock !== event.lock.text || !sameSpan(raise.span, operation.span)) return [];
      const shared = placesWith(state, raise.saved).filter((place) => places.includes(place));
      return shared.length === 0 ? [] : [{ state, raise, shared }];
    }),
  );
};
