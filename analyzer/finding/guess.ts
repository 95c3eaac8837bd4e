import type { Span } from "../ir/span.js";

/** Something that the analysis could not know and went on without. */
export interface Guess {
  /**
   * A call whose target is open; a construct that is not modelled; a point where so many cases met that some became one; a
   * function that was not followed to its end.
   */
  readonly kind: "unresolved-call" | "unmodelled-construct" | "merged-cases" | "cut-off";
  readonly message: string;
  readonly span: Span;
  /** Name of the function it stands in. */
  readonly function: string;
}
