import { ofEach } from "../ir/of-each.js";
import type { FunctionId } from "../ir/operation.js";
import { caseText, entryCase, type Case } from "./case.js";

/** One way out of a function, in terms of what the caller passed. Registers are empty. */
export interface Exit {
  readonly how: "return" | "throw";
  readonly state: Case;
}

/** What callers see of a function: its ways out. No exit at all: it never comes back (or is not known yet). */
export interface Summary {
  readonly exits: readonly Exit[];
  /** What it writes is not told: afterwards nothing is known of the content of places. */
  readonly isVague?: boolean | undefined;
}

export const NO_EXIT: Summary = { exits: [] };

/** Of a function that leaves level and locks alone, and of which nothing else is asked. */
export const NOT_FOLLOWED: Summary = { exits: [{ how: "return", state: entryCase }], isVague: true };

/** Equal texts mean equal summaries. */
export const summaryText = ofEach((summary: Summary): string =>
  summary.exits
    .map((exit) => `${exit.how}:${caseText(exit.state)}`)
    .sort()
    .join("\n"),
);

/** A function together with the functions that are passed to it: solved once for each. */
export interface Instance {
  readonly key: string;
  readonly function: FunctionId;
}
