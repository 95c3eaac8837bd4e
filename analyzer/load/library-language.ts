/*
 * The language's own library (ECMA-262, 2025) as far as the analysis asks for it: which member a call means, when it runs its
 * callbacks, and the type that comes out, so that calls on the result resolve as well. TypeScript's own declarations of it are
 * 60 files, most of them overloads, prose and internationalization; parsing and binding them takes a quarter of this stage.
 * In ESLint the user's own library is used. A member that is missing here is an unresolved call, not an error.
 */
import { SEQUENCE_LIBRARY } from "./library-sequences.js";

const types = `
type PropertyKey = string | number | symbol;
type Partial<T> = { [P in keyof T]?: T[P] };
type Required<T> = { [P in keyof T]-?: T[P] };
type Readonly<T> = { readonly [P in keyof T]: T[P] };
type Pick<T, K extends keyof T> = { [P in K]: T[P] };
type Record<K extends keyof any, T> = { [P in K]: T };
type Exclude<T, U> = T extends U ? never : T;
type Extract<T, U> = T extends U ? T : never;
type Omit<T, K extends keyof any> = Pick<T, Exclude<keyof T, K>>;
type NonNullable<T> = T & {};
type Parameters<T extends (...args: any) => any> = T extends (...args: infer P) => any ? P : never;
type ConstructorParameters<T extends abstract new (...args: any) => any> = T extends abstract new (...args: infer P) => any ? P : never;
type ReturnType<T extends (...args: any) => any> = T extends (...args: any) => infer R ? R : any;
type InstanceType<T extends abstract new (...args: any) => any> = T extends abstract new (...args: any) => infer R ? R : any;
type ThisParameterType<T> = T extends (this: infer U, ...args: never) => any ? U : unknown;
type OmitThisParameter<T> = unknown extends ThisParameterType<T> ? T : T extends (...args: infer A) => infer R ? (...args: A) => R : T;
type Awaited<T> = T extends null | undefined ? T : T extends object & { then(done: infer F, ...args: infer _): any } ? F extends (value: infer V, ...args: infer _) => any ? Awaited<V> : never : T;
type Uppercase<S extends string> = intrinsic;
type Lowercase<S extends string> = intrinsic;
type Capitalize<S extends string> = intrinsic;
type Uncapitalize<S extends string> = intrinsic;
type NoInfer<T> = intrinsic;
type BuiltinIteratorReturn = intrinsic;
interface ThisType<T> {}
interface WeakKeyTypes { object: object; symbol: symbol }
type WeakKey = WeakKeyTypes[keyof WeakKeyTypes];
interface PropertyDescriptor { configurable?: boolean; enumerable?: boolean; value?: any; writable?: boolean; get?(): any; set?(value: any): void }
interface TypedPropertyDescriptor<T> { configurable?: boolean; enumerable?: boolean; writable?: boolean; value?: T; get?: () => T; set?: (value: T) => void }
interface PropertyDescriptorMap { [key: PropertyKey]: PropertyDescriptor }
interface ClassMemberDecoratorContext { readonly kind: string; readonly name: string | symbol; addInitializer(initializer: (this: any) => void): void }
type ClassMethodDecoratorContext<This = unknown, Value = any> = ClassMemberDecoratorContext;
type ClassFieldDecoratorContext<This = unknown, Value = any> = ClassMemberDecoratorContext;
type ClassDecoratorContext<Class = any> = ClassMemberDecoratorContext;
declare var NaN: number;
declare var Infinity: number;
declare function parseInt(text: string, radix?: number): number;
declare function parseFloat(text: string): number;
declare function isNaN(value: number): boolean;
declare function isFinite(value: number): boolean;
declare function eval(text: string): any;
declare function encodeURIComponent(value: any): string;
declare function decodeURIComponent(value: string): string;
declare function encodeURI(value: string): string;
declare function decodeURI(value: string): string;
`;

