// Takes: a shared WebAssembly memory. Gives: the WebAssembly kernel over it, or null where the engine refuses it or fails
// its self-test.
import { LOCK_BYTES } from "../lock/layout.js";
import { newSharedMemory, webAssembly, type SharedMemory } from "./engine.js";
import { host, mayBlock } from "./host.js";
import { WASM, type WasmKernel } from "./kernel.generated.js";
import { agrees, watchTrial } from "./self-test.js";

type Watch = (words: Int32Array, lock: number) => void;

/** The kernel's functions over a memory. */
export const instantiate = (module: object, memory: SharedMemory, watch: Watch): WasmKernel | null => {
  if (webAssembly === undefined) return null;
  const words = new Int32Array(memory.buffer);
  const watchAt = (lock: number): void => {
    watch(words, lock >>> 2);
  };
  return new webAssembly.Instance(module, { host: { memory, watch: watchAt } }).exports as WasmKernel;
};

/** The module, or null where the engine refuses it: no threads, or a policy without `wasm-unsafe-eval`. */
const compile = (): object | null => {
  try {
    return webAssembly === undefined
      ? null
      : new webAssembly.Module(Uint8Array.from(atob(WASM), (letter) => letter.charCodeAt(0)));
  } catch {
    return null;
  }
};

const tested = (): object | null => {
  // Who cannot block would be trapped by the wait.
  const module = mayBlock ? compile() : null;
  const memory = module === null ? null : newSharedMemory(2 * LOCK_BYTES);
  if (module === null || memory === null) return null;
  const kernel = instantiate(module, memory, watchTrial);
  return kernel !== null && agrees(new Int32Array(memory.buffer, 0, LOCK_BYTES / 2), kernel) ? module : null;
};

let module: object | null | undefined;

/** The kernel over this memory. */
export const wasmKernel = (memory: SharedMemory): WasmKernel | null => {
  module ??= tested();
  return module === null ? null : instantiate(module, memory, (words, lock) => host.watch(words, lock));
};
