import { TAGS } from "./tag-table.js";

/** Whether a tag name was meant for a contract though no such tag exists: `@irqlRequire`, `@acquireslock`. */
export const misspelledTag = (name: string): string | undefined => {
  if (Object.hasOwn(TAGS, name)) return undefined;
  const lower = name.toLowerCase();
  const sameLetters = Object.keys(TAGS).find((known) => known.toLowerCase() === lower);
  if (sameLetters === undefined && !/^irql\w/i.test(name)) return undefined;
  const near = sameLetters ?? nearest(lower);
  return `\`@${name}\` is no contract tag; ${near === undefined ? `there are ${list()}` : `write \`@${near}\``}`;
};

const list = (): string =>
  Object.keys(TAGS)
    .filter((tag) => tag.startsWith("irql"))
    .map((tag) => `\`@${tag}\``)
    .join(", ");

const nearest = (lower: string): string | undefined => {
  const ranked = Object.keys(TAGS)
    .map((tag) => ({ tag, steps: distance(tag.toLowerCase(), lower) }))
    .sort((a, b) => a.steps - b.steps);
  const best = ranked[0];
  return best !== undefined && best.steps <= 3 ? best.tag : undefined;
};

/** Edit distance by Levenshtein, one row at a time. */
const distance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, swap));
    }
    row = next;
  }
  return row[b.length] ?? 0;
};
