// Random programs over the lock routines, run by one worker that plays two: each command is a routine on one of a few
// locks, or a change of level or of identity. Two kernels agree where the same program gives the same log.
import fc from "fast-check";
import { cpu } from "../cpu.js";
import * as runtime from "../index.js";
import { abandonLock } from "../lock/abandon.js";
import { LINE_WORDS, OWNER_MASK, WRITER } from "../lock/layout.js";

/** Byte offsets of the locks of a program. */
export const PROGRAM_BYTES = 13 * 64;
/** The distributed lock has a flag for identity 7, and none for 8. */
export const FLAGGED = 7;

/** The objects of a program; a kernel's own, or of two kernels in turn. */
export interface Objects {
  readonly words: Int32Array;
  readonly lock: (number: number) => runtime.KSPIN_LOCK;
  /** Distributed where the number is odd. */
  readonly readerWriter: (number: number) => runtime.EX_SPIN_LOCK;
}

export interface Command {
  readonly routine: keyof typeof routines;
  /** Which of the locks, and which of the handles. */
  readonly lock: number;
  readonly level: number;
}

interface Scene extends Omit<Objects, "readerWriter"> {
  readonly readerWriter: () => runtime.EX_SPIN_LOCK;
  readonly handles: readonly runtime.KLOCK_QUEUE_HANDLE[];
}

type Play = (scene: Scene, lock: runtime.KSPIN_LOCK, handle: runtime.KLOCK_QUEUE_HANDLE, level: number) => unknown;

/** Whether somebody else holds the lock: then this worker would wait for ever, since nobody else runs. */
const blocks = ({ words, index }: { readonly words: Int32Array; readonly index: number }): boolean => {
  const owner = (words[index] ?? 0) & OWNER_MASK;
  return owner !== 0 && owner !== cpu.id;
};

const unlessBlocked =
  (play: Play): Play =>
  (scene, lock, handle, level) =>
    blocks(lock) ? "would wait" : play(scene, lock, handle, level);

const readerWriter =
  (play: (lock: runtime.EX_SPIN_LOCK, level: number) => unknown): Play =>
  (scene, _lock, _handle, level) =>
    play(scene.readerWriter(), level);

/** The writer waits for readers, its own worker's too; readers only for another worker's writer. */
const mayWaitFor = (lock: runtime.EX_SPIN_LOCK, writes: boolean): boolean => {
  const word = lock.words[lock.index] ?? 0;
  const isOthersFlagUp = lock.flags > 0 && cpu.id !== FLAGGED && lock.words[lock.index + FLAGGED * LINE_WORDS] !== 0;
  if (writes && isOthersFlagUp && (word & WRITER) === 0) return true;
  return (word & WRITER) !== 0 ? (word & OWNER_MASK) !== cpu.id : writes && (word & OWNER_MASK) !== 0;
};