const objects = `
interface Object { constructor: Function; toString(): string; toLocaleString(): string; valueOf(): Object; hasOwnProperty(key: PropertyKey): boolean; isPrototypeOf(value: Object): boolean; propertyIsEnumerable(key: PropertyKey): boolean }
interface ObjectConstructor {
  new (value?: any): Object;
  (value?: any): any;
  readonly prototype: Object;
  assign<T extends {}, U>(target: T, source: U): T & U;
  assign(target: object, ...sources: any[]): any;
  create(prototype: object | null, properties?: any): any;
  defineProperty<T>(object: T, key: PropertyKey, attributes: PropertyDescriptor & ThisType<any>): T;
  defineProperties<T>(object: T, properties: PropertyDescriptorMap & ThisType<any>): T;
  entries<T>(object: { [key: string]: T } | ArrayLike<T>): [string, T][];
  entries(object: {}): [string, any][];
  freeze<T extends Function>(value: T): T;
  freeze<const T>(value: T): Readonly<T>;
  fromEntries<T = any>(entries: Iterable<readonly [PropertyKey, T]>): { [key: string]: T };
  getOwnPropertyDescriptor(object: any, key: PropertyKey): PropertyDescriptor | undefined;
  getOwnPropertyDescriptors(object: any): PropertyDescriptorMap;
  getOwnPropertyNames(object: any): string[];
  getOwnPropertySymbols(object: any): symbol[];
  getPrototypeOf(object: any): any;
  groupBy<K extends PropertyKey, T>(items: Iterable<T>, callback: (item: T, index: number) => K): Partial<Record<K, T[]>>;
  hasOwn(object: object, key: PropertyKey): boolean;
  is(a: any, b: any): boolean;
  isFrozen(value: any): boolean;
  isSealed(value: any): boolean;
  isExtensible(value: any): boolean;
  keys(object: {}): string[];
  preventExtensions<T>(value: T): T;
  seal<T>(value: T): T;
  setPrototypeOf(object: any, prototype: object | null): any;
  values<T>(object: { [key: string]: T } | ArrayLike<T>): T[];
  values(object: {}): any[];
}
declare var Object: ObjectConstructor;
interface Function { apply(this: Function, thisArg: any, args?: any): any; call(this: Function, thisArg: any, ...args: any[]): any; bind(this: Function, thisArg: any, ...args: any[]): any; toString(): string; prototype: any; readonly length: number; readonly name: string; [Symbol.hasInstance](value: any): boolean }
interface FunctionConstructor { new (...args: string[]): Function; (...args: string[]): Function; readonly prototype: Function }
declare var Function: FunctionConstructor;
interface CallableFunction extends Function {
  apply<T, R>(this: (this: T) => R, thisArg: T): R;
  apply<T, A extends any[], R>(this: (this: T, ...args: A) => R, thisArg: T, args: A): R;
  call<T, A extends any[], R>(this: (this: T, ...args: A) => R, thisArg: T, ...args: A): R;
  bind<T>(this: T, thisArg: ThisParameterType<T>): OmitThisParameter<T>;
  bind<T, A extends any[], B extends any[], R>(this: (this: T, ...args: [...A, ...B]) => R, thisArg: T, ...args: A): (...args: B) => R;
}
interface NewableFunction extends Function {
  apply<T, A extends any[]>(this: new (...args: A) => T, thisArg: T, args?: A): void;
  call<T, A extends any[]>(this: new (...args: A) => T, thisArg: T, ...args: A): void;
  bind<T>(this: T, thisArg: any): T;
}
interface IArguments { [index: number]: any; length: number; callee: Function; [Symbol.iterator](): ArrayIterator<any> }
interface Boolean { valueOf(): boolean }
interface BooleanConstructor { new (value?: any): Boolean; <T>(value?: T): boolean; readonly prototype: Boolean }
declare var Boolean: BooleanConstructor;
interface Number { toString(radix?: number): string; toFixed(digits?: number): string; toExponential(digits?: number): string; toPrecision(digits?: number): string; toLocaleString(...args: any[]): string; valueOf(): number }
interface NumberConstructor { new (value?: any): Number; (value?: any): number; readonly prototype: Number; readonly MAX_VALUE: number; readonly MIN_VALUE: number; readonly NaN: number; readonly NEGATIVE_INFINITY: number; readonly POSITIVE_INFINITY: number; readonly EPSILON: number; readonly MAX_SAFE_INTEGER: number; readonly MIN_SAFE_INTEGER: number; isFinite(value: unknown): boolean; isInteger(value: unknown): boolean; isNaN(value: unknown): boolean; isSafeInteger(value: unknown): boolean; parseFloat(text: string): number; parseInt(text: string, radix?: number): number }
declare var Number: NumberConstructor;
interface BigInt { toString(radix?: number): string; toLocaleString(...args: any[]): string; valueOf(): bigint }
interface BigIntConstructor { (value: bigint | boolean | number | string): bigint; readonly prototype: BigInt; asIntN(bits: number, value: bigint): bigint; asUintN(bits: number, value: bigint): bigint }
declare var BigInt: BigIntConstructor;
interface Symbol { toString(): string; valueOf(): symbol; readonly description: string | undefined }
interface SymbolConstructor {
  (description?: string | number): symbol;
  readonly prototype: Symbol;
  for(key: string): symbol;
  keyFor(symbol: symbol): string | undefined;
${"asyncDispose asyncIterator dispose hasInstance isConcatSpreadable iterator match matchAll metadata replace search species split toPrimitive toStringTag unscopables"
  .split(" ")
  .map((name) => `  readonly ${name}: unique symbol;`)
  .join("\n")}
}
declare var Symbol: SymbolConstructor;
interface TemplateStringsArray extends ReadonlyArray<string> { readonly raw: readonly string[] }
interface String {
  readonly length: number;
  readonly [index: number]: string;
${"toString trim trimEnd trimStart toUpperCase toLowerCase valueOf toWellFormed"
  .split(" ")
  .map((name) => `  ${name}(): string;`)
  .join("\n")}
  toLocaleLowerCase(...args: any[]): string;
  toLocaleUpperCase(...args: any[]): string;
  at(index: number): string | undefined;
  charAt(index: number): string;
  charCodeAt(index: number): number;
  codePointAt(index: number): number | undefined;
  concat(...texts: string[]): string;
  endsWith(text: string, end?: number): boolean;
  includes(text: string, start?: number): boolean;
  indexOf(text: string, start?: number): number;
  lastIndexOf(text: string, start?: number): number;
  localeCompare(text: string, ...args: any[]): number;
  match(pattern: string | RegExp): RegExpMatchArray | null;
  matchAll(pattern: RegExp): RegExpStringIterator<RegExpExecArray>;
  normalize(form?: string): string;
  padEnd(length: number, fill?: string): string;
  padStart(length: number, fill?: string): string;
  repeat(count: number): string;
  replace(pattern: any, replacement: string): string;
  replace(pattern: any, replacer: (match: string, ...args: any[]) => string): string;
  replaceAll(pattern: any, replacement: string): string;
  replaceAll(pattern: any, replacer: (match: string, ...args: any[]) => string): string;
  search(pattern: string | RegExp): number;
  slice(start?: number, end?: number): string;
  split(separator: any, limit?: number): string[];
  startsWith(text: string, start?: number): boolean;
  substr(start: number, length?: number): string;
  substring(start: number, end?: number): string;
  [Symbol.iterator](): StringIterator<string>;
}
interface StringConstructor { new (value?: any): String; (value?: any): string; readonly prototype: String; fromCharCode(...codes: number[]): string; fromCodePoint(...codes: number[]): string; raw(template: any, ...args: any[]): string }
declare var String: StringConstructor;
interface RegExpMatchArray extends Array<string> { index?: number; input?: string; groups?: { [key: string]: string }; 0: string }
interface RegExpExecArray extends Array<string> { index: number; input: string; groups?: { [key: string]: string }; 0: string }
interface RegExp { exec(text: string): RegExpExecArray | null; test(text: string): boolean; readonly source: string; readonly flags: string; readonly global: boolean; readonly sticky: boolean; lastIndex: number; [Symbol.replace](text: string, replacer: any): string }
interface RegExpConstructor { new (pattern: RegExp | string, flags?: string): RegExp; (pattern: RegExp | string, flags?: string): RegExp; readonly prototype: RegExp }
declare var RegExp: RegExpConstructor;
interface Date { [Symbol.toPrimitive](hint: string): string | number; valueOf(): number; toString(): string; toISOString(): string; toJSON(key?: any): string; toDateString(): string; toLocaleString(...args: any[]): string; toLocaleDateString(...args: any[]): string; toLocaleTimeString(...args: any[]): string; getTime(): number; ${"getFullYear getMonth getDate getDay getHours getMinutes getSeconds getMilliseconds getTimezoneOffset getUTCFullYear getUTCMonth getUTCDate getUTCDay getUTCHours getUTCMinutes getUTCSeconds getUTCMilliseconds"
  .split(" ")
  .map((name) => `${name}(): number`)
  .join("; ")}; ${"setTime setFullYear setMonth setDate setHours setMinutes setSeconds setMilliseconds setUTCHours"
  .split(" ")
  .map((name) => `${name}(...args: number[]): number`)
  .join("; ")} }
interface DateConstructor { new (...args: any[]): Date; (): string; readonly prototype: Date; now(): number; parse(text: string): number; UTC(...args: number[]): number }
declare var Date: DateConstructor;
interface ErrorOptions { cause?: unknown }
interface Error { name: string; message: string; stack?: string; cause?: unknown }
interface ErrorConstructor { new (message?: string, options?: ErrorOptions): Error; (message?: string, options?: ErrorOptions): Error; readonly prototype: Error; captureStackTrace(target: object, constructor?: Function): void; stackTraceLimit: number }
declare var Error: ErrorConstructor;
${"EvalError RangeError ReferenceError SyntaxError TypeError URIError"
  .split(" ")
  .map(
    (name) => `interface ${name} extends Error {}
