// The language in which the lock algorithms are written down: data, from which come the WebAssembly kernel
// (lower-wasm.ts), the JavaScript kernel (lower-javascript.ts) and the input of the model checker (compile.ts).
//
// A machine is a set of steps. A step makes at most one access to shared memory, then sets locals, then takes the first
// branch whose condition holds. So every order of the steps of several workers is all that real workers can do.

/** A local or parameter, a constant, or an operation on 32-bit integers. Comparisons give 0 or 1. */
export type Expr = number | string | readonly [Operator, Expr, Expr];

export type Operator = "+" | "-" | "&" | "|" | "<<" | ">>>" | "==" | "!=";

/** The one access of a step. `at`: which word, counted from the first word of the lock. */
export type Access =
  /** May be stale: a later `cas` decides. A plain read in JavaScript, where an atomic one is a call. */
  | readonly ["peek", to: string, at: Expr]
  | readonly ["load", to: string, at: Expr]
  | readonly ["store", at: Expr, value: Expr]
  /** `to` becomes the value found; it was exchanged where that equals `expected`. */
  | readonly ["cas", to: string, at: Expr, expected: Expr, value: Expr]
  /** `to` becomes the value before. */
  | readonly ["add" | "sub" | "and" | "or", to: string, at: Expr, value: Expr]
  /** Sleeps while the word has the value, a slice of time at most; `to` becomes 0 woken, 1 other value, 2 time over. */
  | readonly ["wait", to: string, at: Expr, value: Expr]
  /** Wakes all that sleep on the word. */
  | readonly ["notify", at: Expr]
  /** A slice of sleep is over: the worker's own watch may look around, and abandon the lock. */
  | readonly ["watch"];

/** What a branch means for the order of service; only the model checker reads it. */
export type Mark = "queue" | "enter";

/** To a step or an exit, where the condition holds; TIRED holds where the budget for spinning is used up. */
export type Branch = readonly [condition: Expr, to: string, mark?: Mark];

export const ALWAYS = 1;
export const TIRED = "tired";

export interface Step {
  readonly access?: Access;
  readonly set?: readonly (readonly [local: string, value: Expr])[];
  /** In order; the last one is ALWAYS. */
  readonly go: readonly Branch[];
}

export interface Machine {
  readonly name: string;
  readonly params: readonly string[];
  /** The first step is the entry. */
  readonly steps: Readonly<Record<string, Step>>;
}

/** The local that an access assigns. */
export const targetOf = (access: Access): string | undefined => {
  switch (access[0]) {
    case "store":
    case "notify":
    case "watch":
      return undefined;
    default:
      return access[1];
  }
};

const operands = (access: Access): readonly Expr[] => {
  switch (access[0]) {
    case "watch":
      return [];
    case "store":
    case "notify":
      return access.slice(1);
    default:
      return access.slice(2);
  }
};

const namesIn = (expr: Expr): readonly string[] =>
  typeof expr === "number" ? [] : typeof expr === "string" ? [expr] : [...namesIn(expr[1]), ...namesIn(expr[2])];

/** The names that an access reads. */
export const readsOf = (access: Access): readonly string[] => operands(access).flatMap(namesIn);
/** The names that an expression reads, TIRED left out. */
export const namesOf = (expr: Expr): readonly string[] => namesIn(expr).filter((name) => name !== TIRED);

/** Names that steps assign and that are no parameters. */
export const localsOf = (machine: Machine): readonly string[] => {
  const names = new Set<string>();
  for (const { access, set = [] } of Object.values(machine.steps)) {
    const to = access && targetOf(access);
    if (to !== undefined) names.add(to);
    for (const [local] of set) names.add(local);
  }
  for (const param of machine.params) names.delete(param);
  return [...names];
};

/** A step that spins: it has a branch for workers that are tired of it. */
export const spins = (step: Step): boolean => step.go.some(([condition]) => condition === TIRED);
