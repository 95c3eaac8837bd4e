// Words of a processor's block, as `PROCESSOR` of system.ts. Constants of a module, which bundlers write as numbers.

export const pending = 0;
export const state = 2;
export const identity = 4;
export const asleep = 5;
export const worker = 6;
export const thread = 7;
export const workers = 8;
export const ending = 9;
export const dpcs = 16;
export const flushAsked = 17;
export const flushDone = 18;
export const records = 24;
