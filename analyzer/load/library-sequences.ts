/*
 * The part of the language's library that holds or runs things one after the other: arrays, iterators, collections, promises,
 * shared memory. Continues library-language.ts.
 */
const callback = (array: string, result: string): string => `(value: T, index: number, array: ${array}) => ${result}`;

/** What `Array` and `ReadonlyArray` have in common. */
const reading = (array: string): string => `
  readonly length: number;
  at(index: number): T | undefined;
  concat(...items: (T | ConcatArray<T>)[]): T[];
  entries(): ArrayIterator<[number, T]>;
  every<S extends T>(predicate: (value: T, index: number, array: ${array}) => value is S, thisArg?: any): this is S[];
  every(predicate: ${callback(array, "unknown")}, thisArg?: any): boolean;
  filter<S extends T>(predicate: (value: T, index: number, array: ${array}) => value is S, thisArg?: any): S[];
  filter(predicate: ${callback(array, "unknown")}, thisArg?: any): T[];
  find<S extends T>(predicate: (value: T, index: number, array: ${array}) => value is S, thisArg?: any): S | undefined;
  find(predicate: ${callback(array, "unknown")}, thisArg?: any): T | undefined;
  findIndex(predicate: ${callback(array, "unknown")}, thisArg?: any): number;
  findLast<S extends T>(predicate: (value: T, index: number, array: ${array}) => value is S, thisArg?: any): S | undefined;
  findLast(predicate: ${callback(array, "unknown")}, thisArg?: any): T | undefined;
  findLastIndex(predicate: ${callback(array, "unknown")}, thisArg?: any): number;
  flat(depth?: 1): (T extends readonly (infer E)[] ? E : T)[];
  flat(depth: number): any[];
  flatMap<U>(callback: ${callback("T[]", "U | readonly U[]")}, thisArg?: any): U[];
  forEach(callback: ${callback(array, "void")}, thisArg?: any): void;
  includes(item: T, from?: number): boolean;
  indexOf(item: T, from?: number): number;
  join(separator?: string): string;
  keys(): ArrayIterator<number>;
  lastIndexOf(item: T, from?: number): number;
  map<U>(callback: ${callback(array, "U")}, thisArg?: any): U[];
  reduce(callback: (previous: T, current: T, index: number, array: ${array}) => T): T;
  reduce(callback: (previous: T, current: T, index: number, array: ${array}) => T, initial: T): T;
  reduce<U>(callback: (previous: U, current: T, index: number, array: ${array}) => U, initial: U): U;
  reduceRight(callback: (previous: T, current: T, index: number, array: ${array}) => T): T;
  reduceRight<U>(callback: (previous: U, current: T, index: number, array: ${array}) => U, initial: U): U;
  slice(start?: number, end?: number): T[];
  some(predicate: ${callback(array, "unknown")}, thisArg?: any): boolean;
  toReversed(): T[];
  toSorted(compare?: (a: T, b: T) => number): T[];
  toSpliced(start: number, remove?: number, ...items: T[]): T[];
  toString(): string;
  values(): ArrayIterator<T>;
  with(index: number, value: T): T[];
  [Symbol.iterator](): ArrayIterator<T>;`;

