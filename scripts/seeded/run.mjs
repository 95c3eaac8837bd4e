// Makes every mistake of every kind in every place of a corpus, one at a time, and asks whether anything is found.
import { relative } from "node:path";
import { applyEdits } from "./corpus.mjs";
import { MISTAKES } from "./mistakes.mjs";

/** Every single mistake that the kinds can make in a corpus. */
export const mistakesIn = (corpus) =>
  corpus.sources.flatMap((source) =>
    Object.entries(MISTAKES).flatMap(([kind, seed]) =>
      seed(source, corpus).map((edits) => ({
        kind,
        corpus,
        file: source.fileName,
        line: source.getLineAndCharacterOfPosition(Math.min(...edits.map(({ start }) => start))).line + 1,
        text: applyEdits(source.text, edits),
      })),
    ),
  );

/** Whether a mistake is found: any finding, where the correct source has none. */
export const seedOne = ({ corpus, file, text }) => corpus.withText(file, text);

export const placeOf = ({ file, line }) => `${relative(process.cwd(), file)}:${String(line)}`;
