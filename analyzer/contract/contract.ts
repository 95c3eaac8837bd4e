import type { Literal } from "../ir/operation.js";
import type { Span } from "../ir/span.js";
import type { LevelSet } from "../domain/level-set.js";

/**
 * Lock families: two families on one lock are `mixed-spin-lock-use`. `other`: not told (a tag, a lock that the routine's
 * argument chooses); it goes with every family and never makes a mix.
 */
export type LockFamily =
  | "ordinary"
  | "queued"
  | "reader-writer-shared"
  | "reader-writer-exclusive"
  | "interrupt"
  | "cancel"
  | "ndis"
  | "ndis-rw-read"
  | "ndis-rw-write"
  | "wdf"
  | "vpb"
  | "other";

/**
 * How a routine treats the level: `raise` saves it and goes to DISPATCH_LEVEL (or DIRQL), `dpc` leaves it alone and needs
 * DISPATCH_LEVEL (`AtDpcLevel`, `FromDpcLevel`, `Dpr`), `kef` likewise in its `Kef` spelling, `forDpc` raises only where needed.
 */
export type LockForm = "raise" | "dpc" | "kef" | "forDpc";

/**
 * Where a contract finds or leaves something: an argument, `this`, the result, or a lock of the whole system (`cancel`,
 * `vpb`). A tag that names neither a parameter nor a member means a variable: global name `var:<variable id>`, or
 * `var:<name>` where `lower` could not tell which.
 */
export interface ContractPath {
  readonly root:
    | { readonly kind: "argument"; readonly index: number }
    | { readonly kind: "this" }
    | { readonly kind: "return" }
    | { readonly kind: "global"; readonly name: string };
  /** Property names below the root: `lock.oldIrql` of argument `lock` is `["oldIrql"]`. */
  readonly keys: readonly string[];
}

/** When a clause applies. An argument left out counts as `undefined`. */
export type ContractCondition =
  | { readonly kind: "return"; readonly truthy: boolean }
  | { readonly kind: "argument"; readonly path: ContractPath; readonly equals: boolean; readonly value: Literal };

export type LevelEffect =
  | { readonly kind: "same" }
  /** Leaves at this level (never below the entry level); `levels`: at one of these, e.g. the interrupt's own level. */
  | { readonly kind: "raise"; readonly to: number | ContractPath | { readonly levels: LevelSet } }
  /** Leaves at the level held there. */
  | { readonly kind: "restore"; readonly from: ContractPath };

export interface LockEffect {
  /** `try`: held only where the result is truthy. `convert`: shared becomes exclusive where the result is truthy. `internal`: taken and released inside. */
  readonly operation: "acquire" | "release" | "try" | "convert" | "init" | "test" | "internal";
  readonly family: LockFamily;
  readonly form: LockForm;
  readonly lock: ContractPath | undefined;
  /** The KLOCK_QUEUE_HANDLE, for queued forms; a release names only the handle. */
  readonly handle?: ContractPath | undefined;
  readonly when?: ContractCondition | undefined;
  /** Further families whose holds a release ends (`NdisReleaseRWLock`: read and write). */
  readonly also?: readonly LockFamily[] | undefined;
}

/** A condition that only narrows a call: also a bit of a flags argument (`POOL_FLAG_PAGED`). */
export type CaseCondition =
  | ContractCondition
  | {
      readonly kind: "flag";
      readonly path: ContractPath;
      readonly mask: number;
      /** Name of the bit, for messages and for arguments given by name. */
      readonly name: string;
      readonly set: boolean;
    };

/** What holds instead of the contract's own clause where `when` is known to be true. */
export interface ContractCase {
  readonly when: CaseCondition;
  readonly requires?: LevelSet | undefined;
  readonly mayBlock?: boolean | undefined;
  readonly level?: LevelEffect | undefined;
}

/** `@requiresLockHeld` (`held`) and `@requiresLockNotHeld`. */
export interface LockNeed {
  readonly lock: ContractPath;
  readonly held: boolean;
  readonly when?: ContractCondition | undefined;
}

