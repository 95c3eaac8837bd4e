import { CONSTANTS, LENGTH_BYTES, RECORD, TAG_BITS, VALUE, WORD_BYTES, type Header } from "./layout.js";
import { NotKept, type Kind, type Vocabulary } from "./vocabulary.js";

/** Texts or the like, each with a number. */
class Table<Item> {
  readonly items: Item[] = [];
  readonly #numbers = new Map<Item, number>();

  number(item: Item): number {
    const known = this.#numbers.get(item);
    if (known !== undefined) return known;
    const next = this.items.push(item) - 1;
    this.#numbers.set(item, next);
    return next;
  }
}

/** Words, as many as come. */
class Words {
  #words = new Int32Array(1 << 16);
  #count = 0;

  push(word: number): void {
    if (this.#count === this.#words.length) {
      const larger = new Int32Array(this.#count * 2);
      larger.set(this.#words);
      this.#words = larger;
    }
    this.#words[this.#count] = word;
    this.#count += 1;
  }

  get bytes(): Uint8Array {
    return new Uint8Array(this.#words.buffer, 0, this.#count * WORD_BYTES);
  }
}

interface Content {
  readonly tag: number;
  /** Length, or the number of the shape or class. */
  readonly size: number;
  readonly values: readonly unknown[];
}

/** An object before it is written, and up to where what it consists of is. */
interface Frame extends Content {
  readonly item: object;
  next: number;
}

/** In the place of the number of an object that is open: who meets it again inside has found a cycle. */
const OPEN = -1;

/** More objects than this are no help: reading them takes as long as finding it all anew. */
const MAX_OBJECTS = 8_000_000;

/** Stands between the fields of a shape, and in no name of one. */
const SEPARATOR = "\n";

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

const isPlain = (item: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(item);
  return prototype === Object.prototype || prototype === null;
};

class Writer {
  readonly #vocabulary: Vocabulary;
  readonly #strings = new Table<string>();
  readonly #numbers = new Table<number | string>();
  readonly #shapes = new Table<string>();
  readonly #names = new Table<string>();
  readonly #words = new Words();
  /** Of the objects that are written or open. */
  readonly #numberOf = new Map<object, number>();
  #count = 0;

  constructor(vocabulary: Vocabulary) {
    this.#vocabulary = vocabulary;
  }

  /** What an object consists of comes before it, so that reading can make it in one go. */
  write(whole: object): void {
    const open: Frame[] = [this.#open(whole)];
    for (let frame = open.at(-1); frame !== undefined; frame = open.at(-1)) {
      const missing = this.#nextMissing(frame);
      if (missing !== undefined) open.push(this.#open(missing));
      else {
        open.pop();
        this.#record(frame);
      }
    }
  }

  get bytes(): Uint8Array {
    const header: Header = {
      strings: this.#strings.items,
      numbers: this.#numbers.items,
      shapes: this.#shapes.items.map((shape) => (shape === "" ? [] : shape.split(SEPARATOR))),
      names: this.#names.items,
    };
    const text = Buffer.from(JSON.stringify(header));
    const padding = Buffer.alloc((WORD_BYTES - (text.length % WORD_BYTES)) % WORD_BYTES, " ");
    const length = Buffer.alloc(LENGTH_BYTES);
    length.writeUInt32LE(text.length + padding.length);
    return Buffer.concat([length, text, padding, this.#words.bytes]);
  }

  #open(item: object): Frame {
    this.#numberOf.set(item, OPEN);
    const { tag, size, values } = this.#contentOf(item);
    return { item, tag, size, values, next: 0 };
  }

  #nextMissing(frame: Frame): object | undefined {
    const { values } = frame;
    while (frame.next < values.length) {
      const value = values[frame.next];
      frame.next += 1;
      if (isObject(value) && !this.#numberOf.has(value) && this.#vocabulary.nameOf(value) === undefined) return value;
    }
    return undefined;
  }

  #contentOf(item: object): Content {
    if (Array.isArray(item)) return { tag: RECORD.array, size: item.length, values: item };
    if (item instanceof Map) return { tag: RECORD.map, size: item.size, values: [...item].flat(1) };
    if (item instanceof Set) return { tag: RECORD.set, size: item.size, values: [...item] };
    const kind = this.#vocabulary.kindOf(item);
    if (kind !== undefined) return this.#contentOfKind(item, kind);
    if (!isPlain(item)) throw new NotKept(`an object of class \`${item.constructor.name}\``);
    const shape = this.#shapes.number(Object.keys(item).join(SEPARATOR));
    return { tag: RECORD.plain, size: shape, values: Object.values(item) };
  }

  #contentOfKind(item: object, { name, give }: Kind): Content {
    return { tag: RECORD.kind, size: this.#names.number(name), values: [give(item)] };
  }

  #record({ item, tag, size, values }: Frame): void {
    this.#words.push((size << TAG_BITS) | tag);
    for (const value of values) this.#words.push(this.#word(value));
    this.#numberOf.set(item, this.#count);
    this.#count += 1;
    if (this.#count > MAX_OBJECTS) throw new NotKept("too many objects");
  }

  #word(value: unknown): number {
    switch (typeof value) {
      case "string":
        return (this.#strings.number(value) << TAG_BITS) | VALUE.string;
      case "number":
        return this.#numberWord(value);
      case "object":
      case "function":
        return value === null ? this.#constantWord(value) : this.#objectWord(value);
      default:
        return this.#constantWord(value);
    }
  }

  #numberWord(value: number): number {
    const word = (value << TAG_BITS) | VALUE.integer;
    if (Object.is(word >> TAG_BITS, value)) return word;
    return (
      (this.#numbers.number(Number.isFinite(value) && value !== 0 ? value : numberText(value)) << TAG_BITS) |
      VALUE.number
    );
  }

  #constantWord(value: unknown): number {
    const constant = (CONSTANTS as readonly unknown[]).indexOf(value);
    if (constant < 0) throw new NotKept(`a ${typeof value}`);
    return (constant << TAG_BITS) | VALUE.constant;
  }

  #objectWord(value: object): number {
    const number = this.#numberOf.get(value);
    if (number === OPEN) throw new NotKept("a cycle");
    if (number !== undefined) return (number << TAG_BITS) | VALUE.object;
    const name = this.#vocabulary.nameOf(value);
    if (name === undefined) throw new NotKept(`a function \`${(value as { readonly name?: string }).name ?? ""}\``);
    return (this.#names.number(name) << TAG_BITS) | VALUE.named;
  }
}

/** JSON has no such numbers. */
const numberText = (value: number): string => (Object.is(value, -0) ? "-0" : String(value));

/**
 * All that can be reached from an object, as bytes. What two things share is shared again in what is read.
 * @throws NotKept where something is reached that is neither data nor in the vocabulary, or there are cycles
 */
export const writeSnapshot = (whole: object, vocabulary: Vocabulary): Uint8Array => {
  const writer = new Writer(vocabulary);
  writer.write(whole);
  return writer.bytes;
};
