import { clustersOf, displayWidth } from "./display-width.js";
import { visible } from "./visible.js";

const TAB_STOP = 4;
const ELLIPSIS = "…";
/** UTF-16 units looked at on each side of the marked place, per cell of room: a character may be several units. */
const UNITS_PER_CELL = 8;

/** A character as it is printed: UTF-16 units `start` to `end` of the line, terminal cells `from` to `to`. */
interface Cell {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly from: number;
  readonly to: number;
}

/** What is marked in a line: UTF-16 units from 0, `end` exclusive. */
export interface MarkedUnits {
  readonly start: number;
  readonly end: number;
}

/** A line as it can be printed, and the cells under which the mark goes; `underline` is at least one cell. */
export interface PrintedLine {
  readonly text: string;
  readonly offset: number;
  readonly underline: number;
}

/** Only the neighbourhood of the mark: a line of a generated file can be megabytes long. */
const neighbourhood = (line: string, mark: MarkedUnits, room: number): { text: string; skipped: number } => {
  const margin = room * UNITS_PER_CELL;
  const skipped = Math.max(0, mark.start - margin);
  return { text: line.slice(skipped, mark.start + 2 * margin), skipped };
};

const layOut = (text: string, skipped: number): Cell[] => {
  const cells: Cell[] = [];
  let column = 0;
  for (const { text: cluster, start, width } of clustersOf(visible(text))) {
    const isTab = cluster === "\t";
    const cellWidth = isTab ? TAB_STOP - (column % TAB_STOP) : width;
    const shown = isTab ? " ".repeat(cellWidth) : cluster;
    const units = { start: start + skipped, end: start + skipped + cluster.length };
    cells.push({ text: shown, ...units, from: column, to: column + cellWidth });
    column += cellWidth;
  }
  return cells;
};

/** First cell of the window: the line's first where the mark is seen from there, else a few cells before the mark. */
const windowStart = (width: number, from: number, to: number, room: number): number =>
  width <= room || to < room ? 0 : Math.max(0, Math.min(from - Math.floor(room / 4), width - room));

/**
 * Cuts a line to `room` cells around its mark. What is cut shows as `…`; tabs become spaces, controls become visible.
 * The underline never leaves the room.
 */
export const printLine = (line: string, mark: MarkedUnits, room: number): PrintedLine => {
  const units = {
    start: Math.min(mark.start, line.length),
    end: Math.min(Math.max(mark.end, mark.start), line.length),
  };
  const { text, skipped } = neighbourhood(line, units, room);
  const cells = layOut(text, skipped);
  const width = cells.at(-1)?.to ?? 0;
  const from = cells.find((cell) => cell.end > units.start)?.from ?? width;
  const to = Math.max(cells.findLast((cell) => cell.start < units.end)?.to ?? from, from + 1);
  // A mark at the end of the line needs one cell more than the text.
  const first = windowStart(Math.max(width, to), from, to, room);
  const cutLeft = first > 0 || skipped > 0;
  const cutRight = width > first + room || skipped + text.length < line.length;
  const left = first + (cutLeft ? 1 : 0);
  const right = first + room - (cutRight ? 1 : 0);
  const shown = cells.filter((cell) => cell.from >= left && cell.to <= right);
  const offset = Math.min(Math.max(from, left), first + room - 1) - first;
  return {
    text: assemble(shown, first, cutLeft, cutRight),
    offset,
    underline: Math.max(1, Math.min(to - first, right - first) - offset),
  };
};

/** Wide characters at a cut leave a gap of one cell, which is filled so that the mark stays under its text. */
const assemble = (cells: readonly Cell[], first: number, cutLeft: boolean, cutRight: boolean): string => {
  const text = cells.map((cell) => cell.text).join("");
  const head = cutLeft ? ELLIPSIS : "";
  const gap = Math.max(0, (cells[0]?.from ?? first) - first - displayWidth(head));
  return `${head}${" ".repeat(gap)}${text}${cutRight ? ELLIPSIS : ""}`.trimEnd();
};
