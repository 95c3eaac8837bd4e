import { KernelError } from "../errors.js";

/** The result of a function that runs with the level raised: anything but a promise. */
export type NotPromise<T> =
  T extends PromiseLike<unknown>
    ? "a promise would be awaited after the release: await before or after it, not within"
    : T;

const isPromise = (value: unknown): boolean =>
  typeof value === "object" && value !== null && typeof (value as { readonly then?: unknown }).then === "function";

/** @throws KernelError `RETURNED_PROMISE`, which untyped callers can reach. */
export const refusePromise = <T>(routine: string, result: T): T => {
  if (isPromise(result))
    throw new KernelError(
      "RETURNED_PROMISE",
      `\`${routine}\` got a promise from its function, which would go on after the release; await before or after it`,
      { cause: result },
    );
  return result;
};
