// Words of an object that can be waited for, as `OBJECT` of dispatcher.ts.

export const state = 0;
export const type = 1;
export const waiters = 2;
/** 8..15: one bit for each processor that waits. */
export const marks = 8;
