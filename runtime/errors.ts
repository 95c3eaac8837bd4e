/** What went wrong, for programs. The message says it for people, with its cause and what to change. */
export type RuntimeErrorCode =
  | "INVALID_IRQL"
  | "IRQL_TOO_HIGH"
  | "IRQL_TOO_LOW"
  | "IRQL_NOT_RESTORED"
  | "SPIN_LOCK_ABANDONED"
  | "SPIN_LOCK_DEADLOCK"
  | "SPIN_LOCK_MIXED_USE"
  | "SPIN_LOCK_NOT_OWNED"
  | "SPIN_LOCK_RECURSION"
  | "SPIN_LOCK_TIMEOUT"
  | "QUEUE_HANDLE_IN_USE"
  | "QUEUE_HANDLE_NOT_HELD"
  | "NOT_INITIALIZED"
  | "ALREADY_ATTACHED"
  | "NO_FREE_PROCESSOR"
  | "NOT_SHAREABLE"
  | "NO_SHARED_MEMORY"
  | "CANNOT_BLOCK"
  | "BAD_POOL_CALLER"
  | "OBJECT_IN_USE"
  | "OTHER_BUILD"
  | "RETURNED_PROMISE"
  | VerifiedErrorCode;

/** Mistakes that only the verifier build finds. */
export type VerifiedErrorCode =
  | "WRONG_IRQL_RESTORED"
  | "MISMATCHED_RELEASE"
  | "RELEASE_ORDER"
  | "LOCK_ORDER"
  | "HELD_TOO_LONG"
  | "DPC_TOO_LONG"
  | "LOCK_AT_LOWER_LEVEL"
  | "RAISED_IN_EVENT_LOOP"
  | "LOCK_NOT_RELEASED"
  | "LOCK_INITIALIZED_WHILE_HELD"
  | "LOCK_FREED_WHILE_HELD"
  | "PAGEABLE_STORAGE";

/** Misuse of a routine: where Windows would stop the machine or hang for ever, this is thrown. */
export class KernelError extends Error {
  override readonly name: string = "KernelError";
  /** Stable name of the mistake. */
  readonly code: RuntimeErrorCode;

  constructor(code: RuntimeErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
