import type { Span } from "./span.js";

/**
 * The operations of a function body, after lowering. Everything an operation reads or writes is a register, so the
 * stages after `lower` never see an expression tree. Registers are per function; `%n` are temporaries, `name@offset`
 * are parameters and local variables that no inner function captures.
 */
export type Register = string;

/** `<file>#<qualified name>@<place>`; stable while no body but its own changes (`lower/outline.ts` says what a place is). */
export type FunctionId = string;

/** A captured or module-level variable: lives in memory, not in a register. `<owner function id>/<name>@<place>`. */
export type VariableId = string;

/** A declared property (class field, interface member, object-literal property): `<file>:<place of declaration>`. */
export type PropertyId = string;

/** A declared property, or a variable that several functions see. */
export type PlaceId = string;

export type Literal = string | number | boolean | null | undefined;

/** A property access by name (`#private` names keep their `#`) or by a computed key. */
export type PropertyKey =
  | { readonly kind: "name"; readonly name: string; readonly property?: PropertyId | undefined }
  | { readonly kind: "index"; readonly index: Register };

export type CompareOperator = "<" | "<=" | ">" | ">=" | "==" | "!=";

export type ArithmeticOperator = "+" | "-" | "*" | "/" | "%" | "**" | "<<" | ">>" | ">>>" | "&" | "|" | "^";

/** Who a call may reach, as far as symbols tell. A call can also go through the value in its `callee` register. */
export type Target =
  /** A function with a body in the program. */
  | {
      readonly kind: "function";
      readonly id: FunctionId;
      /** Of the overload by which it is called, in place of its own. */
      readonly contract?: string | undefined;
    }
  /** A routine that is known by contract only: WDK name, `irql/runtime`, or a tagged declaration without a body. */
  | { readonly kind: "contract"; readonly contract: string }
  /** A library function that runs its callback arguments: during the call (`now`), later at PASSIVE_LEVEL, or stores them. */
  | {
      readonly kind: "callbacks";
      readonly name: string;
      readonly when: "now" | "later";
      readonly args: readonly number[];
    }
  /**
   * Visible declaration without body, contract or callback: taken to leave level and locks alone and not to throw. `library`:
   * the language's or its host's, which is known to.
   */
  | { readonly kind: "external"; readonly name: string; readonly library?: boolean | undefined }
  /** All functions stored in this property anywhere in the program (interface and object dispatch). */
  | { readonly kind: "property"; readonly property: PropertyId; readonly name: string };

/** What the statement around an operation looks like; only rewrites read it. */
export interface Shape {
  /** The whole statement that consists of this operation, e.g. `KeAcquireSpinLock(lock);` or `const a = f();`. */
  readonly statement?: Span | undefined;
  /** Name of the variable that the statement declares or assigns with the operation's result, and the text before it. */
  readonly assigns?: { readonly name: string; readonly head: Span } | undefined;
}

/** `if`/`?:` as written, for rewrites. Spans of the arms include braces. */
export interface ChoiceShape {
  readonly form: "if" | "conditional";
  readonly whole: Span;
  readonly condition: Span;
  readonly whenTrue: Span;
  readonly whenFalse: Span | undefined;
}

