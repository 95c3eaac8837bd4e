/**
 * A snapshot in bytes: the length of a JSON text, that text (`Header`), and words of 32 bits, records one after the other. A record
 * is a head, what it is and how long, and its values; an object's number is the place of its record among all. A record names only
 * those before it, the last one is the whole.
 */
export interface Header {
  readonly strings: readonly string[];
  /** Numbers that are no small integers. */
  readonly numbers: readonly (number | string)[];
  /** Names of the fields of plain objects. */
  readonly shapes: readonly (readonly string[])[];
  /** Names of things, and of classes, that the vocabulary knows. */
  readonly names: readonly string[];
}

/** Bits of a word that say what the others are. */
export const TAG_BITS = 3;
export const TAG_MASK = (1 << TAG_BITS) - 1;

/** What a head stands before. */
export const RECORD = { plain: 0, array: 1, map: 2, set: 3, kind: 4 } as const;

/** What a word stands for. */
export const VALUE = { object: 0, string: 1, integer: 2, number: 3, constant: 4, named: 5 } as const;

export const CONSTANTS = [undefined, null, false, true] as const;

export const LENGTH_BYTES = 4;
export const WORD_BYTES = 4;
