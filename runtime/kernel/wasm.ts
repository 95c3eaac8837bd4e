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

/** A plain loop: this code runs once, cold, and a function called for each byte would take as long as the compilation. */
const bytesOf = (text: string): Uint8Array => {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
  return bytes;
};

/** The module, or null where the engine refuses it: no threads, or a policy without `wasm-unsafe-eval`. */
const compile = (): object | null => {
  try {
    return webAssembly === undefined ? null : new webAssembly.Module(bytesOf(WASM));
  } catch {
    return null;
  }
};

const tested = (): object | null => {
  const module = compile();
  const memory = module === null ? null : newSharedMemory(2 * LOCK_BYTES);
  if (module === null || memory === null) return null;
  const kernel = instantiate(module, memory, watchTrial);
  return kernel !== null && agrees(new Int32Array(memory.buffer, 0, LOCK_BYTES / 2), kernel) ? module : null;
};

let module: object | null | undefined;

/** The compiled kernel, tried out; null where the engine cannot be trusted with it or this thread may not block. */
export const testedModule = (): object | null => {
  // Who cannot block would be trapped by the wait.
  module ??= mayBlock ? tested() : null;
  return module;
};

/** The kernel over this memory. `ready`: the module as another thread of this program has tested it. */
export const wasmKernel = (memory: SharedMemory, ready: object | null): WasmKernel | null => {
  const code = mayBlock ? (ready ?? testedModule()) : null;
  return code === null ? null : instantiate(code, memory, (words, lock) => host.watch(words, lock));
};
