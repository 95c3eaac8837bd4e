/** How a kernel's function ends. Data of the kernels: the machines in ../algorithms name their exits so. */
export const EXIT = {
  done: 0,
  /** Fast paths: the slow one decides. Tries: not now. */
  busy: 1,
  mixedUse: 2,
  recursion: 3,
  notOwned: 4,
  abandoned: 5,
} as const;
