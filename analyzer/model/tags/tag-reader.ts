/** A tag that cannot be read: the message says what to write instead. Never leaves `readTags`. */
export class Unreadable extends Error {
  override readonly name = "Unreadable";
}

/** Reads the text behind a tag's name from left to right; blanks separate and mean nothing. */
export class TagReader {
  readonly tag: string;
  readonly #text: string;
  #at = 0;

  constructor(tag: string, text: string) {
    this.tag = tag;
    this.#text = text;
  }

  /** How much of the text has been read. */
  get read(): number {
    return this.#at;
  }

  /** Takes what the sticky pattern matches here, after blanks. */
  take(pattern: RegExp): string | undefined {
    this.#at += /^\s*/.exec(this.rest)?.[0].length ?? 0;
    return this.takeNow(pattern);
  }

  /** Takes what the sticky pattern matches exactly here. */
  takeNow(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    this.#at += found?.length ?? 0;
    return found;
  }

  get rest(): string {
    return this.#text.slice(this.#at);
  }

  /** The next word, for messages. */
  get word(): string {
    return /^\s*(\S*)/.exec(this.rest)?.[1] ?? "";
  }

  fail(what: string): never {
    throw new Unreadable(what);
  }
}
