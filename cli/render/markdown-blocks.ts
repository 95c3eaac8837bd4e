/** The parts of Markdown that the rules' pages are written in. */
export type Block =
  | { readonly kind: "heading"; readonly depth: number; readonly text: string }
  | { readonly kind: "code"; readonly lines: readonly string[] }
  | { readonly kind: "table"; readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] }
  | { readonly kind: "item"; readonly bullet: string; readonly indent: number; readonly text: string }
  | { readonly kind: "quote"; readonly text: string }
  | { readonly kind: "paragraph"; readonly text: string };

/** A reader takes the lines from the first on that it understands, and says how many. */
type Reader = (lines: readonly string[]) => { readonly block?: Block; readonly taken: number } | undefined;

const FENCE = /^\s*(```+|~~~+)/;
const HEADING = /^(#{1,6})\s+(.*?)\s*#*$/;
const ITEM = /^(\s*)([-*+]|\d+[.)])\s+(.*)$/;
const ROW = /^\s*\|/;
const QUOTE = /^\s*>\s?/;
const RULER = /^\s*([-*_])(\s*\1){2,}\s*$/;
const COMMENT = /<!--[\s\S]*?(?:-->|$)/g;

const fence: Reader = (lines) => {
  const mark = FENCE.exec(lines[0] ?? "")?.[1];
  if (mark === undefined) return undefined;
  const end = lines.findIndex((line, index) => index > 0 && line.trim() === mark);
  const inside = lines.slice(1, end < 0 ? lines.length : end);
  return { block: { kind: "code", lines: inside }, taken: end < 0 ? lines.length : end + 1 };
};

const heading: Reader = (lines) => {
  const [, hashes, text] = HEADING.exec(lines[0] ?? "") ?? [];
  if (hashes === undefined || text === undefined) return undefined;
  return { block: { kind: "heading", depth: hashes.length, text }, taken: 1 };
};

const nothing: Reader = (lines) => {
  const line = lines[0] ?? "";
  return line.trim() === "" || RULER.test(line) ? { taken: 1 } : undefined;
};

const cellsOf = (row: string): string[] =>
  row
    .trim()
    .replace(/^\||\|$/g, "")
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll("\\|", "|"));

const rows: Reader = (lines) => {
  if (!ROW.test(lines[0] ?? "")) return undefined;
  const taken = countWhile(lines, (line) => ROW.test(line));
  const [head = [], ...body] = lines.slice(0, taken).map(cellsOf);
  const isSeparator = (cells: readonly string[]): boolean => cells.every((cell) => /^:?-+:?$/.test(cell));
  return { block: { kind: "table", head, rows: body.filter((cells) => !isSeparator(cells)) }, taken };
};

const item: Reader = (lines) => {
  const [, indent, bullet, first] = ITEM.exec(lines[0] ?? "") ?? [];
  if (indent === undefined || bullet === undefined || first === undefined) return undefined;
  const more = countWhile(lines.slice(1), isContinuation);
  const text = joined([first, ...lines.slice(1, more + 1)]);
  return { block: { kind: "item", bullet, indent: indent.length, text }, taken: more + 1 };
};

const quote: Reader = (lines) => {
  if (!QUOTE.test(lines[0] ?? "")) return undefined;
  const taken = countWhile(lines, (line) => QUOTE.test(line));
  return {
    block: { kind: "quote", text: joined(lines.slice(0, taken).map((line) => line.replace(QUOTE, ""))) },
    taken,
  };
};

const paragraph: Reader = (lines) => {
  const taken = 1 + countWhile(lines.slice(1), isContinuation);
  return { block: { kind: "paragraph", text: joined(lines.slice(0, taken)) }, taken };
};

const isContinuation = (line: string): boolean =>
  line.trim() !== "" && [FENCE, HEADING, ITEM, ROW, QUOTE, RULER].every((start) => !start.test(line));

const joined = (lines: readonly string[]): string => lines.map((line) => line.trim()).join(" ");

const countWhile = (lines: readonly string[], holds: (line: string) => boolean): number => {
  const end = lines.findIndex((line) => !holds(line));
  return end < 0 ? lines.length : end;
};

const READERS: readonly Reader[] = [fence, heading, nothing, rows, item, quote];

/** Splits a page into its blocks; comments are dropped. */
export const blocksOf = (page: string): Block[] => {
  const lines = page.replace(COMMENT, "").split(/\r?\n/);
  const blocks: Block[] = [];
  for (let at = 0; at < lines.length;) {
    const rest = lines.slice(at);
    const read = firstOf(rest) ?? paragraph(rest);
    if (read?.block) blocks.push(read.block);
    at += read?.taken ?? 1;
  }
  return blocks;
};

const firstOf = (lines: readonly string[]): ReturnType<Reader> => {
  for (const reader of READERS) {
    const read = reader(lines);
    if (read) return read;
  }
  return undefined;
};
