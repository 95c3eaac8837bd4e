import type { Range } from "../door.js";
import { displayWidth } from "./display-width.js";
import type { Paint, Style } from "./paint.js";
import { type MarkedUnits, printLine } from "./source-line.js";

/** A place that a frame points at. */
export interface Mark {
  readonly range: Range;
  /** Short: shown after the underline. */
  readonly label: string;
  readonly glyph: "^" | "-";
  readonly style: Style;
}

export interface FrameOptions {
  /** Cells per line, gutter and indentation included. */
  readonly width: number;
  readonly indent: number;
  readonly paint: Paint;
}

const MINIMAL_ROOM = 12;
const LONGEST_GAP = 3;
/** Where no terminal sets a limit, a line of a generated file must not fill the log. */
const WIDEST_FRAME = 160;

/**
 * The source lines of the marks, each mark underlined. Empty where no mark lies in the source: the file may have
 * changed since it was checked, and a frame of other code would mislead.
 */
export const codeFrame = (lines: readonly string[], marks: readonly Mark[], options: FrameOptions): string[] => {
  const inside = marks.filter(({ range }) => range.start.line >= 1 && range.start.line <= lines.length);
  const numbers = [...new Set(inside.map(({ range }) => range.start.line))].sort((a, b) => a - b);
  const gutter = gutterWidth(inside);
  return numbers.flatMap((number, index) => [
    ...between(lines, numbers[index - 1], number, gutter, options),
    ...markedLine(lines[number - 1] ?? "", number, inside, gutter, options),
  ]);
};

/** Cells that the line numbers of these marks take. */
export const gutterWidth = (marks: readonly Pick<Mark, "range">[]): number =>
  Math.max(1, ...marks.map(({ range }) => String(range.start.line).length));

export const gutterLine = (number: number | undefined, gutter: number, { indent, paint }: FrameOptions): string =>
  " ".repeat(indent) + paint("gutter", `${String(number ?? "").padStart(gutter)} |`);

const row = (number: number | undefined, text: string, gutter: number, options: FrameOptions): string =>
  text === "" ? gutterLine(number, gutter, options) : `${gutterLine(number, gutter, options)} ${text}`;

/** Unmarked lines between two marks; many of them shrink to dots. */
const between = (
  lines: readonly string[],
  previous: number | undefined,
  next: number,
  gutter: number,
  options: FrameOptions,
): string[] => {
  if (previous === undefined) return [];
  if (next - previous > LONGEST_GAP) return [" ".repeat(options.indent) + options.paint("gutter", "...")];
  return lines.slice(previous, next - 1).map((line, index) => {
    const text = printLine(line, { start: 0, end: 0 }, roomFor(gutter, options, 0)).text;
    return row(previous + index + 1, text, gutter, options);
  });
};

const roomFor = (gutter: number, { width, indent }: FrameOptions, label: number): number =>
  Math.max(MINIMAL_ROOM, Math.min(width, WIDEST_FRAME) - indent - gutter - " | ".length - label);

const unitsOf = ({ start, end }: Range, line: string): MarkedUnits => ({
  start: start.column - 1,
  end: end.line > start.line ? line.length : end.column - 1,
});

const labelOf = ({ label, range }: Mark): string =>
  [label, range.end.line > range.start.line ? `to line ${String(range.end.line)}` : ""].filter(Boolean).join(" ");

/** One line with all its marks. The text is printed again only where marks lie so far apart that they need another cut. */
const markedLine = (
  line: string,
  number: number,
  marks: readonly Mark[],
  gutter: number,
  options: FrameOptions,
): string[] => {
  const here = marks
    .filter(({ range }) => range.start.line === number)
    .sort((a, b) => a.range.start.column - b.range.start.column);
  const labelRoom = Math.max(...here.map((mark) => displayWidth(labelOf(mark)) + 1));
  const room = roomFor(gutter, options, labelRoom);
  const printed = here.map((mark) => ({ mark, ...printLine(line, unitsOf(mark.range, line), room) }));
  return printed.flatMap(({ mark, text, offset, underline }, index) => {
    const pointer = options.paint(mark.style, `${mark.glyph.repeat(underline)} ${labelOf(mark)}`.trimEnd());
    const source = text === printed[index - 1]?.text ? [] : [row(number, text, gutter, options)];
    return [...source, row(undefined, " ".repeat(offset) + pointer, gutter, options)];
  });
};
