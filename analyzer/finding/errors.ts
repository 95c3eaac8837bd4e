/** The user's input cannot be used: one line that says what to do, exit code 2, no stack. */
export class UserError extends Error {
  override readonly name = "UserError";
}

/** Our own fault: exit code 3, with stack and the function that was being analysed. */
export class Invariant extends Error {
  override readonly name = "Invariant";
}

export const assertNever = (value: never): never => {
  throw new Invariant(`unexpected value ${JSON.stringify(value)}`);
};
