const clusters = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Blocks whose characters take two cells (Unicode Standard Annex 11, classes W and F). */
const WIDE: readonly (readonly [from: number, to: number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0x4dbf],
  [0x4e00, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe10, 0xfe19],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x16fe0, 0x18dff],
  [0x1aff0, 0x1b2ff],
  [0x20000, 0x3fffd],
];
const EMOJI = /^\p{Emoji_Presentation}/u;
const EMOJI_SELECTOR = "\ufe0f";
const ONLY_MARKS = /^[\p{Mn}\p{Me}\p{Cf}]+$/u;
const ASCII = /^[\x20-\x7e]*$/;

const isWide = (point: number): boolean => WIDE.some(([from, to]) => point >= from && point <= to);

/** Cells that one user-perceived character takes in a terminal: 0, 1 or 2. */
const clusterWidth = (cluster: string): number => {
  if (ONLY_MARKS.test(cluster)) return 0;
  const wide = isWide(cluster.codePointAt(0) ?? 0) || EMOJI.test(cluster) || cluster.includes(EMOJI_SELECTOR);
  return wide ? 2 : 1;
};

/** A user-perceived character, where it starts in UTF-16 units, and the cells it takes. */
export interface Cluster {
  readonly text: string;
  readonly start: number;
  readonly width: number;
}

export const clustersOf = (text: string): Cluster[] =>
  ASCII.test(text)
    ? Array.from(text, (character, start) => ({ text: character, start, width: 1 }))
    : Array.from(clusters.segment(text), ({ segment, index }) => ({
        text: segment,
        start: index,
        width: clusterWidth(segment),
      }));

/** Cells that a text without line ends takes in a terminal. Text must not contain escape sequences. */
export const displayWidth = (text: string): number =>
  ASCII.test(text) ? text.length : clustersOf(text).reduce((sum, cluster) => sum + cluster.width, 0);

/** Pads with spaces on the right to `width` cells. */
export const padTo = (text: string, width: number): string =>
  text + " ".repeat(Math.max(0, width - displayWidth(text)));

/** Cuts to `width` cells; what is cut shows as `…`. */
export const fitTo = (text: string, width: number): string => {
  if (displayWidth(text) <= width) return text;
  let kept = "";
  let used = 1;
  for (const cluster of clustersOf(text)) {
    used += cluster.width;
    if (used > width) break;
    kept += cluster.text;
  }
  return width < 1 ? "" : `${kept}…`;
};