const arrays = `
interface ConcatArray<T> { readonly length: number; readonly [index: number]: T; join(separator?: string): string; slice(start?: number, end?: number): T[] }
interface ArrayLike<T> { readonly length: number; readonly [index: number]: T }
interface ReadonlyArray<T> {${reading("readonly T[]")}
  readonly [index: number]: T;
}
interface Array<T> {${reading("T[]").replace("readonly length", "length")}
  [index: number]: T;
  copyWithin(target: number, start: number, end?: number): this;
  fill(value: T, start?: number, end?: number): this;
  pop(): T | undefined;
  push(...items: T[]): number;
  reverse(): T[];
  shift(): T | undefined;
  sort(compare?: (a: T, b: T) => number): this;
  splice(start: number, remove?: number, ...items: T[]): T[];
  unshift(...items: T[]): number;
}
interface ArrayConstructor {
  new (length?: number): any[];
  new <T>(length: number): T[];
  new <T>(...items: T[]): T[];
  (length?: number): any[];
  <T>(...items: T[]): T[];
  readonly prototype: any[];
  from<T>(items: Iterable<T> | ArrayLike<T>): T[];
  from<T, U>(items: Iterable<T> | ArrayLike<T>, callback: (value: T, index: number) => U, thisArg?: any): U[];
  fromAsync<T>(items: AsyncIterable<T> | Iterable<T | PromiseLike<T>> | ArrayLike<T | PromiseLike<T>>): Promise<T[]>;
  fromAsync<T, U>(items: AsyncIterable<T> | Iterable<T> | ArrayLike<T>, callback: (value: Awaited<T>, index: number) => U): Promise<Awaited<U>[]>;
  isArray(value: any): value is any[];
  of<T>(...items: T[]): T[];
}
declare var Array: ArrayConstructor;
`;

const iterators = `
interface IteratorYieldResult<T> { done?: false; value: T }
interface IteratorReturnResult<TReturn> { done: true; value: TReturn }
type IteratorResult<T, TReturn = any> = IteratorYieldResult<T> | IteratorReturnResult<TReturn>;
interface Iterator<T, TReturn = any, TNext = any> { next(...args: [] | [TNext]): IteratorResult<T, TReturn>; return?(value?: TReturn): IteratorResult<T, TReturn>; throw?(error?: any): IteratorResult<T, TReturn> }
interface Iterable<T, TReturn = any, TNext = any> { [Symbol.iterator](): Iterator<T, TReturn, TNext> }
interface IterableIterator<T, TReturn = any, TNext = any> extends Iterator<T, TReturn, TNext> { [Symbol.iterator](): IterableIterator<T, TReturn, TNext> }
interface IteratorObject<T, TReturn = unknown, TNext = unknown> extends Iterator<T, TReturn, TNext>, Disposable {
  [Symbol.iterator](): IteratorObject<T, TReturn, TNext>;
  map<U>(callback: (value: T, index: number) => U): IteratorObject<U, undefined, unknown>;
  filter<S extends T>(predicate: (value: T, index: number) => value is S): IteratorObject<S, undefined, unknown>;
  filter(predicate: (value: T, index: number) => unknown): IteratorObject<T, undefined, unknown>;
  take(limit: number): IteratorObject<T, undefined, unknown>;
  drop(count: number): IteratorObject<T, undefined, unknown>;
  flatMap<U>(callback: (value: T, index: number) => Iterable<U>): IteratorObject<U, undefined, unknown>;
  reduce<U>(callback: (previous: U, current: T, index: number) => U, initial?: U): U;
  toArray(): T[];
  forEach(callback: (value: T, index: number) => void): void;
  some(predicate: (value: T, index: number) => unknown): boolean;
  every(predicate: (value: T, index: number) => unknown): boolean;
  find(predicate: (value: T, index: number) => unknown): T | undefined;
}
declare var Iterator: { new <T>(): IteratorObject<T>; from<T>(value: Iterator<T> | Iterable<T>): IteratorObject<T>; readonly prototype: IteratorObject<any> };
interface Generator<T = unknown, TReturn = any, TNext = any> extends IteratorObject<T, TReturn, TNext> { next(...args: [] | [TNext]): IteratorResult<T, TReturn>; return(value: TReturn): IteratorResult<T, TReturn>; throw(error: any): IteratorResult<T, TReturn>; [Symbol.iterator](): Generator<T, TReturn, TNext> }
interface GeneratorFunction { new (...args: any[]): Generator; (...args: any[]): Generator; readonly prototype: Generator }
interface AsyncIterator<T, TReturn = any, TNext = any> { next(...args: [] | [TNext]): Promise<IteratorResult<T, TReturn>>; return?(value?: TReturn | PromiseLike<TReturn>): Promise<IteratorResult<T, TReturn>>; throw?(error?: any): Promise<IteratorResult<T, TReturn>> }
interface AsyncIterable<T, TReturn = any, TNext = any> { [Symbol.asyncIterator](): AsyncIterator<T, TReturn, TNext> }
interface AsyncIterableIterator<T, TReturn = any, TNext = any> extends AsyncIterator<T, TReturn, TNext> { [Symbol.asyncIterator](): AsyncIterableIterator<T, TReturn, TNext> }
interface AsyncIteratorObject<T, TReturn = unknown, TNext = unknown> extends AsyncIterator<T, TReturn, TNext>, AsyncDisposable { [Symbol.asyncIterator](): AsyncIteratorObject<T, TReturn, TNext> }
interface AsyncGenerator<T = unknown, TReturn = any, TNext = any> extends AsyncIteratorObject<T, TReturn, TNext> { next(...args: [] | [TNext]): Promise<IteratorResult<T, TReturn>>; return(value: TReturn | PromiseLike<TReturn>): Promise<IteratorResult<T, TReturn>>; throw(error: any): Promise<IteratorResult<T, TReturn>>; [Symbol.asyncIterator](): AsyncGenerator<T, TReturn, TNext> }
interface AsyncGeneratorFunction { new (...args: any[]): AsyncGenerator; (...args: any[]): AsyncGenerator; readonly prototype: AsyncGenerator }
${["Array", "Map", "Set", "String", "RegExpString"]
  .map(
    (name) =>
      `interface ${name}Iterator<T> extends IteratorObject<T, BuiltinIteratorReturn, unknown> { [Symbol.iterator](): ${name}Iterator<T> }`,
  )
  .join("\n")}
interface Disposable { [Symbol.dispose](): void }
interface AsyncDisposable { [Symbol.asyncDispose](): PromiseLike<void> }
interface DisposableStack extends Disposable { readonly disposed: boolean; dispose(): void; use<T>(value: T): T; adopt<T>(value: T, onDispose: (value: T) => void): T; defer(onDispose: () => void): void; move(): DisposableStack }
declare var DisposableStack: { new (): DisposableStack; readonly prototype: DisposableStack };
interface AsyncDisposableStack extends AsyncDisposable { readonly disposed: boolean; disposeAsync(): Promise<void>; use<T>(value: T): T; adopt<T>(value: T, onDispose: (value: T) => any): T; defer(onDispose: () => any): void; move(): AsyncDisposableStack }
declare var AsyncDisposableStack: { new (): AsyncDisposableStack; readonly prototype: AsyncDisposableStack };
`;

