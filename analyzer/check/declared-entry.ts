import type { Path } from "../domain/path.js";
import { equal } from "../summarize/equal.js";
import type { SolvedInstance } from "../summarize/instance.js";
import { rootEntries, type RootEntry } from "../summarize/root-entry.js";
import type { OuterLock } from "./outer-lock.js";
import { declaredLocks, excludedLocks, rootLocks } from "./root-locks.js";
import { inWhole, type SettledProgram } from "./settled-program.js";

/** What a function's own contract or role says of how it is entered, in its own terms. */
export interface Declared {
  readonly entries: readonly RootEntry[];
  /** Callers add nothing. */
  readonly settles: boolean;
  /** Locks that are held then, and locks that are not. */
  readonly needs: readonly OuterLock[];
  readonly excluded: readonly Path[];
}

const declaredOf = (program: SettledProgram, instance: SolvedInstance): Declared => {
  const { entries, settles } = rootEntries(instance.unit, program.facts);
  const needs =
    entries.length > 0
      ? entries.flatMap((root) => rootLocks(program, instance, root))
      : declaredLocks(program, instance);
  return { entries, settles, needs, excluded: excludedLocks(program, instance) };
};

/** By instance; the same objects as in the version before where they say the same. */
export const declaredEntries = inWhole((program, before: ReadonlyMap<string, Declared> | undefined) => {
  const kept = ({ key }: SolvedInstance, now: Declared): Declared => {
    const last = before?.get(key);
    return last && equal(last, now) ? last : now;
  };
  return new Map(program.instances.map((one) => [one.key, kept(one, declaredOf(program, one))] as const));
});
