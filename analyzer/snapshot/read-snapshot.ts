import { CONSTANTS, LENGTH_BYTES, RECORD, TAG_BITS, TAG_MASK, VALUE, WORD_BYTES, type Header } from "./layout.js";
import type { Vocabulary } from "./vocabulary.js";

class Reader {
  readonly #vocabulary: Vocabulary;
  readonly #header: Header;
  readonly #numbers: readonly number[];
  readonly #words: Int32Array;
  readonly #objects: object[] = [];
  #at = 0;

  constructor(header: Header, words: Int32Array, vocabulary: Vocabulary) {
    this.#vocabulary = vocabulary;
    this.#header = header;
    this.#numbers = header.numbers.map(Number);
    this.#words = words;
  }

  read(): object | undefined {
    while (this.#at < this.#words.length) this.#objects.push(this.#object());
    return this.#objects.at(-1);
  }

  #next(): number {
    const word = this.#words[this.#at] ?? 0;
    this.#at += 1;
    return word;
  }

  #object(): object {
    const head = this.#next();
    const size = head >>> TAG_BITS;
    switch (head & TAG_MASK) {
      case RECORD.array:
        return this.#values(size);
      case RECORD.map:
        return this.#map(size);
      case RECORD.set:
        return new Set(this.#values(size));
      case RECORD.kind:
        return this.#vocabulary.kind(this.#header.names[size] ?? "").make(this.#value());
      default:
        return this.#plain(this.#header.shapes[size] ?? []);
    }
  }

  #values(size: number): unknown[] {
    const values: unknown[] = [];
    for (let index = 0; index < size; index += 1) values.push(this.#value());
    return values;
  }

  #map(size: number): Map<unknown, unknown> {
    const map = new Map<unknown, unknown>();
    for (let index = 0; index < size; index += 1) map.set(this.#value(), this.#value());
    return map;
  }

  #plain(shape: readonly string[]): object {
    const item: Record<string, unknown> = {};
    for (const field of shape) item[field] = this.#value();
    return item;
  }

  #value(): unknown {
    const word = this.#next();
    const number = word >>> TAG_BITS;
    switch (word & TAG_MASK) {
      case VALUE.object:
        return this.#objects[number];
      case VALUE.string:
        return this.#header.strings[number];
      case VALUE.integer:
        return word >> TAG_BITS;
      case VALUE.number:
        return this.#numbers[number];
      case VALUE.named:
        return this.#vocabulary.named(this.#header.names[number] ?? "");
      default:
        return CONSTANTS[number];
    }
  }
}

/**
 * What was written, made anew.
 * @param bytes of one `writeSnapshot`: whether they are whole is for the caller to know
 * @throws NotKept where the vocabulary lacks a name
 */
export const readSnapshot = (bytes: Uint8Array, vocabulary: Vocabulary): object | undefined => {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = LENGTH_BYTES + buffer.readUInt32LE(0);
  const header = JSON.parse(buffer.toString("utf8", LENGTH_BYTES, start)) as Header;
  const aligned = new Uint8Array(bytes.subarray(start));
  return new Reader(header, new Int32Array(aligned.buffer, 0, aligned.length / WORD_BYTES), vocabulary).read();
};
