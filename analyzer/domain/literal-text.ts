import type { Literal } from "../ir/operation.js";

/** The literal as a program would write it. */
export const literalText = (value: Literal): string =>
  typeof value === "string" ? JSON.stringify(value) : String(value);