const routines = {
  KeAcquireSpinLock: unlessBlocked((_scene, lock) => runtime.KeAcquireSpinLock(lock)),
  KeReleaseSpinLock: (_scene, lock, _handle, level) => {
    runtime.KeReleaseSpinLock(lock, level);
  },
  KeAcquireSpinLockAtDpcLevel: unlessBlocked((_scene, lock) => {
    runtime.KeAcquireSpinLockAtDpcLevel(lock);
  }),
  KeReleaseSpinLockFromDpcLevel: (_scene, lock) => {
    runtime.KeReleaseSpinLockFromDpcLevel(lock);
  },
  KeTryToAcquireSpinLockAtDpcLevel: (_scene, lock) => runtime.KeTryToAcquireSpinLockAtDpcLevel(lock),
  KeTestSpinLock: (_scene, lock) => runtime.KeTestSpinLock(lock),
  KeAcquireInStackQueuedSpinLock: unlessBlocked((_scene, lock, handle) => {
    runtime.KeAcquireInStackQueuedSpinLock(lock, handle);
  }),
  KeReleaseInStackQueuedSpinLock: (_scene, _lock, handle) => {
    runtime.KeReleaseInStackQueuedSpinLock(handle);
  },
  KeAcquireInStackQueuedSpinLockAtDpcLevel: unlessBlocked((_scene, lock, handle) => {
    runtime.KeAcquireInStackQueuedSpinLockAtDpcLevel(lock, handle);
  }),
  KeReleaseInStackQueuedSpinLockFromDpcLevel: (_scene, _lock, handle) => {
    runtime.KeReleaseInStackQueuedSpinLockFromDpcLevel(handle);
  },
  ExAcquireSpinLockShared: readerWriter((lock) =>
    mayWaitFor(lock, false) ? "would wait" : runtime.ExAcquireSpinLockShared(lock),
  ),
  ExReleaseSpinLockShared: readerWriter((lock, level) => {
    runtime.ExReleaseSpinLockShared(lock, level);
  }),
  ExAcquireSpinLockExclusive: readerWriter((lock) =>
    mayWaitFor(lock, true) ? "would wait" : runtime.ExAcquireSpinLockExclusive(lock),
  ),
  ExReleaseSpinLockExclusive: readerWriter((lock, level) => {
    runtime.ExReleaseSpinLockExclusive(lock, level);
  }),
  ExTryAcquireSpinLockSharedAtDpcLevel: readerWriter((lock) => runtime.ExTryAcquireSpinLockSharedAtDpcLevel(lock)),
  ExTryAcquireSpinLockExclusiveAtDpcLevel: readerWriter((lock) =>
    runtime.ExTryAcquireSpinLockExclusiveAtDpcLevel(lock),
  ),
  ExTryConvertSharedSpinLockExclusive: readerWriter((lock) => runtime.ExTryConvertSharedSpinLockExclusive(lock)),
  KeRaiseIrql: (_scene, _lock, _handle, level) => runtime.KeRaiseIrql(level),
  KeLowerIrql: (_scene, _lock, _handle, level) => {
    runtime.KeLowerIrql(level);
  },
  KeInitializeSpinLock: (_scene, lock) => {
    runtime.KeInitializeSpinLock(lock);
  },
  abandonLock: (_scene, lock) => {
    abandonLock(lock.words, lock.index, 9);
  },
  becomeOther: () => {
    cpu.id = cpu.id === 7 ? 8 : 7;
  },
} satisfies Readonly<Record<string, Play>>;

const names = Object.keys(routines) as (keyof typeof routines)[];

/** Levels mostly as drivers have them. Death and other workers are rare, or little else would happen. */
export const programs: fc.Arbitrary<readonly Command[]> = fc.array(
  fc.record({
    routine: fc.oneof(
      { weight: 30, arbitrary: fc.constantFrom(...names.slice(0, -3)) },
      { weight: 1, arbitrary: fc.constantFrom(...names.slice(-3)) },
    ),
    lock: fc.nat({ max: 3 }),
    level: fc.constantFrom(0, 0, 0, 1, 2, 2, 3, 15, -1),
  }),
  { minLength: 5, maxLength: 60 },
);

const outcome = (work: () => unknown): string => {
  try {
    return String(work());
  } catch (error) {
    return error instanceof runtime.KernelError ? `${error.code}: ${error.message}` : `unexpected: ${String(error)}`;
  }
};

/** Runs a program on fresh locks: answers, errors, levels and all words of the locks after each command. */
export const play = (program: readonly Command[], objects: Objects): readonly string[] => {
  const { id } = cpu;
  const handles = [0, 1].map(() => new runtime.KLOCK_QUEUE_HANDLE(new SharedArrayBuffer(64)));
  objects.words.fill(0);
  cpu.id = 7;
  try {
    return program.map(({ routine, lock, level }) => {
      const handle = handles[lock % 2];
      if (handle === undefined) throw new Error("no handle");
      const scene: Scene = { ...objects, handles, readerWriter: () => objects.readerWriter(lock) };
      const answer = outcome(() => routines[routine](scene, objects.lock(lock), handle, level));
      return [routine, lock, level, answer, runtime.KeGetCurrentIrql(), cpu.depth, ...objects.words].join(" ");
    });
  } finally {
    cpu.id = id;
    cpu.irql = runtime.PASSIVE_LEVEL;
    cpu.records.fill(0);
    cpu.depth = 1;
  }
};
