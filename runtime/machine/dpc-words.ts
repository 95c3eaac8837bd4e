// Words of a DPC in shared memory, as `DPC` of dpc-object.ts.

export const queued = 0;
export const first = 2;
export const second = 3;
export const target = 4;
export const importance = 5;
