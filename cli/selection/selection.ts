import type { Report } from "../door.js";
import { compare, readBaseline, withoutKnown } from "./baseline.js";
import { changedSince } from "./changed-lines.js";
import { onlyTouched } from "./since.js";

export interface SelectionOptions {
  readonly baseline?: string;
  readonly since?: string;
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
}

/** Which findings are reported. */
export interface Selection {
  readonly of: (report: Report) => Report;
  /** What to tell of the baseline, for stderr; of a report of the whole project. */
  readonly note: (whole: Report) => string;
}

/**
 * Reads what the options name, before anything is checked.
 * @throws UsageError where the baseline cannot be read, or git cannot tell what has changed
 */
export const openSelection = ({ baseline, since, only, skip }: SelectionOptions, cwd: string): Selection => {
  const known = baseline === undefined ? undefined : readBaseline(cwd, baseline);
  const changed = since === undefined ? undefined : changedSince(since, cwd);
  const checksAll = only === undefined && skip === undefined;
  return {
    of: (report) => {
      const fresh = known ? withoutKnown(report, known) : report;
      return changed ? onlyTouched(fresh, changed) : fresh;
    },
    note: (whole) => {
      const gone = known && checksAll ? compare(whole, known).gone.length : 0;
      return gone === 0
        ? ""
        : `irql: known findings that are gone: ${String(gone)}; \`irql baseline prune\` takes them out of \`${baseline ?? ""}\`\n`;
    },
  };
};
