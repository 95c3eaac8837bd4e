import type { Disk } from "./disk.js";

type Ask = keyof Disk;

/** A question to the disk, with the answer. */
interface Answered {
  readonly ask: Ask;
  readonly path: string;
  readonly answer: unknown;
}

type Listing = ReturnType<Disk["list"]>;

const sameListing = (before: Listing, now: Listing): boolean =>
  before.size === now.size &&
  [...before].every(([name, { kind, isLink }]) => {
    const entry = now.get(name);
    return entry?.kind === kind && entry.isLink === isLink;
  });

type Source = ReturnType<Disk["readSource"]>;

const contentOf = (source: Source): string => ("text" in source ? `text ${source.text}` : source.unreadable);

const sameAnswer = (ask: Ask, before: unknown, now: unknown): boolean => {
  if (before === now) return true;
  switch (ask) {
    case "list":
      return sameListing(before as Listing, now as Listing);
    case "readSource":
      return contentOf(before as Source) === contentOf(now as Source);
    default:
      return false;
  }
};

const ASKS: readonly Ask[] = ["list", "stat", "realpath", "fileExists", "directoryExists", "readFile", "readSource"];

/** The disk, with all that it is asked noted, each question once. */
const notingDisk = (disk: Disk, noted: Map<string, Answered>): Disk => {
  const noting = (ask: Ask) => (path: string) => {
    const answer = disk[ask](path);
    noted.set(`${ask} ${path}`, { ask, path, answer });
    return answer;
  };
  return Object.fromEntries(ASKS.map((ask) => [ask, noting(ask)])) as unknown as Disk;
};

/** What was made of the disk's answers to some questions: it stands as long as the same questions have the same answers. */
export class MadeOfDisk<Made> {
  #last: { readonly key: string; readonly answered: readonly Answered[]; readonly made: Made } | undefined;

  /** @param key all else that it is made of */
  of(key: string, disk: Disk, make: (disk: Disk) => Made): Made {
    const last = this.#last;
    if (last?.key === key && last.answered.every(({ ask, path, answer }) => sameAnswer(ask, answer, disk[ask](path))))
      return last.made;
    const noted = new Map<string, Answered>();
    const made = make(notingDisk(disk, noted));
    this.#last = { key, answered: [...noted.values()], made };
    return made;
  }
}
