// Takes: a shared WebAssembly memory. Gives: the WebAssembly kernel over it, or null where the engine refuses it or fails
// its self-test.
import { newSharedMemory, webAssembly, type SharedMemory } from "./engine.js";
import { ANSWERS, WASM, type WasmKernel } from "./kernel.generated.js";
import { TESTED_BYTES, answersOf } from "./self-test.js";

/** The kernel's functions over a memory. */
export const instantiate = (module: object, memory: SharedMemory): WasmKernel | null =>
  webAssembly === undefined ? null : (new webAssembly.Instance(module, { host: { memory } }).exports as WasmKernel);

/** The module, or null where the engine refuses it: no threads, or a policy without `wasm-unsafe-eval`. */
const compile = (): object | null => {
  try {
    return webAssembly === undefined
      ? null
      : new webAssembly.Module(new Uint8Array(WASM.length).map((_, at) => WASM.charCodeAt(at)));
  } catch {
    return null;
  }
};

const tested = (memory: SharedMemory | null): object | null => {
  const module = memory === null ? null : compile();
  if (module === null || memory === null) return null;
  const kernel = instantiate(module, memory);
  const words = new Int32Array(memory.buffer, 0, TESTED_BYTES / 4);
  const isTrusted = kernel !== null && answersOf(words, kernel) === ANSWERS;
  words.fill(0);
  return isTrusted ? module : null;
};

let module: object | null | undefined;

/** The compiled kernel, tried out on a zeroed memory, which it leaves so; null where the engine cannot be trusted with it. */
export const testedModule = (memory: SharedMemory | null): object | null =>
  module === undefined ? (module = tested(memory)) : module;

/** The kernel over this memory. `ready`: the module as another thread of this program has tested it. */
export const wasmKernel = (memory: SharedMemory, ready: object | null): WasmKernel | null => {
  const code = ready ?? testedModule(newSharedMemory(TESTED_BYTES));
  return code === null ? null : instantiate(code, memory);
};
