/** The command line itself cannot be used: one line that says what to do instead, exit code 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** The analysis names its own kind of it `UserError`; the name is compared so that no second module is loaded for it. */
export const isUserError = (error: unknown): error is Error =>
  error instanceof Error && (error.name === "UsageError" || error.name === "UserError");
