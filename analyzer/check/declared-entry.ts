import type { Path } from "../domain/path.js";
import { equal } from "../solve/equal.js";
import type { SolvedInstance } from "../summarize/instance.js";
import type { OwnEntries, RootEntry } from "../summarize/root-entry.js";
import type { OuterLock } from "./outer-lock.js";
import { declaredLocks, excludedLocks, rootLocks } from "./root-locks.js";
import { entryOf, fromVersionBefore, type SettledProgram } from "./settled-program.js";

/** What a function's own contract or role says of how it is entered, in its own terms. */
export interface Declared {
  readonly entries: readonly RootEntry[];
  /** Callers add nothing. */
  readonly settles: boolean;
  /** Locks that are held then, and locks that are not. */
  readonly needs: readonly OuterLock[];
  readonly excluded: readonly Path[];
}

const declaredOf = (program: SettledProgram, instance: SolvedInstance, { entries, settles }: OwnEntries): Declared => {
  const needs =
    entries.length > 0
      ? entries.flatMap((root) => rootLocks(program, instance, root))
      : declaredLocks(program, instance);
  return { entries, settles, needs, excluded: excludedLocks(program, instance) };
};

interface Known {
  readonly instance: SolvedInstance;
  readonly own: OwnEntries;
  readonly declared: Declared;
}

const knownDeclared = fromVersionBefore(
  "declared entries",
  (program, before: ReadonlyMap<string, Known> | undefined) => {
    const known = (instance: SolvedInstance): Known => {
      const { own } = entryOf(program, instance);
      const last = before?.get(instance.key);
      if (last?.instance === instance && last.own === own) return last;
      const now = declaredOf(program, instance, own);
      return { instance, own, declared: last && equal(last.declared, now) ? last.declared : now };
    };
    return new Map(program.instances.map((one) => [one.key, known(one)] as const));
  },
);

const NOTHING: Declared = { entries: [], settles: false, needs: [], excluded: [] };

/** The same object as in the version before where it says the same. */
export const declaredEntry = (program: SettledProgram, { key }: SolvedInstance): Declared =>
  knownDeclared(program).get(key)?.declared ?? NOTHING;
