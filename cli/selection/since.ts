import type { Range, Report } from "../door.js";
import type { ChangedLines } from "./changed-lines.js";
import { hide } from "./hide.js";

interface At {
  readonly file: string;
  readonly range: Range;
}

/**
 * Findings that a change has a part in: where they stand, or a step of the way to them, was changed. A change in a helper makes
 * findings in callers that nobody has touched, so the finding's own line is not enough.
 */
export const onlyTouched = (report: Report, changed: ChangedLines): Report => {
  const isTouched = ({ file, range }: At): boolean =>
    (changed.get(file) ?? []).some(([first, last]) => range.start.line <= last && range.end.line >= first);
  return hide(report, "untouched", (finding) => ![finding, ...finding.because].some(isTouched));
};