/** One contract tag as written: findings about a contract stand here. */
export interface TagPlace {
  /** Without `@`: `irqlRequiresMax`. */
  readonly tag: string;
  readonly span: Span;
}

/** What a routine does with a function passed to it. */
export interface CallbackEffect {
  readonly argument: number;
  readonly when: "now" | "later";
  /** The role that the function gets, e.g. `KDEFERRED_ROUTINE`. */
  readonly role?: string | undefined;
  /** For `now`: the level it runs at; absent: the caller's. */
  readonly level?: LevelSet | undefined;
}

/** What callers must know of a routine: declared, built in, or given by a role. Inferred summaries print in the same terms. */
export interface Contract {
  readonly name: string;
  /** `library`: a function of the language or its host, which may also throw. */
  readonly origin: "wdk" | "tags" | "role" | "library";
  /** Levels at which it may be called. */
  readonly requires: LevelSet;
  /** Whether `requires` was stated; `false`: callable at any level. */
  readonly statesLevel: boolean;
  /** `requires` follows only from other IRQL tags (no maximum: `DISPATCH_LEVEL`): a role that the function has says more. */
  readonly impliesLevel?: boolean | undefined;
  readonly level: LevelEffect;
  /** Where it leaves the level from before a raise. */
  readonly saves: ContractPath | undefined;
  readonly locks: readonly LockEffect[];
  /** `KeGetCurrentIrql`: the result is the current level. */
  readonly returnsCurrentLevel: boolean;
  readonly callbacks: readonly CallbackEffect[];
  /** Class of the object that it makes and returns: one of its own in every call. */
  readonly makes?: string | undefined;
  readonly mayBlock: boolean;
  /** Looks and goes on: waits only where it is called again until it finds something. */
  readonly polls?: boolean | undefined;
  readonly notWhileHoldingSpinLock: boolean;
  /** Path of its documentation page, or where its tags stand. */
  readonly source: string;
  readonly span?: Span | undefined;
  /** A call that runs one argument between two others, by their keys: taken apart where it is written out. */
  readonly around?: { readonly argument: number; readonly acquire: string; readonly release: string } | undefined;
  /** Narrower clauses that depend on arguments or the result. */
  readonly cases?: readonly ContractCase[] | undefined;
  /** Whether `level` was stated; absent counts as stated. A tag may leave it to what the body shows. */
  readonly statesExit?: boolean | undefined;
  /** Lowest and highest level at any point inside. */
  readonly alwaysMin?: number | undefined;
  readonly alwaysMax?: number | undefined;
  readonly lockNeeds?: readonly LockNeed[] | undefined;
  /** On a property or variable: the lock with which alone it may be touched. */
  readonly guardedBy?: ContractPath | undefined;
  readonly isCancel?: boolean | undefined;
  /** Role of `@functionClass`. */
  readonly functionClass?: string | undefined;
  /** The tags it was read from, in order. */
  readonly tags?: readonly TagPlace[] | undefined;
}

/** The entry level of a callback role. */
export interface Role {
  readonly name: string;
  readonly entry: LevelSet;
  /** The role fixes a range, not one level (`IO_COMPLETION_ROUTINE`: anything up to DISPATCH_LEVEL). */
  readonly isRange: boolean;
  /** Lock held on entry (`DRIVER_CANCEL`: the cancel lock). */
  readonly holds: LockFamily | undefined;
  /** Never below this level at any point inside (`DRIVER_STARTIO`). */
  readonly alwaysMin?: number | undefined;
  /** One sentence for explanations, e.g. "a completion routine runs at any level up to `DISPATCH_LEVEL`". */
  readonly says: string;
  readonly source: string;
}

/** A contract tag that cannot be read. */
export interface TagProblem {
  readonly message: string;
  /** What the comment stands before. */
  readonly declaration: string;
  readonly span: Span;
}

export interface Contracts {
  /** By contract key: WDK name for built-ins, `tags:<file>:<offset>` for tagged declarations. */
  readonly byKey: ReadonlyMap<string, Contract>;
  readonly roles: ReadonlyMap<string, Role>;
  readonly problems: readonly TagProblem[];
}
