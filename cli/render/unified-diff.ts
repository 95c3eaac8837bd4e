import type { Paint } from "./paint.js";

const CONTEXT = 3;

interface Line {
  readonly kind: " " | "-" | "+";
  readonly text: string;
  /** Line numbers from 1 in the old and in the new text. */
  readonly old: number;
  readonly now: number;
}

/** Without its end, so that `\r` does not reach the terminal. */
const linesOf = (text: string): string[] => {
  const lines = text.split(/\r\n|[\n\r]/);
  return lines.at(-1) === "" ? lines.slice(0, -1) : lines;
};

/** Where the next line that both texts have stands in each; their ends where there is none. */
const nextCommon = (
  before: readonly string[],
  after: readonly string[],
  old: number,
  now: number,
): [number, number] => {
  for (let ahead = 0; old + ahead < before.length || now + ahead < after.length; ahead += 1) {
    const added = now + ahead < after.length ? before.indexOf(after[now + ahead] ?? "", old) : -1;
    const removed = old + ahead < before.length ? after.indexOf(before[old + ahead] ?? "", now) : -1;
    if (removed >= 0 && (added < 0 || removed - now >= added - old)) return [old + ahead, removed];
    if (added >= 0) return [added, now + ahead];
  }
  return [before.length, after.length];
};

/** Old and new lines in one order: right for any two texts, short where lines were added here and there. */
const compared = (before: readonly string[], after: readonly string[]): Line[] => {
  const lines: Line[] = [];
  let [old, now] = [0, 0];
  while (old < before.length || now < after.length) {
    const [oldEnd, nowEnd] = nextCommon(before, after, old, now);
    while (old < oldEnd) lines.push({ kind: "-", text: before[old] ?? "", old: ++old, now });
    while (now < nowEnd) lines.push({ kind: "+", text: after[now] ?? "", old, now: ++now });
    if (old < before.length) lines.push({ kind: " ", text: before[old] ?? "", old: ++old, now: ++now });
  }
  return lines;
};

/** Runs of lines in which changes are near each other. */
const hunksOf = (lines: readonly Line[]): Line[][] => {
  const near = lines.map((_, index) =>
    lines.slice(Math.max(0, index - CONTEXT), index + CONTEXT + 1).some(({ kind }) => kind !== " "),
  );
  const hunks: Line[][] = [];
  for (const [index, line] of lines.entries()) {
    if (!near[index]) continue;
    if (near[index - 1]) hunks.at(-1)?.push(line);
    else hunks.push([line]);
  }
  return hunks;
};

const range = (lines: readonly Line[], side: "old" | "now", absent: Line["kind"]): string => {
  const own = lines.filter(({ kind }) => kind !== absent);
  return `${String(own[0]?.[side] ?? lines[0]?.[side] ?? 0)},${String(own.length)}`;
};

const hunkText = (lines: readonly Line[], paint: Paint): string => {
  const head = `@@ -${range(lines, "old", "+")} +${range(lines, "now", "-")} @@`;
  const styles = { " ": undefined, "-": "error", "+": "good" } as const;
  const body = lines.map(({ kind, text }) => {
    const style = styles[kind];
    return style === undefined ? `${kind}${text}` : paint(style, `${kind}${text}`);
  });
  return [paint("place", head), ...body].map((line) => `${line}\n`).join("");
};

/** The change of a file as `git diff` shows it; nothing where the texts are equal. */
export const unifiedDiff = (file: string, before: string, after: string, paint: Paint): string => {
  const hunks = hunksOf(compared(linesOf(before), linesOf(after)));
  if (hunks.length === 0) return "";
  return [
    paint("strong", `--- a/${file}`),
    "\n",
    paint("strong", `+++ b/${file}`),
    "\n",
    ...hunks.map((hunk) => hunkText(hunk, paint)),
  ].join("");
};
