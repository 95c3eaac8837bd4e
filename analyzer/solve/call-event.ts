import type { LockFamily, LockForm } from "../contract/contract.js";
import type { Held } from "../domain/held.js";
import type { Level } from "../domain/level.js";
import type { Path } from "../domain/path.js";
import type { Raise } from "../domain/raise.js";
import type { Value } from "../domain/value.js";

/** What an acquire or a release says of itself. */
interface LockChange {
  readonly lock: Path;
  readonly family: LockFamily;
  readonly form: LockForm;
  /** Path text of the KLOCK_QUEUE_HANDLE, for queued locks. */
  readonly handle: string | undefined;
  /** The lock's balance in the function before the call. */
  readonly held: Held | undefined;
}

/**
 * One thing that a call does to level or locks, in the terms of the function that makes the call: the routine itself, or a
 * function by its summary. Rules judge these; where one is wrong, the state goes on as if it had been right.
 */
export type CallEvent =
  | (LockChange & {
      readonly kind: "acquire";
      /** Held only on the way on which the result says so: nobody waits for it. */
      readonly tries: boolean;
      /** Locks that the same call has given back before: they are not held any more where it waits. */
      readonly behind: readonly Path[];
    })
  | (LockChange & {
      readonly kind: "release";
      /** On some of the joined ways through a callee only. */
      readonly maybe: boolean;
      /** Further families whose holds it ends. */
      readonly also: readonly LockFamily[];
      /** The level that it restores, as passed; undefined: it leaves the level alone. */
      readonly restored: Level | undefined;
      readonly value: Value | undefined;
    })
  /** Shared becomes exclusive. */
  | (LockChange & { readonly kind: "convert" })
  | { readonly kind: "init"; readonly lock: Path; readonly family: LockFamily }
  /** Taken and given back inside the routine. */
  | {
      readonly kind: "internal";
      readonly lock: Path;
      readonly family: LockFamily;
      /** Given back by another name, with a level: the acquire's raise, the first one inside it that is open, and that level. */
      readonly undone?:
        { readonly raise: Raise; readonly inner: Level | undefined; readonly restored: Level } | undefined;
    }
  | { readonly kind: "raise"; readonly from: Level; readonly to: Level }
  | {
      readonly kind: "lower";
      readonly from: Level;
      readonly to: Level;
      readonly value: Value | undefined;
      /** To a level that the callee knows by itself: whether that raises is said in it. */
      readonly isSettledInside: boolean;
      /** Once more than before, on some of the callee's ways only. */
      readonly again?: true;
    };
