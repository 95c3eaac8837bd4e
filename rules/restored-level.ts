import type { EventPoint } from "../analyzer/check/event-points.js";
import { levelsIn } from "../analyzer/domain/case.js";
import { sameLevel, type Level } from "../analyzer/domain/level.js";
import { isSingleton } from "../analyzer/domain/level-set.js";
import { isDefinite, parsePath } from "../analyzer/domain/path.js";

/** How a level that is restored compares with the one that was saved; `open`: the analysis does not follow where it comes from. */
export type Comparison = "same" | "other" | "maybe other" | "open";

/** What comes out of code or a container that is not followed may well be the saved level. */
const isOpen = (level: Level): boolean => {
  if (level.kind === "set" || !level.symbol.startsWith("path:")) return false;
  const path = parsePath(level.symbol.slice("path:".length));
  return path.root.startsWith("value:") || !isDefinite(path);
};

export const compareLevels = (
  { state, context }: Pick<EventPoint, "state" | "context">,
  saved: Level,
  restored: Level,
): Comparison => {
  if (sameLevel(saved, restored)) return "same";
  if (isOpen(restored)) return "open";
  const wanted = levelsIn(state, saved, context.levels);
  const given = levelsIn(state, restored, context.levels);
  if (wanted === given && isSingleton(wanted)) return "same";
  return (wanted & given) === 0 ? "other" : "maybe other";
};
