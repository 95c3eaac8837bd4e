import type { TagSource } from "../../contract/contract-book.js";
import type { Contract, TagPlace, TagProblem } from "../../contract/contract.js";
import type { Span } from "../../ir/span.js";
import { contractOf } from "./contract-of-tags.js";
import { findTags } from "./find-tags.js";
import type { FoundTag } from "./find-tags.js";
import { misspelledTag } from "./known-tag.js";
import { emptyDraft } from "./tag-draft.js";
import type { TagDraft } from "./tag-draft.js";
import { TagReader, Unreadable } from "./tag-reader.js";
import { TAGS } from "./tag-table.js";

/** Behind what a tag needs: nothing, a full stop, prose after a dash or `//`, or prose in parentheses. */
const isProse = (rest: string): boolean => /^\s*(?:$|[.;,]\s*$|[-–—]{1,3}(?:\s|$)|\/\/|[(:])/.test(rest);

/** Reads one tag into the draft and gives how many characters of its text it took. */
const readTag = (tag: FoundTag, draft: TagDraft): number => {
  const rule = Object.hasOwn(TAGS, tag.name) ? TAGS[tag.name] : undefined;
  if (rule === undefined) return 0;
  const reader = new TagReader(tag.name, tag.text);
  rule.read(reader, draft);
  if (rule.isBare !== true && !isProse(reader.rest)) {
    const rest = reader.rest.trim();
    reader.fail(`\`@${tag.name}\` ends in \`${rest}\`, which is no condition; write \` - \` before prose`);
  }
  return reader.read;
};

const spanOf = (source: TagSource, start: number, length: number): Span => ({
  file: source.file,
  start: source.commentStart + start,
  end: source.commentStart + start + length,
});

const headLength = (tag: FoundTag): number => tag.name.length + 1;

/** A problem covers the tag and all of its line; a tag in order covers itself and what it took. */
const problemAt = (source: TagSource, tag: FoundTag, message: string): TagProblem => ({
  message,
  declaration: source.name,
  span: spanOf(source, tag.start, headLength(tag) + tag.text.trimEnd().length),
});

export interface ReadTags {
  readonly contract: Contract | undefined;
  readonly problems: readonly TagProblem[];
}

/** The contract that the tags of a comment declare; undefined where no tag could be read. Never throws. */
export const readTags = (source: TagSource): ReadTags => {
  const draft = emptyDraft(source);
  const problems: TagProblem[] = [];
  const places: TagPlace[] = [];
  for (const tag of findTags(source.comment)) {
    const misspelled = misspelledTag(tag.name);
    if (misspelled !== undefined) problems.push(problemAt(source, tag, misspelled));
    if (!Object.hasOwn(TAGS, tag.name)) continue;
    try {
      const taken = tag.text.slice(0, readTag(tag, draft)).trimEnd().length;
      places.push({ tag: tag.name, span: spanOf(source, tag.start, headLength(tag) + taken) });
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      problems.push(problemAt(source, tag, error.message));
    }
  }
  const { contract, problem } = contractOf(source, draft, places);
  return { contract, problems: problem === undefined ? problems : [...problems, problem] };
};