const collections = `
interface ReadonlyMap<K, V> { readonly size: number; get(key: K): V | undefined; has(key: K): boolean; forEach(callback: (value: V, key: K, map: ReadonlyMap<K, V>) => void, thisArg?: any): void; entries(): MapIterator<[K, V]>; keys(): MapIterator<K>; values(): MapIterator<V>; [Symbol.iterator](): MapIterator<[K, V]> }
interface Map<K, V> { readonly size: number; get(key: K): V | undefined; getOrInsert(key: K, value: V): V; getOrInsertComputed(key: K, callback: (key: K) => V): V; has(key: K): boolean; set(key: K, value: V): this; delete(key: K): boolean; clear(): void; forEach(callback: (value: V, key: K, map: Map<K, V>) => void, thisArg?: any): void; entries(): MapIterator<[K, V]>; keys(): MapIterator<K>; values(): MapIterator<V>; [Symbol.iterator](): MapIterator<[K, V]> }
interface MapConstructor { new (): Map<any, any>; new <K, V>(entries?: readonly (readonly [K, V])[] | Iterable<readonly [K, V]> | null): Map<K, V>; readonly prototype: Map<any, any>; groupBy<K, T>(items: Iterable<T>, callback: (item: T, index: number) => K): Map<K, T[]> }
declare var Map: MapConstructor;
interface ReadonlySetLike<T> { readonly size: number; has(value: T): boolean; keys(): Iterator<T> }
interface ReadonlySet<T> { readonly size: number; has(value: T): boolean; forEach(callback: (value: T, key: T, set: ReadonlySet<T>) => void, thisArg?: any): void; entries(): SetIterator<[T, T]>; keys(): SetIterator<T>; values(): SetIterator<T>; [Symbol.iterator](): SetIterator<T>; union<U>(other: ReadonlySetLike<U>): Set<T | U>; intersection<U>(other: ReadonlySetLike<U>): Set<T & U>; difference<U>(other: ReadonlySetLike<U>): Set<T>; isSubsetOf(other: ReadonlySetLike<unknown>): boolean; isSupersetOf(other: ReadonlySetLike<unknown>): boolean; isDisjointFrom(other: ReadonlySetLike<unknown>): boolean }
interface Set<T> extends ReadonlySet<T> { add(value: T): this; clear(): void; delete(value: T): boolean; forEach(callback: (value: T, key: T, set: Set<T>) => void, thisArg?: any): void }
interface SetConstructor { new <T = any>(values?: readonly T[] | Iterable<T> | null): Set<T>; readonly prototype: Set<any> }
declare var Set: SetConstructor;
interface WeakMap<K extends WeakKey, V> { get(key: K): V | undefined; getOrInsertComputed(key: K, callback: (key: K) => V): V; has(key: K): boolean; set(key: K, value: V): this; delete(key: K): boolean }
interface WeakMapConstructor { new <K extends WeakKey = WeakKey, V = any>(entries?: Iterable<readonly [K, V]> | readonly (readonly [K, V])[] | null): WeakMap<K, V>; readonly prototype: WeakMap<WeakKey, any> }
declare var WeakMap: WeakMapConstructor;
interface WeakSet<T extends WeakKey> { add(value: T): this; has(value: T): boolean; delete(value: T): boolean }
interface WeakSetConstructor { new <T extends WeakKey = WeakKey>(values?: Iterable<T> | readonly T[] | null): WeakSet<T>; readonly prototype: WeakSet<WeakKey> }
declare var WeakSet: WeakSetConstructor;
interface WeakRef<T extends WeakKey> { deref(): T | undefined }
interface WeakRefConstructor { new <T extends WeakKey>(target: T): WeakRef<T>; readonly prototype: WeakRef<any> }
declare var WeakRef: WeakRefConstructor;
interface FinalizationRegistry<T> { register(target: WeakKey, value: T, token?: WeakKey): void; unregister(token: WeakKey): boolean }
interface FinalizationRegistryConstructor { new <T>(callback: (value: T) => void): FinalizationRegistry<T>; readonly prototype: FinalizationRegistry<any> }
declare var FinalizationRegistry: FinalizationRegistryConstructor;
`;

