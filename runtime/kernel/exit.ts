// How a kernel's function ends, imported as `EXIT`. Data of the kernels: the machines in ../algorithms name their exits so.

export const done = 0;
/** Fast paths: the slow one decides. Tries: not now. */
export const busy = 1;
export const mixedUse = 2;
export const recursion = 3;
export const notOwned = 4;
export const abandoned = 5;
