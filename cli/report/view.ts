import type { Report, RuleMeta } from "../door.js";
import type { Paint } from "../render/paint.js";
import type { Sources } from "../render/source-text.js";

/** What a reporter needs besides the report. */
export interface View {
  readonly sources: Sources;
  readonly paint: Paint;
  /** The catalogue. */
  readonly rules: readonly RuleMeta[];
  /** Cells per line; `Infinity` where nothing limits it. */
  readonly width: number;
}

/** Turns a report into text that ends with a line end, or into nothing. Reads nothing but its arguments. */
export type Reporter = (report: Report, view: View) => string;