const promises = `
interface PromiseLike<T> { then<A = T, B = never>(done?: ((value: T) => A | PromiseLike<A>) | null, failed?: ((reason: any) => B | PromiseLike<B>) | null): PromiseLike<A | B> }
interface Promise<T> {
  then<A = T, B = never>(done?: ((value: T) => A | PromiseLike<A>) | null, failed?: ((reason: any) => B | PromiseLike<B>) | null): Promise<A | B>;
  catch<B = never>(failed?: ((reason: any) => B | PromiseLike<B>) | null): Promise<T | B>;
  finally(callback?: (() => void) | null): Promise<T>;
}
interface PromiseFulfilledResult<T> { status: "fulfilled"; value: T }
interface PromiseRejectedResult { status: "rejected"; reason: any }
type PromiseSettledResult<T> = PromiseFulfilledResult<T> | PromiseRejectedResult;
interface PromiseWithResolvers<T> { promise: Promise<T>; resolve: (value: T | PromiseLike<T>) => void; reject: (reason?: any) => void }
interface PromiseConstructor {
  new <T>(executor: (resolve: (value: T | PromiseLike<T>) => void, reject: (reason?: any) => void) => void): Promise<T>;
  readonly prototype: Promise<any>;
  all<T extends readonly unknown[] | []>(values: T): Promise<{ -readonly [P in keyof T]: Awaited<T[P]> }>;
  all<T>(values: Iterable<T | PromiseLike<T>>): Promise<Awaited<T>[]>;
  allSettled<T extends readonly unknown[] | []>(values: T): Promise<{ -readonly [P in keyof T]: PromiseSettledResult<Awaited<T[P]>> }>;
  allSettled<T>(values: Iterable<T | PromiseLike<T>>): Promise<PromiseSettledResult<Awaited<T>>[]>;
  any<T>(values: Iterable<T | PromiseLike<T>>): Promise<Awaited<T>>;
  race<T>(values: Iterable<T | PromiseLike<T>>): Promise<Awaited<T>>;
  reject<T = never>(reason?: any): Promise<T>;
  resolve(): Promise<void>;
  resolve<T>(value: T): Promise<Awaited<T>>;
  try<T, A extends unknown[]>(callback: (...args: A) => T | PromiseLike<T>, ...args: A): Promise<Awaited<T>>;
  withResolvers<T>(): PromiseWithResolvers<T>;
}
declare var Promise: PromiseConstructor;
`;

