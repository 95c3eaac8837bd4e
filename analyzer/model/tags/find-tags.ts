/** A tag as found in a comment; offsets count from the comment's start. */
export interface FoundTag {
  readonly name: string;
  /** Offset of `@`. */
  readonly start: number;
  /** Text behind the name up to the next tag or the end of the line, as long as in the file. */
  readonly text: string;
}

const blank = (text: string): string => text.replace(/[^\r\n]/g, " ");

/** Hides what is no tag: the comment's own signs, code in backticks and fences, inline tags such as `{@link x}`. */
const hide = (comment: string): string =>
  comment
    .replace(/^\/\*+|\*+\/\s*$/g, blank)
    .replace(/^[ \t]*\*+/gm, blank)
    .replace(/(`{3,})[\s\S]*?(?:\1|$)/g, blank)
    .replace(/\{@[^}\r\n]*\}/g, blank);

const hideCode = (text: string): string => text.replace(/`[^`\r\n]*`/g, blank);

/** All block tags of a JSDoc comment, known or not, in order. */
export const findTags = (comment: string): FoundTag[] => {
  const text = hide(comment);
  const heads = [...hideCode(text).matchAll(/(?<=^|\s)@([A-Za-z]\w*)(?![\w/])/gm)];
  return heads.map((head, index) => {
    const from = head.index + head[0].length;
    const next = heads[index + 1]?.index ?? text.length;
    const line = /^[^\r\n]*/.exec(text.slice(from, next))?.[0] ?? "";
    // A level or a path in backticks reads like one without.
    return { name: head[1] ?? "", start: head.index, text: line.replaceAll("`", " ") };
  });
};
