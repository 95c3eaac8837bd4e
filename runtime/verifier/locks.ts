// The checks around the ways in and out of locks.
import type { AnyLock } from "../build.js";
import * as worker from "../cpu.js";
import { DISPATCH_LEVEL, type KIRQL } from "../levels.js";
import { levelName } from "../level-name.js";
import * as bursts from "./burst.js";
import type { Hold } from "./holds.js";
import * as holds from "./holds.js";
import { checkOrder } from "./lock-order.js";
import * as memory from "./memory.js";
import * as settings from "./options.js";
import { nameOfReference } from "./report.js";
import * as samples from "./samples.js";
import { checkpoint, violate } from "./stop.js";

// Constants of the module, for the reason given in ../lock/take.ts.
const { cpu } = worker;
const { burst, watchBurst } = bursts;
const { held, isSameLock, locksOf, makeRoom, moveToEnd, placeOf } = holds;
const { locks } = held;
const { shared } = memory;
const { BETWEEN, askForSample, beginWait, endSample, sample } = samples;
const { options } = settings;
const { stop } = memory.HEADER;

/** Before a lock is waited for. What only some acquires need stands apart: engines inline what is short. */
export const entering = (lock: AnyLock, routine: string): void => {
  if (shared.words[stop] !== 0 || held.depth || !burst.isQuiet) enteringWith(lock, routine);
};

const enteringWith = (lock: AnyLock, routine: string): void => {
  trying(lock);
  checkOrder(lock, routine);
  if (options.statistics) beginWait(lock);
};

/** Before a lock is taken, if that can be without a wait. */
export const trying = (lock: AnyLock): void => {
  checkpoint();
  makeRoom();
  if (burst.isQuiet) return;
  if (!burst.isWatched) watchBurst();
  if (options.statistics || options.stacks) askForSample(lock);
  else burst.isQuiet = true;
};

/** After a lock was taken, and before the level is raised. */
export const entered = (lock: AnyLock, routine: string): void => {
  // eslint-disable-next-line @typescript-eslint/no-non-null-assertion -- `trying` has made room; a default would lengthen each acquire
  const hold = locks[held.depth++]!;
  hold.lock = lock;
  hold.irql = cpu.irql;
  if (!(lock.taken++ & BETWEEN) || hold.routine !== routine) enteredWith(hold, lock, routine);
};

const enteredWith = (hold: Hold, lock: AnyLock, routine: string): void => {
  if (hold.routine !== routine) {
    hold.routine = routine;
    hold.release = "";
  }
  if (((lock.taken - 1) & BETWEEN) === 0) sample(hold, lock);
};

const releases = new Map<string, string>();

/** "KeTryToAcquireSpinLockAtDpcLevel" is undone by "KeReleaseSpinLockFromDpcLevel": the names follow one law. */
const releaseOf = (acquire: string): string => {
  const known = releases.get(acquire);
  if (known !== undefined) return known;
  const release = acquire
    .replace(/Try(To)?/, "")
    .replace("Acquire", "Release")
    .replace("AtDpcLevel", "FromDpcLevel");
  releases.set(acquire, release);
  return release;
};

/** A try leaves the level at DISPATCH_LEVEL, which the restoring release may restore. */
const endsTry = (hold: Hold, routine: string): boolean =>
  hold.routine === "KeTryToAcquireSpinLockAtDpcLevel" && routine === "KeReleaseSpinLock";

const isPair = (hold: Hold, routine: string): boolean => {
  if (releaseOf(hold.routine) !== routine && !endsTry(hold, routine)) return false;
  hold.release = routine;
  return true;
};

/** Before a lock is given up, and before the level is restored to `newIrql`; undefined where it stays. */
export const leaving = (lock: AnyLock, routine: string, newIrql?: KIRQL): void => {
  const hold = locks[held.depth - 1];
  if (hold?.lock !== lock || hold.release !== routine || (newIrql !== undefined && newIrql !== hold.irql))
    checkRelease(lock, routine, newIrql);
};

