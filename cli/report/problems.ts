import type { Report } from "../door.js";
import type { Paint } from "../render/paint.js";
import { visibleLine } from "../render/visible.js";
import { place } from "./place.js";

/** Files that could not be read as they should: `file:line:column: message`, for stderr. */
export const problems = (report: Report, paint: Paint): string =>
  report.problems.map((problem) => `${paint("place", place(problem))}: ${visibleLine(problem.message)}\n`).join("");
