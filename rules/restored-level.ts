import type { EventPoint } from "../analyzer/check/event-points.js";
import { throughCall } from "../analyzer/check/entry-contexts.js";
import { levelsIn } from "../analyzer/domain/case.js";
import { sameLevel, type Level } from "../analyzer/domain/level.js";
import { isSingleton, NO_LEVEL, type LevelSet } from "../analyzer/domain/level-set.js";
import { isDefinite, isElementKey, isOwn, parsePath } from "../analyzer/domain/path.js";
import { levelOfValue } from "../analyzer/solve/memory.js";

/** How a level that is restored compares with the one that was saved; `open`: the analysis does not follow where it comes from. */
export type Comparison = "same" | "other" | "maybe other" | "open";

const SAVED = "path:";

/** What comes out of code or a container that is not followed may well be the saved level. */
const isOpen = (level: Level): boolean => {
  if (level.kind === "set" || !level.symbol.startsWith(SAVED)) return false;
  const path = parsePath(level.symbol.slice(SAVED.length));
  const isOfOwnList = isOwn(path.root) && isElementKey(path.keys.at(-1) ?? "");
  return path.root.startsWith("value:") || isOfOwnList || !isDefinite(path);
};

/** The numbers that a level stands for where the function is entered so: of what its caller passes, those that it has there. */
const levelsAt = ({ state, context }: Pick<EventPoint, "state" | "context">, level: Level): LevelSet => {
  const own = levelsIn(state, level, context.levels);
  const { via, isMerged } = context;
  if (level.kind === "set" || !level.symbol.startsWith(SAVED) || !via || isMerged) return own;
  const passed = levelOfValue(throughCall(via.edge, parsePath(level.symbol.slice(SAVED.length))));
  const known = passed && own & levelsAt({ state: via.edge.state, context: via.context }, passed);
  return known === undefined || known === NO_LEVEL ? own : known;
};

export const compareLevels = (
  point: Pick<EventPoint, "state" | "context">,
  saved: Level,
  restored: Level,
): Comparison => {
  if (sameLevel(saved, restored)) return "same";
  if (isOpen(restored)) return "open";
  const wanted = levelsAt(point, saved);
  const given = levelsAt(point, restored);
  if (wanted === given && isSingleton(wanted)) return "same";
  return (wanted & given) === 0 ? "other" : "maybe other";
};
