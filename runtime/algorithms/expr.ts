// Short names for the operations of the IR, so that a machine reads like the algorithm that it is.
import { ALWAYS, type Access, type Branch, type Expr, type Mark, type Step } from "./ir.js";

export const and = (a: Expr, b: Expr): Expr => ["&", a, b];
export const or = (a: Expr, b: Expr): Expr => ["|", a, b];
export const plus = (a: Expr, b: Expr): Expr => ["+", a, b];
export const minus = (a: Expr, b: Expr): Expr => ["-", a, b];
export const equal = (a: Expr, b: Expr): Expr => ["==", a, b];
export const differ = (a: Expr, b: Expr): Expr => ["!=", a, b];
export const shiftRight = (a: Expr, by: number): Expr => [">>>", a, by];
export const isSet = (word: Expr, bits: number): Expr => differ(and(word, bits), 0);
export const isClear = (word: Expr, bits: number): Expr => equal(and(word, bits), 0);

export const when = (condition: Expr, to: string, mark?: Mark): Branch =>
  mark === undefined ? [condition, to] : [condition, to, mark];
export const go = (to: string): Branch => [ALWAYS, to];

/** A step: one access, then the branches. */
export const step = (access: Access, ...branches: readonly Branch[]): Step => ({ access, go: branches });

/** Exchanges word 0 from `seen` to `value`; to `won` where that succeeds, to `lost` where the word was another. */
export const swap = (value: Expr, won: string, lost: string, mark?: Mark): Step =>
  step(["cas", "was", 0, "seen", value], when(equal("was", "seen"), won, mark), go(lost));