const typedArray = (name: string, item: string): string => `
interface ${name}<TArrayBuffer extends ArrayBufferLike = ArrayBufferLike> {
  readonly buffer: TArrayBuffer;
  readonly byteLength: number;
  readonly byteOffset: number;
  readonly length: number;
  readonly BYTES_PER_ELEMENT: number;
  [index: number]: ${item};
  at(index: number): ${item} | undefined;
  copyWithin(target: number, start: number, end?: number): this;
  every(predicate: (value: ${item}, index: number, array: this) => unknown, thisArg?: any): boolean;
  fill(value: ${item}, start?: number, end?: number): this;
  filter(predicate: (value: ${item}, index: number, array: this) => any, thisArg?: any): ${name}<ArrayBuffer>;
  find(predicate: (value: ${item}, index: number, array: this) => boolean, thisArg?: any): ${item} | undefined;
  findIndex(predicate: (value: ${item}, index: number, array: this) => boolean, thisArg?: any): number;
  forEach(callback: (value: ${item}, index: number, array: this) => void, thisArg?: any): void;
  includes(item: ${item}, from?: number): boolean;
  indexOf(item: ${item}, from?: number): number;
  join(separator?: string): string;
  map(callback: (value: ${item}, index: number, array: this) => ${item}, thisArg?: any): ${name}<ArrayBuffer>;
  reduce(callback: (previous: ${item}, current: ${item}, index: number, array: this) => ${item}): ${item};
  reduce<U>(callback: (previous: U, current: ${item}, index: number, array: this) => U, initial: U): U;
  reverse(): this;
  set(items: ArrayLike<${item}>, offset?: number): void;
  slice(start?: number, end?: number): ${name}<ArrayBuffer>;
  some(predicate: (value: ${item}, index: number, array: this) => unknown, thisArg?: any): boolean;
  sort(compare?: (a: ${item}, b: ${item}) => number): this;
  subarray(start?: number, end?: number): ${name}<TArrayBuffer>;
  entries(): ArrayIterator<[number, ${item}]>;
  keys(): ArrayIterator<number>;
  values(): ArrayIterator<${item}>;
  [Symbol.iterator](): ArrayIterator<${item}>;
}
interface ${name}Constructor {
  new (length?: number): ${name}<ArrayBuffer>;
  new <TArrayBuffer extends ArrayBufferLike>(buffer: TArrayBuffer, byteOffset?: number, length?: number): ${name}<TArrayBuffer>;
  new (items: ArrayLike<${item}> | Iterable<${item}>): ${name}<ArrayBuffer>;
  readonly prototype: ${name};
  readonly BYTES_PER_ELEMENT: number;
  of(...items: ${item}[]): ${name}<ArrayBuffer>;
  from(items: ArrayLike<${item}> | Iterable<${item}>): ${name}<ArrayBuffer>;
  from<T>(items: ArrayLike<T> | Iterable<T>, callback: (value: T, index: number) => ${item}, thisArg?: any): ${name}<ArrayBuffer>;
}
declare var ${name}: ${name}Constructor;`;

