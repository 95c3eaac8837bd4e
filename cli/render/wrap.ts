import { displayWidth } from "./display-width.js";

const MINIMAL_ROOM = 24;

/** Where wrapped text stands: cells per line, cells that the first line has used, cells that the others are indented. */
export interface Column {
  readonly width: number;
  readonly used: number;
  readonly indent: number;
}

/**
 * Breaks a text at its spaces. A word longer than a line keeps a line of its own, so that a path can still be copied.
 * The result begins where the first line is `used` cells full.
 */
export const wrap = (text: string, { width, used, indent }: Column): string => {
  const room = Math.max(width - indent, MINIMAL_ROOM);
  const lines: string[] = [];
  let line = "";
  let left = Math.max(width, indent + MINIMAL_ROOM) - used;
  for (const word of text.split(/ +/)) {
    const extended = line === "" ? word : `${line} ${word}`;
    if (displayWidth(extended) <= left || (line === "" && (lines.length > 0 || used <= indent))) {
      line = extended;
      continue;
    }
    lines.push(line);
    line = word;
    left = room;
  }
  return [...lines, line].join(`\n${" ".repeat(indent)}`);
};
