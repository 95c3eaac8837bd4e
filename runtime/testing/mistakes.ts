// What the tests of the verifier share: a mistake that a run of one worker shows, and the bug check that it must end in.
import { afterEach, beforeEach, expect, it } from "vitest";
import { BugCheck } from "../verifier/index.js";
import * as runtime from "../index.js";
import { HEADER, shared } from "../verifier/memory.js";
import { freshVerifier } from "./fresh-verifier.js";

export interface Mistake {
  readonly name: string;
  readonly work: () => unknown;
  /** Number of the bug check, subcode of 0xC4, static rule. */
  readonly stop: string;
  readonly message: RegExp;
}

const buffer = new SharedArrayBuffer(16 * 64);

/** One of some locks in one buffer, 64 bytes each; free at the start of each test. */
export const lockAt = (place: number): runtime.KSPIN_LOCK => new runtime.KSPIN_LOCK(buffer, place * 64);
export const newHandle = (): runtime.KLOCK_QUEUE_HANDLE => new runtime.KLOCK_QUEUE_HANDLE(new SharedArrayBuffer(64));
export const newExLock = (): runtime.EX_SPIN_LOCK => new runtime.EX_SPIN_LOCK(new SharedArrayBuffer(64));

export const atDispatch = (work: () => void): void => {
  runtime.KeRaiseIrql(runtime.DISPATCH_LEVEL);
  work();
};

/** The bug check in which the work ends. */
export const caught = (work: () => unknown): BugCheck => {
  try {
    work();
  } catch (error) {
    if (error instanceof BugCheck) return error;
    throw error;
  }
  throw new Error("no bug check");
};

/** A bug check in short: number, subcode, rule. */
const short = ({ bugCheck, parameters, ruleId }: BugCheck): string => {
  const number = bugCheck === null ? "none" : `0x${bugCheck.toString(16)}`;
  const subcode = bugCheck === 0xc4 ? `/0x${parameters[0].toString(16)}` : "";
  return `${number}${subcode} ${ruleId ?? "no rule"}`;
};

/** Starts the verifier anew around each test of the file. */
const beginAnew = (): void => {
  beforeEach(() => {
    freshVerifier();
    new Int32Array(buffer).fill(0);
  });
  afterEach(freshVerifier);
};

/** A test for each mistake: it stops the machine. */
export const testMistakes = (mistakes: readonly Mistake[]): void => {
  beginAnew();
  it.each(mistakes)("stops the machine: $name", ({ work, stop, message }) => {
    const error = caught(work);
    expect(short(error)).toBe(stop);
    expect(error.message).toMatch(message);
    expect(error.report.replaceAll("\n", " ")).toContain(error.message);
    expect(error.stack).toBe(`BugCheck: ${error.report}`);
    expect(shared.words[HEADER.stop]).toBe(2);
    // Nothing goes on after it.
    expect(caught(() => runtime.KeAcquireSpinLock(lockAt(9)))).toBe(error);
    expect(caught(runtime.KePollInterrupts)).toBe(error);
  });
};
