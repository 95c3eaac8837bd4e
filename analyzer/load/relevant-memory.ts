import { isDeepStrictEqual } from "node:util";
import type { Sources } from "./sources.js";
import { localExports } from "./module-graph.js";
import { namesGivenOut } from "./select-relevant.js";

/** What of the sources decides which files are relevant. */
export interface Selection extends Omit<Sources, "problems"> {
  /** Opened in any case. */
  readonly always: ReadonlySet<string>;
}

const sameSet = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  a.size === b.size && [...a].every((item) => b.has(item));

/** What `selectRelevant` and the graph that it walks read of a file's text. */
const readOf = ({ texts, imports, traits }: Selection, file: string): unknown => {
  const text = texts.get(file) ?? "";
  const isSeed = traits.get(file)?.isDriverLike === true;
  return [localExports(text), isSeed ? namesGivenOut(text, imports.get(file) ?? []) : []];
};

const sameFile = (before: Selection, now: Selection, file: string): boolean =>
  isDeepStrictEqual(before.traits.get(file), now.traits.get(file)) &&
  isDeepStrictEqual(before.imports.get(file), now.imports.get(file)) &&
  isDeepStrictEqual(before.targets.get(file), now.targets.get(file)) &&
  (before.texts.get(file) === now.texts.get(file) || isDeepStrictEqual(readOf(before, file), readOf(now, file)));

const isSame = (before: Selection, now: Selection): boolean =>
  before.texts.size === now.texts.size &&
  sameSet(before.always, now.always) &&
  [...now.texts.keys()].every((file) => before.texts.has(file) && sameFile(before, now, file));

/** The choice of an earlier version; it stands while nothing has changed of all that it was made from. */
export class RelevantMemory {
  #last: { readonly selection: Selection; readonly relevant: ReadonlySet<string> } | undefined;

  of(selection: Selection, select: () => ReadonlySet<string>): ReadonlySet<string> {
    const relevant = this.#last && isSame(this.#last.selection, selection) ? this.#last.relevant : select();
    this.#last = { selection, relevant };
    return relevant;
  }
}