export type Operation =
  | { readonly kind: "enter"; readonly span: Span }
  /** Normal way out. */
  | { readonly kind: "exit"; readonly span: Span }
  /** Way out by an exception. */
  | { readonly kind: "throwExit"; readonly span: Span }
  /** A point where ways join, or that only exists for its span. */
  | { readonly kind: "nop"; readonly span: Span }
  | { readonly kind: "const"; readonly dst: Register; readonly value: Literal; readonly span: Span }
  | { readonly kind: "copy"; readonly dst: Register; readonly src: Register; readonly span: Span }
  /** A value that the analysis does not follow (arithmetic on data, template strings, ...). */
  | { readonly kind: "opaque"; readonly dst: Register; readonly span: Span }
  | { readonly kind: "this"; readonly dst: Register; readonly span: Span }
  | {
      readonly kind: "load";
      readonly dst: Register;
      readonly variable: VariableId;
      readonly name: string;
      readonly span: Span;
    }
  | {
      readonly kind: "store";
      readonly variable: VariableId;
      readonly name: string;
      readonly src: Register;
      /** Role types with which the variable is declared. */
      readonly roles?: readonly string[] | undefined;
      readonly span: Span;
    }
  | {
      readonly kind: "get";
      readonly dst: Register;
      readonly object: Register;
      readonly key: PropertyKey;
      readonly span: Span;
    }
  | {
      readonly kind: "set";
      readonly object: Register;
      readonly key: PropertyKey;
      readonly src: Register;
      readonly span: Span;
    }
  /** `{ ...src }`, `[...src]`: what the source is known to hold is the object's as well. */
  | { readonly kind: "spread"; readonly object: Register; readonly src: Register; readonly span: Span }
  /** `new C(...)`, `{}`, `[]`: a fresh object. `typeName` is the class's name, if any. */
  | {
      readonly kind: "allocate";
      readonly dst: Register;
      readonly typeName: string | undefined;
      /** The class and those that it extends, nearest first, where a call may run one of several methods by them. */
      readonly classes?: readonly string[] | undefined;
      /** A list or object of which nobody changes the elements once it is written down. */
      readonly fixed?: boolean | undefined;
      readonly span: Span;
    }
  /** A function value: closure, method reference, or a routine known by contract (`const f = KeAcquireSpinLock`). */
  | {
      readonly kind: "closure";
      readonly dst: Register;
      readonly target: Target;
      readonly span: Span;
    }
  /** `f.bind(t, a)`: a function with its `this`, and with arguments that come before those of each call. */
  | {
      readonly kind: "bind";
      readonly dst: Register;
      readonly src: Register;
      readonly receiver: Register | undefined;
      readonly args: readonly Register[];
      readonly span: Span;
    }
  | { readonly kind: "not"; readonly dst: Register; readonly src: Register; readonly span: Span }
  | {
      readonly kind: "compare";
      readonly dst: Register;
      readonly operator: CompareOperator;
      readonly left: Register;
      readonly right: Register;
      /** `null` and `undefined` are alike: `== null`, and the tests that `?.` and `??` make. */
      readonly loose?: boolean | undefined;
      /** The left one is falsy where it is the literal on the right, and only there: a number compared with 0. */
      readonly isFalsy?: boolean | undefined;
      readonly span: Span;
    }
  /** Whether all are truthy, as one question: asked again of the same values it has the same answer. */
  | { readonly kind: "every"; readonly dst: Register; readonly of: readonly Register[]; readonly span: Span }
  /**
   * `src instanceof C`, where `C` is a class of lock storage, which nobody extends, or a class by which a call may run one of
   * several methods: it and those that it extends, nearest first.
   */
  | {
      readonly kind: "instanceOf";
      readonly dst: Register;
      readonly src: Register;
      readonly typeName: string;
      readonly classes?: readonly string[] | undefined;
      readonly span: Span;
    }
  /** Arithmetic, by which something may be computed from a level: `DISPATCH_LEVEL + 1`, `level >> 1`. */
  | {
      readonly kind: "arithmetic";
      readonly dst: Register;
      readonly operator: ArithmeticOperator;
      readonly left: Register;
      readonly right: Register;
      readonly span: Span;
    }
  | CallOperation
  /** `await`, `yield`, `for await`, `await using`: leaves the worker to others. `src`: what a `yield` gives. */
  | {
      readonly kind: "suspend";
      readonly how: "await" | "yield";
      readonly src?: Register | undefined;
      readonly span: Span;
    }
  /** Goes on along its `true` or `false` edge. `choice` is absent for loops and short-circuits. */
  | {
      readonly kind: "branch";
      readonly condition: Register;
      readonly choice?: ChoiceShape | undefined;
      /** `for...of`, `for...in`: whether there is one more element. */
      readonly forEach?: boolean | undefined;
      readonly span: Span;
    }
  /** A round of a loop whose few rounds are kept apart begins: the counter's value tells which. `isOver`: the loop is left. */
  | { readonly kind: "round"; readonly counter: Register; readonly isOver: boolean; readonly span: Span }
  /** Sets the function's result; goes on to the way out. */
  | { readonly kind: "return"; readonly src: Register | undefined; readonly span: Span }
  | { readonly kind: "throw"; readonly span: Span }
  /**
   * A construct that is not modelled: recorded, counted, skipped. `entrusts`: locks and raises that are open there are handed to
   * it, and it may undo them at any time.
   */
  | {
      readonly kind: "unsupported";
      readonly what: string;
      readonly entrusts?: boolean | undefined;
      readonly span: Span;
    };

export interface Argument {
  readonly register: Register;
  readonly span: Span;
  readonly spread?: boolean | undefined;
}

export interface CallOperation {
  readonly kind: "call";
  readonly dst: Register;
  /** As written, for messages: `this.drain`, `KeAcquireSpinLock`. */
  readonly text: string;
  readonly targets: readonly Target[];
  /** Register with the called value, where symbols do not settle the target. */
  readonly callee: Register | undefined;
  /** The contract of the role type, or of the tags, that the called value is declared with: what holds where no function is known. */
  readonly role?: Target | undefined;
  readonly receiver: Register | undefined;
  readonly args: readonly Argument[];
  /** `new C(...)`: `receiver` holds the fresh object, which is also the result. */
  readonly isNew: boolean;
  /**
   * Goes over the object in `receiver` (`for...of`, spread, `it.next()`). `start`: asks it for its iterator, which a generator is
   * itself. `next`: asks for more: a generator's body runs to the next `yield`. `close`: it is left where it stands (`break`,
   * `return`), and only runs what is to run on the way out. Of an object of its own its method runs; data has none.
   */
  readonly iterates?: "start" | "next" | "close" | undefined;
  readonly span: Span;
  readonly shape?: Shape | undefined;
}