/** A release that is not plainly right, or ends a sample. */
const checkRelease = (lock: AnyLock, routine: string, newIrql: KIRQL | undefined): void => {
  let hold = held.depth > 0 ? held.locks[held.depth - 1] : undefined;
  if (hold === undefined || !isSameLock(hold.lock, lock)) hold = outOfOrder(lock, routine, newIrql);
  else if (newIrql !== undefined && newIrql !== hold.irql) refuseLevel(hold, routine, newIrql);
  if (hold === undefined) return;
  if (!isPair(hold, routine)) refusePair(hold, routine);
  if (hold.since !== 0) endSample(hold, lock, routine);
};

/** After a lock was given up. */
export const left = (): void => {
  held.depth--;
  if (held.hasRaised) forgetRaises();
};

/** A raise that was made while the lock was held ended with it. */
const forgetRaises = (): void => {
  while (held.raiseDepth > held.base && locksOf(held.raises[held.raiseDepth - 1] ?? 0) > held.depth) held.raiseDepth--;
  held.hasRaised = held.raiseDepth > 0;
};

/**
 * Hand over hand the outer lock goes first, with the level of the inner one, which then restores the outer one's: levels
 * stay a stack, whichever lock goes. Undefined where this worker holds no such lock: then the release itself refuses.
 */
const outOfOrder = (lock: AnyLock, routine: string, newIrql: KIRQL | undefined): Hold | undefined => {
  const place = placeOf(lock);
  const hold = held.locks[place];
  if (place < 0 || hold === undefined) return routine.includes("Shared") ? refuseStranger(lock, routine) : undefined;
  const inner = held.locks[place + 1];
  if (newIrql !== undefined && newIrql !== inner?.irql) {
    if (newIrql === hold.irql && newIrql < DISPATCH_LEVEL) refuseOrderOfRelease(hold, routine);
    if (newIrql !== hold.irql) refuseLevel(hold, routine, newIrql);
  }
  if (newIrql !== undefined && inner !== undefined) [inner.irql, hold.irql] = [hold.irql, inner.irql];
  moveToEnd(place);
  return hold;
};

/** The lock's own word has no names of readers. */
const refuseStranger = (lock: AnyLock, routine: string): never =>
  violate(
    "SPIN_LOCK_NOT_OWNED",
    `\`${routine}\` releases ${nameOfReference(lock.reference)}, which this worker does not hold; release each acquire once, on the worker that made it`,
    { routine, lock },
  );

const refuseLevel = (hold: Hold, routine: string, newIrql: KIRQL): never =>
  violate(
    "WRONG_IRQL_RESTORED",
    `\`${routine}\` restores ${levelName(newIrql)}, but \`${hold.routine}\` has saved ${levelName(hold.irql)}; ` +
      "pass the level that the acquire of this lock returned",
    { routine, lock: hold.lock ?? undefined, newIrql },
  );

const refuseOrderOfRelease = (hold: Hold, routine: string): never =>
  violate(
    "RELEASE_ORDER",
    `\`${routine}\` restores ${levelName(hold.irql)} while a lock that was taken later is still held; ` +
      "release the locks in reverse order, or the outer one first with the level of the inner one",
    { routine, lock: hold.lock ?? undefined },
  );

const refusePair = (hold: Hold, routine: string): never =>
  violate(
    "MISMATCHED_RELEASE",
    `\`${routine}\` releases a lock that \`${hold.routine}\` took; use \`${releaseOf(hold.routine)}\``,
    { routine, lock: hold.lock ?? undefined },
  );

/** After a shared hold has become exclusive. */
export const converted = (lock: AnyLock): void => {
  const hold = held.locks[placeOf(lock)];
  if (hold === undefined) return;
  hold.routine = hold.routine.replace("Shared", "Exclusive");
  hold.release = "";
};
