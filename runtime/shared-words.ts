import { KernelError } from "./errors.js";

/**
 * Zeroed words that other workers can see.
 * @throws KernelError `NO_SHARED_MEMORY` where the host has no shared memory: a page that is not isolated from others.
 */
export const sharedWords = (words: number): Int32Array<SharedArrayBuffer> => {
  if (typeof SharedArrayBuffer === "undefined")
    throw new KernelError(
      "NO_SHARED_MEMORY",
      "`SharedArrayBuffer` is missing: serve page and workers with `Cross-Origin-Opener-Policy: same-origin` and `Cross-Origin-Embedder-Policy: require-corp`",
    );
  return new Int32Array(new SharedArrayBuffer(words * 4));
};
