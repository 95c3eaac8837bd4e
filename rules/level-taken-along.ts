import type { Case } from "../analyzer/domain/case.js";
import { sameLevel } from "../analyzer/domain/level.js";

/** A lock, or a raise, around a raise that is still open was undone first, and took the level with it. */
export const isLevelTakenAlong = ({ level, raises }: Case): boolean =>
  raises.some(({ saved, base }) => !sameLevel(saved, base) && sameLevel(level, base));
