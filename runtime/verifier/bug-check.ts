import { KernelError, type RuntimeErrorCode } from "../errors.js";
import type { StopCode } from "./stop-codes.js";

/** All that is told of a violation; plain data, because other workers are told it too. */
export interface Violation extends StopCode {
  readonly code: RuntimeErrorCode;
  readonly message: string;
  /** Several lines: what, who, who holds what since where, and what to read. */
  readonly report: string;
}

/**
 * A violation that the verifier has found. It stops all workers of the machine: the next routine that any of them calls
 * throws it too. `stack`, and so what a host prints of an uncaught one, is the report.
 */
export class BugCheck extends KernelError {
  override readonly name: string = "BugCheck";
  /** Number of the bug check, null where Windows has none for this. */
  readonly bugCheck: number | null;
  /** Name of the bug check. */
  readonly bugCheckName: string;
  /** Its four parameters; an address is a byte offset, a time is in milliseconds. */
  readonly parameters: StopCode["parameters"];
  /** The static rule that finds it before the program runs, null where there is none. */
  readonly ruleId: string | null;
  declare readonly report: string;

  constructor(violation: Violation) {
    super(violation.code, violation.message);
    this.bugCheck = violation.bugCheck;
    this.bugCheckName = violation.name;
    this.parameters = violation.parameters;
    this.ruleId = violation.ruleId;
    // Hosts print the fields of an uncaught error beside its stack, which is the report already.
    Object.defineProperty(this, "report", { value: violation.report, enumerable: false });
    this.stack = `${this.name}: ${violation.report}`;
  }
}
