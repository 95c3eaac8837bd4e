import type { ReportedEdit, ReportedSuggestion } from "../door.js";

const overlap = ([from, to]: ReportedEdit["offsets"], [start, end]: ReportedEdit["offsets"]): boolean =>
  from < end && start < to;

/** One edit of two that touch the same place would be made of text that the other has changed; two insertions too. */
const clash = (a: ReportedEdit, b: ReportedEdit): boolean =>
  a.file === b.file && (overlap(a.offsets, b.offsets) || a.offsets[0] === b.offsets[0]);

/** Rewrites that can be made at once, in their order: each whole or not at all. The others wait for another round. */
export const together = (rewrites: readonly ReportedSuggestion[]): readonly ReportedSuggestion[] => {
  const chosen: ReportedSuggestion[] = [];
  for (const rewrite of rewrites) {
    const taken = chosen.flatMap(({ edits }) => edits);
    if (!rewrite.edits.some((edit) => taken.some((other) => clash(edit, other)))) chosen.push(rewrite);
  }
  return chosen;
};

/** @param edits of one file, none of which clash */
export const applyEdits = (text: string, edits: readonly ReportedEdit[]): string =>
  edits
    .toSorted((a, b) => b.offsets[0] - a.offsets[0])
    .reduce((now, { offsets: [start, end], text: inserted }) => now.slice(0, start) + inserted + now.slice(end), text);
