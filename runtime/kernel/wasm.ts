// Takes: a shared WebAssembly memory. Gives: the WebAssembly kernel over it, or null where the engine refuses it or fails
// its self-test.
import { LOCK_BYTES } from "../lock/layout.js";
import { newSharedMemory, webAssembly, type SharedMemory } from "./engine.js";
import { WASM, type WasmKernel } from "./kernel.generated.js";
import { agrees } from "./self-test.js";

/** The kernel's functions over a memory. */
export const instantiate = (module: object, memory: SharedMemory): WasmKernel | null =>
  webAssembly === undefined ? null : (new webAssembly.Instance(module, { host: { memory } }).exports as WasmKernel);

/** The module, or null where the engine refuses it: no threads, or a policy without `wasm-unsafe-eval`. */
const compile = (): object | null => {
  try {
    return webAssembly === undefined
      ? null
      : new webAssembly.Module(Uint8Array.from(WASM, (letter) => letter.charCodeAt(0)));
  } catch {
    return null;
  }
};

const tested = (): object | null => {
  const module = compile();
  const memory = module === null ? null : newSharedMemory(2 * LOCK_BYTES);
  if (module === null || memory === null) return null;
  const kernel = instantiate(module, memory);
  return kernel !== null && agrees(new Int32Array(memory.buffer, 0, LOCK_BYTES / 2), kernel) ? module : null;
};

let module: object | null | undefined;

/** The compiled kernel, tried out; null where the engine cannot be trusted with it. */
export const testedModule = (): object | null => (module === undefined ? (module = tested()) : module);

/** The kernel over this memory. `ready`: the module as another thread of this program has tested it. */
export const wasmKernel = (memory: SharedMemory, ready: object | null): WasmKernel | null => {
  const code = ready ?? testedModule();
  return code === null ? null : instantiate(code, memory);
};
