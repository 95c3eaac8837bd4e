import type { EventPoint } from "../analyzer/check/event-points.js";
import { levelsIn } from "../analyzer/domain/case.js";
import { highest, lowest } from "../analyzer/domain/level-set.js";

/** A call that should lower and certainly raises. */
export const isRaisedBy = ({ event, state, context }: EventPoint): boolean => {
  if (event.kind !== "lower") return false;
  const from = levelsIn(state, event.from, context.levels);
  const to = levelsIn(state, event.to, context.levels);
  return from !== 0 && to !== 0 && lowest(to) > highest(from);
};
