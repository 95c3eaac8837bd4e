// The binary format of WebAssembly, as far as the kernel needs it (source: WebAssembly core specification, chapter 5).

export type Bytes = readonly number[];

export const unsigned = (value: number): Bytes => {
  const low = value & 0x7f;
  return value < 0x80 ? [low] : [low | 0x80, ...unsigned(Math.floor(value / 128))];
};

const signed = (value: number): Bytes => {
  const low = value & 0x7f;
  const rest = value >> 7;
  const last = (rest === 0 && (low & 0x40) === 0) || (rest === -1 && (low & 0x40) !== 0);
  return last ? [low] : [low | 0x80, ...signed(rest)];
};

const vector = (items: readonly Bytes[]): Bytes => [...unsigned(items.length), ...items.flat()];
const sized = (bytes: Bytes): Bytes => [...unsigned(bytes.length), ...bytes];
export const name = (text: string): Bytes => sized(Array.from(text, (letter) => letter.charCodeAt(0)));
export const section = (id: number, items: readonly Bytes[]): Bytes => [id, ...sized(vector(items))];

const I32 = 0x7f;
export const HEADER: Bytes = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
export const SECTION = { type: 1, import: 2, function: 3, export: 7, code: 10 } as const;

export const functionType = (params: number, results: number): Bytes => [
  0x60,
  ...vector(Array.from({ length: params }, () => [I32])),
  ...vector(Array.from({ length: results }, () => [I32])),
];

/** A function's body: so many further locals of type i32, and its instructions. */
export const functionBody = (locals: number, code: Bytes): Bytes =>
  sized([...vector(locals === 0 ? [] : [[...unsigned(locals), I32]]), ...code, 0x0b]);

export const constant = (value: number): Bytes => [0x41, ...signed(value | 0)];
export const get = (local: number): Bytes => [0x20, ...unsigned(local)];
export const set = (local: number): Bytes => [0x21, ...unsigned(local)];
export const tee = (local: number): Bytes => [0x22, ...unsigned(local)];
export const RETURN = 0x0f;
export const END = 0x0b;
export const IF: Bytes = [0x04, 0x40];
export const UNREACHABLE = 0x00;

/** An atomic operation at the address on the stack plus `offset` bytes, on 32 bits. */
export const atomic = (operation: number, offset: number): Bytes => [0xfe, operation, 2, ...unsigned(offset)];
export const ATOMIC = { peek: 0x10, load: 0x10, cas: 0x48 };
export const OPERATION = {
  "+": 0x6a,
  "-": 0x6b,
  "&": 0x71,
  "|": 0x72,
  "<<": 0x74,
  ">>>": 0x76,
  "==": 0x46,
  "!=": 0x47,
};
