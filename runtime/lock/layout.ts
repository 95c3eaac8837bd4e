/** Bytes of one spin lock: a cache line of its own. */
export const LOCK_BYTES = 64;
