// The first violation stops the machine: it is written into shared memory, and whatever routine a worker calls next
// throws it.
import type { Refused } from "../build.js";
import { cpu } from "../cpu.js";
import { KernelError, type RuntimeErrorCode } from "../errors.js";
import { nameOfIdentity } from "../identity.js";
import { OWNER_MASK } from "../lock/layout.js";
import { BugCheck, type Violation } from "./bug-check.js";
import { held } from "./holds.js";
import { HEADER, awaitReport, publishReport, shared } from "./memory.js";
import { writeReport, type Section } from "./report.js";
import { stopCodeOf, type Facts, type StopCode } from "./stop-codes.js";

const own = { thrown: null as BugCheck | null };

/** Lets this worker begin again, on another memory. */
export const forgetStop = (): void => {
  own.thrown = null;
};

const UNTOLD: Violation = {
  code: "SPIN_LOCK_ABANDONED",
  bugCheck: null,
  name: "no report",
  parameters: [0, 0, 0, 0],
  ruleId: null,
  message: "another worker stopped the machine and ended before it could say why",
  report: "another worker stopped the machine and ended before it could say why",
};

const readViolation = (text: string): Violation => {
  try {
    return JSON.parse(text) as Violation;
  } catch {
    return UNTOLD;
  }
};

const stoppedBy = (): BugCheck => {
  const told = readViolation(awaitReport());
  const report = `${told.report}\nthis worker, ${nameOfIdentity(cpu.id)}, was stopped by that`;
  return new BugCheck({ ...told, report });
};

/** Throws what has stopped the machine; called where the word says that something has. */
const throwStop = (): never => {
  own.thrown ??= stoppedBy();
  throw own.thrown;
};

/** Throws where the machine is stopped. */
export const checkpoint = (): void => {
  if (shared.words[HEADER.stop] !== 0) throwStop();
};

/** The bug check of a violation, told to all workers; where one was first, that one. */
const publish = (code: StopCode, error: KernelError, more: readonly Section[]): BugCheck => {
  if (Atomics.compareExchange(shared.words, HEADER.stop, 0, 1) !== 0) return (own.thrown ??= stoppedBy());
  const violation = {
    ...code,
    code: error.code,
    message: error.message,
    report: writeReport(code, error.message, error, more),
  };
  publishReport(JSON.stringify(violation));
  return (own.thrown = new BugCheck(violation));
};

const ownerOf = (about: Refused): Facts["owner"] => {
  if (about.lock === undefined) return "nobody";
  const word = Atomics.load(about.lock.words, about.lock.index);
  if ((word & OWNER_MASK) !== 0) return "another";
  return word === 0 ? "never anybody" : "nobody";
};

const waitOf = (about: Refused): Facts["timeout"] => {
  if (about.routine !== "KeWaitForSingleObject") return "none";
  return about.timeout === undefined || about.timeout === null ? "for ever" : "limited";
};

const factsOf = (about: Refused): Facts => ({
  routine: about.routine,
  irql: cpu.irql,
  address: (about.lock?.index ?? 0) * 4,
  newIrql: about.newIrql ?? 0,
  measured: 0,
  allowed: 0,
  owner: ownerOf(about),
  timeout: waitOf(about),
  locksHeld: false,
  isHolding: held.depth > 0,
});

/** What the verifier throws instead of an error of the free build. */
export const refused = (error: KernelError, about: Refused): KernelError => {
  if (error instanceof BugCheck) return error;
  const code = stopCodeOf(error.code, factsOf(about));
  if (code !== undefined) return publish(code, error, []);
  // Such as a lock that is lost because the stop ended its owner.
  return shared.words[HEADER.stop] === 0 ? error : (own.thrown ??= stoppedBy());
};

/** Stops the machine for a mistake that the free build does not notice. */
export const violate = (
  code: RuntimeErrorCode,
  message: string,
  about: Refused & Partial<Facts>,
  more: readonly Section[] = [],
): never => {
  const found = stopCodeOf(code, { ...factsOf(about), ...facts(about) });
  const error = new KernelError(code, message);
  throw found === undefined ? error : publish(found, error, more);
};

const facts = ({ measured, allowed, locksHeld, irql }: Partial<Facts>): Partial<Facts> => ({
  ...(measured !== undefined && { measured }),
  ...(allowed !== undefined && { allowed }),
  ...(locksHeld !== undefined && { locksHeld }),
  ...(irql !== undefined && { irql }),
});

/** A lock in memory that other workers cannot see. */
export const refusedStorage = (error: TypeError): Error =>
  refused(new KernelError("PAGEABLE_STORAGE", error.message, { cause: error }), { routine: "" });
