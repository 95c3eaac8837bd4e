// Which build of the routines this worker runs. The free build leaves every routine as it is written, so it costs nothing;
// the verifier (verifier/) puts its checks around them. Modules take what they need when they are loaded, because a
// constant of a module is folded by the engine and a test at each call is not; so the choice must be made before.
import type { KernelError } from "./errors.js";
import type { KIRQL } from "./levels.js";
import type { LockKind } from "./lock/layout.js";

/** A lock of any family. */
export interface AnyLock {
  readonly buffer: SharedArrayBuffer;
  readonly byteOffset: number;
  readonly words: Int32Array<SharedArrayBuffer>;
  readonly index: number;
  readonly reference: number;
  /** Numbers of this object's acquisitions, in the verifier build. */
  taken: number;
}

/** What a refusal is about. */
export interface Refused {
  readonly routine: string;
  readonly lock?: { readonly words: Int32Array; readonly index: number } | undefined;
  /** Of a wait: null and undefined are for ever. */
  readonly timeout?: number | bigint | null | undefined;
  /** The level asked for, or found. */
  readonly newIrql?: KIRQL | undefined;
}

/** A routine that the machine calls. */
export type RoutineKind = "DPC" | "service routine" | "work item";

type KindWay<L> = (lock: L, kind: LockKind, routine: string, newIrql?: KIRQL) => void;
type TryKindWay<L> = (lock: L, kind: LockKind, routine: string) => boolean;
type Way<L> = (lock: L, routine: string, newIrql?: KIRQL) => void;
type TryWay<L> = (lock: L, routine: string) => boolean;

export interface Build {
  /** Shared memory of the verifier, which a machine carries to its workers; undefined in the free build. */
  readonly memory: () => SharedArrayBuffer | undefined;
  /** This worker joins a machine with that memory. */
  readonly join: (memory: SharedArrayBuffer) => void;

  readonly take: <L extends AnyLock>(free: KindWay<L>) => KindWay<L>;
  readonly tryToTake: <L extends AnyLock>(free: TryKindWay<L>) => TryKindWay<L>;
  readonly giveUp: <L extends AnyLock>(free: KindWay<L>) => KindWay<L>;
  readonly enter: <L extends AnyLock>(free: Way<L>) => Way<L>;
  readonly tryToEnter: <L extends AnyLock>(free: TryWay<L>) => TryWay<L>;
  readonly leave: <L extends AnyLock>(free: Way<L>) => Way<L>;
  readonly convert: <L extends AnyLock>(free: TryWay<L>) => TryWay<L>;
  readonly initialize: <L extends AnyLock>(free: (lock: L) => void) => (lock: L) => void;
  readonly raise: (free: (level: KIRQL) => KIRQL) => (level: KIRQL) => KIRQL;
  readonly lower: (free: (level: KIRQL) => void) => (level: KIRQL) => void;

  /** What is thrown for a misuse that the free build notices as well. */
  readonly refused: (error: KernelError, about: Refused) => KernelError;
  /** What is thrown for a lock in memory that other workers cannot see. */
  readonly refusedStorage: (error: TypeError) => Error;
  /** Before a block of memory is given back. */
  readonly freeing: (block: SharedArrayBuffer | ArrayBuffer) => void;
  /** Before the machine calls a routine; gives what `routineEnds` needs. */
  readonly routineBegins: () => number;
  /** After it came back, with the level as it left it. */
  readonly routineEnds: (mark: number, kind: RoutineKind, level: KIRQL) => void;
  /** Where a worker waits or is idle: throws where the machine is stopped. */
  readonly checkpoint: () => void;
  /** A sleep lasts no longer without a checkpoint. Milliseconds. */
  readonly slice: number;
}

const same = <F>(free: F): F => free;
const nothing = (): undefined => undefined;

const freeBuild: Build = {
  memory: nothing,
  join: nothing,
  take: same,
  tryToTake: same,
  giveUp: same,
  enter: same,
  tryToEnter: same,
  leave: same,
  convert: same,
  initialize: same,
  raise: same,
  lower: same,
  refused: same,
  refusedStorage: same,
  freeing: nothing,
  routineBegins: () => 0,
  routineEnds: nothing,
  checkpoint: nothing,
  slice: Infinity,
};

const choice = { build: freeBuild, isTaken: false };

/**
 * Chooses the build. @throws Error where routines have been loaded before.
 */
export const chooseBuild = (build: Build): void => {
  if (choice.isTaken)
    throw new Error(
      "the verifier came too late: `irql/runtime` was loaded before it; import `irql/runtime/verifier` first, or start with `IRQL_VERIFIER=1`",
    );
  choice.build = build;
};

/** The build, once and for all. */
export const takeBuild = (): Build => {
  choice.isTaken = true;
  return choice.build;
};
