// The 64 bytes of a spin lock, as 16 words of 32 bits. All accesses are of one size, so that the order of all atomic
// operations is one total order (mixed sizes would lose that in the memory model of ECMAScript).
//
//   word 0   bits 31..22  tail: waiters that ever queued, modulo 1024
//            bit  21      ABANDONED: a worker died with the lock or in its queue; every fast path then fails for free
//            bit  20      KICK: who unlocks must wake the head of the queue
//            bit  19      STEAL: the head of the queue sleeps, newcomers may take the lock before it
//            bits 18..16  kind: 0 never used, 1 ordinary, 2 queued, 3 interrupt, 4 reader/writer,
//                         5 queued in strict order, 6 reader/writer with flags
//            bits 15..0   owner: 0 free, 0xffff handed to the head of the queue, else identity (identity.ts)
//   word 1   head: ticket of the waiter whose turn is next, modulo 1024; written by the owner only. -1: abandoned
//   word 2   of an abandoned lock: bits 15..0 identity of the worker that died, or of the waiter that gave the lock up; bits
//            17..16 why: 0 death, 1 deadlock, 2 too long a wait
//   word 3   of kind 6: how many lines with flags follow; else reserved: lock class
//   word 4  reserved: level before the acquire
//   word 5   reserved: time of acquire    words 6..7  reserved: statistics
//   word 8+n slot n, n = ticket modulo 8: bits 7..0 sleepers there, bits 31..8 wake-ups so far; sleepers wait on it

/** Bytes of one spin lock: a cache line of its own. */
export const LOCK_BYTES = 64;

export const OWNER_MASK = 0xffff;
/** Owner field while the lock passes from its last owner to the head of the queue. */
export const HANDED_OVER = 0xffff;

export const KIND_MASK = 0x7_0000;
export const ORDINARY = 0x1_0000;
export const QUEUED = 0x2_0000;
export const INTERRUPT = 0x3_0000;
export const READER_WRITER = 0x4_0000;
export const QUEUED_STRICT = 0x5_0000;
export const READER_WRITER_DISTRIBUTED = 0x6_0000;

export const STEAL = 1 << 19;
export const KICK = 1 << 20;
export const ABANDONED = 1 << 21;
/** Owner, kind, flags: everything but the tail. */
export const STATE_MASK = 0x3f_ffff;

export const TAIL_SHIFT = 22;
export const TAIL_ONE = 1 << TAIL_SHIFT;
export const TICKET_MASK = 1023;

export const LOCK_WORD = 0;
export const HEAD_WORD = 1;
export const STATUS_WORD = 2;
/** Why a lock was abandoned, beside the identity in its status word. */
export const DEADLOCK = 0x1_0000;
export const OVERDUE = 0x2_0000;
export const FIRST_SLOT_WORD = 8;
export const SLOTS = 8;
export const SLOT_MASK = SLOTS - 1;
export const SLEEPERS_MASK = 0xff;
export const WAKE_ONE = 0x100;

export type LockKind = typeof ORDINARY | typeof QUEUED | typeof INTERRUPT | typeof QUEUED_STRICT;

export const ticketOf = (word: number): number => word >>> TAIL_SHIFT;

const NAMES = [
  "never used",
  "ordinary",
  "queued",
  "interrupt",
  "reader/writer",
  "strictly queued",
  "distributed reader/writer",
] as const;
export const kindName = (word: number): string => NAMES[(word & KIND_MASK) >>> 16] ?? "unknown";

// Reader/writer locks use the same word with other bits 22..31, and word 1 to sleep on.
export const WRITER = 1 << 31;
export const WRITER_WAITS = 1 << 30;
export const SLEEP_WORD = 1;

/** Whether the lock is a reader/writer lock of either form. */
export const isReaderWriter = (word: number): boolean =>
  (word & KIND_MASK) === READER_WRITER || (word & KIND_MASK) === READER_WRITER_DISTRIBUTED;

/** Of a distributed lock: how many processors have a flag. The first word of line n behind the lock is that of identity n. */
export const FLAGS_WORD = 3;
export const LINE_WORDS = LOCK_BYTES / 4;
