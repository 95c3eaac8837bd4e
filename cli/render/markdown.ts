import type { Paint } from "./paint.js";
import { type Block, blocksOf } from "./markdown-blocks.js";
import { table } from "./table.js";
import { visible } from "./visible.js";
import { wrap } from "./wrap.js";

interface MarkdownOptions {
  /** Cells per line. */
  readonly width: number;
  readonly paint: Paint;
}

const CODE_INDENT = "    ";
const QUOTE_MARK = "| ";

/** A page for the terminal: wrapped, headings and code told apart, links with their address. Ends with a line end. */
export const markdown = (page: string, options: MarkdownOptions): string => {
  const blocks = blocksOf(page);
  return blocks.map((block, index) => separator(blocks[index - 1], block) + rendered(block, options)).join("");
};

/** A blank line between blocks, but not between the items of one list. */
const separator = (previous: Block | undefined, block: Block): string =>
  previous === undefined || (previous.kind === "item" && block.kind === "item") ? "" : "\n";

const rendered = (block: Block, options: MarkdownOptions): string => {
  const { width, paint } = options;
  switch (block.kind) {
    case "heading":
      return `${paint(block.depth === 1 ? "heading" : "strong", visible(block.text.replaceAll("`", "")))}\n`;
    case "code":
      return block.lines.map((line) => `${CODE_INDENT}${paint("code", visible(line))}`.trimEnd() + "\n").join("");
    case "table":
      return inline(
        table(
          block.head.map(flat),
          block.rows.map((cells) => cells.map(flat)),
          { width, paint: unpainted },
        ),
        paint,
      );
    case "item": {
      const head = `${" ".repeat(block.indent)}  ${block.bullet} `;
      return `${head}${text(block.text, head.length, options)}\n`;
    }
    case "quote":
      return `${QUOTE_MARK}${text(block.text, QUOTE_MARK.length, options).replaceAll(`\n${" ".repeat(QUOTE_MARK.length)}`, `\n${QUOTE_MARK}`)}\n`;
    case "paragraph":
      return `${text(block.text, 0, options)}\n`;
  }
};

const unpainted: Paint = (_style, cell) => cell;

const text = (source: string, indent: number, { width, paint }: MarkdownOptions): string =>
  inline(wrap(flat(source), { width, used: indent, indent }), paint);

const LINK = /\[([^\]]+)\]\(([^)\s]+)\)/g;
const RULE_PAGE = /^(?:\.\/)?([a-z-]+)\.md(?:#|$)/;

/** Links: the address where it works outside of the repository, the command where it is another rule's page. */
const flat = (source: string): string =>
  visible(source).replace(LINK, (_, label: string, target: string) => {
    const page = RULE_PAGE.exec(target)?.[1];
    if (page !== undefined) return `${label} (\`irql explain ${page}\`)`;
    return /^https?:/.test(target) ? `${label} (${target})` : label;
  });

const INLINE = /`[^`]+`|\*\*([^*]+)\*\*|(?<![\w*])\*([^*\s][^*]*)\*(?![\w*])/g;

/** Painted after wrapping, line by line, so that no colour takes part in the count of cells. */
const inline = (wrapped: string, paint: Paint): string =>
  wrapped.replace(INLINE, (whole: string, strong: string | undefined, emphasised: string | undefined) => {
    const text = strong ?? emphasised;
    return (text ?? whole)
      .split("\n")
      .map((line) => paint(text === undefined ? "code" : "strong", line))
      .join("\n");
  });