interface ${name}Constructor { new (message?: string, options?: ErrorOptions): ${name}; (message?: string): ${name}; readonly prototype: ${name} }
declare var ${name}: ${name}Constructor;`,
  )
  .join("\n")}
interface AggregateError extends Error { errors: any[] }
interface AggregateErrorConstructor { new (errors: Iterable<any>, message?: string, options?: any): AggregateError; readonly prototype: AggregateError }
declare var AggregateError: AggregateErrorConstructor;
interface SuppressedError extends Error { error: any; suppressed: any }
interface SuppressedErrorConstructor { new (error: any, suppressed: any, message?: string): SuppressedError; readonly prototype: SuppressedError }
declare var SuppressedError: SuppressedErrorConstructor;
interface JSON { parse(text: string, reviver?: (this: any, key: string, value: any) => any): any; stringify(value: any, replacer?: any, space?: string | number): string }
declare var JSON: JSON;
interface Math { readonly E: number; readonly LN10: number; readonly LN2: number; readonly LOG2E: number; readonly PI: number; readonly SQRT2: number; ${"abs acos acosh asin asinh atan atan2 atanh cbrt ceil clz32 cos cosh exp expm1 floor fround hypot imul log log10 log1p log2 max min pow random round sign sin sinh sqrt tan tanh trunc"
  .split(" ")
  .map((name) => `${name}(...values: number[]): number`)
  .join("; ")} }
declare var Math: Math;
declare namespace Reflect {
  function apply(target: Function, thisArg: any, args: ArrayLike<any>): any;
  function construct(target: Function, args: ArrayLike<any>, newTarget?: Function): any;
  function get(target: object, key: PropertyKey, receiver?: any): any;
  function set(target: object, key: PropertyKey, value: any, receiver?: any): boolean;
  function has(target: object, key: PropertyKey): boolean;
  function ownKeys(target: object): (string | symbol)[];
  function defineProperty(target: object, key: PropertyKey, attributes: any): boolean;
  function deleteProperty(target: object, key: PropertyKey): boolean;
  function getPrototypeOf(target: object): object | null;
  function setPrototypeOf(target: object, prototype: object | null): boolean;
  function getOwnPropertyDescriptor(target: object, key: PropertyKey): PropertyDescriptor | undefined;
}
interface ProxyConstructor { new <T extends object>(target: T, handler: any): T; revocable<T extends object>(target: T, handler: any): { proxy: T; revoke: () => void } }
declare var Proxy: ProxyConstructor;
declare var Intl: any;
`;

export const LANGUAGE_LIBRARY = types + objects + SEQUENCE_LIBRARY;