const views = "Int8 Uint8 Int16 Uint16 Int32 Uint32 Float32 Float64".split(" ");

const memory = `
interface ArrayBuffer { readonly byteLength: number; readonly maxByteLength: number; readonly resizable: boolean; readonly detached: boolean; slice(start?: number, end?: number): ArrayBuffer; resize(length?: number): void; transfer(length?: number): ArrayBuffer; readonly [Symbol.toStringTag]: "ArrayBuffer" }
interface ArrayBufferConstructor { new (length: number, options?: { maxByteLength?: number }): ArrayBuffer; readonly prototype: ArrayBuffer; isView(value: any): value is ArrayBufferView }
declare var ArrayBuffer: ArrayBufferConstructor;
interface SharedArrayBuffer { readonly byteLength: number; readonly growable: boolean; readonly maxByteLength: number; grow(length?: number): void; slice(start?: number, end?: number): SharedArrayBuffer; readonly [Symbol.toStringTag]: "SharedArrayBuffer" }
interface SharedArrayBufferConstructor { new (length?: number, options?: { maxByteLength?: number }): SharedArrayBuffer; readonly prototype: SharedArrayBuffer }
declare var SharedArrayBuffer: SharedArrayBufferConstructor;
type ArrayBufferLike = ArrayBuffer | SharedArrayBuffer;
interface ArrayBufferView<TArrayBuffer extends ArrayBufferLike = ArrayBufferLike> { readonly buffer: TArrayBuffer; readonly byteLength: number; readonly byteOffset: number }
interface DataView<TArrayBuffer extends ArrayBufferLike = ArrayBufferLike> { readonly buffer: TArrayBuffer; readonly byteLength: number; readonly byteOffset: number; ${views.map((view) => `get${view}(offset: number, littleEndian?: boolean): number; set${view}(offset: number, value: number, littleEndian?: boolean): void`).join("; ")}; getBigInt64(offset: number, littleEndian?: boolean): bigint; setBigInt64(offset: number, value: bigint, littleEndian?: boolean): void; getBigUint64(offset: number, littleEndian?: boolean): bigint; setBigUint64(offset: number, value: bigint, littleEndian?: boolean): void }
interface DataViewConstructor { new <T extends ArrayBufferLike>(buffer: T, byteOffset?: number, byteLength?: number): DataView<T>; readonly prototype: DataView }
declare var DataView: DataViewConstructor;
interface Atomics {
${"add and exchange or store sub xor"
  .split(" ")
  .map(
    (name) =>
      `  ${name}(array: any, index: number, value: number): number;\n  ${name}(array: any, index: number, value: bigint): bigint;`,
  )
  .join("\n")}
  compareExchange(array: any, index: number, expected: number, replacement: number): number;
  compareExchange(array: any, index: number, expected: bigint, replacement: bigint): bigint;
  isLockFree(size: number): boolean;
  load(array: BigInt64Array | BigUint64Array, index: number): bigint;
  load(array: any, index: number): number;
  notify(array: any, index: number, count?: number): number;
  pause(hint?: number): void;
  wait(array: any, index: number, value: any, timeout?: number): "ok" | "not-equal" | "timed-out";
  waitAsync(array: any, index: number, value: any, timeout?: number): any;
}
declare var Atomics: Atomics;
`;

export const SEQUENCE_LIBRARY = [
  arrays,
  iterators,
  collections,
  promises,
  memory,
  ...[...views, "Uint8Clamped", "Float16"].map((view) => typedArray(`${view}Array`, "number")),
  ...["BigInt64", "BigUint64"].map((view) => typedArray(`${view}Array`, "bigint")),
].join("\n");
