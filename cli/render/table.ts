import { displayWidth, padTo } from "./display-width.js";
import type { Paint } from "./paint.js";
import { wrap } from "./wrap.js";

const GAP = 2;

/** Columns as wide as their longest cell; the last one is wrapped under itself. */
export const table = (
  head: readonly string[],
  rows: readonly (readonly string[])[],
  { width, paint }: { readonly width: number; readonly paint: Paint },
): string => {
  const widths = head.map((_, column) =>
    Math.max(...[head, ...rows].map((cells) => displayWidth(cells[column] ?? ""))),
  );
  const indent = widths.slice(0, -1).reduce((sum, each) => sum + each + GAP, 0);
  const line = (cells: readonly string[], emphasise: (text: string) => string): string => {
    const fixed = cells.slice(0, -1).map((cell, column) => padTo(cell, (widths[column] ?? 0) + GAP));
    const last = wrap(cells.at(-1) ?? "", { width, used: indent, indent });
    return `${emphasise(fixed.join("") + last)}\n`;
  };
  return line(head, (text) => paint("strong", text)) + rows.map((cells) => line(cells, (text) => text)).join("");
};
