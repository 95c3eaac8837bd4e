// Takes: a size. Gives: shared memory for locks on which the WebAssembly kernel can work, as a plain object that
// `postMessage` and `workerData` carry. Leaves out: who holds what in it.
import { optionsOf, requireOneOf, requireWhole } from "../refuse.js";
import { isV8, newSharedMemory, type SharedMemory } from "./engine.js";
import type { WasmKernel } from "./kernel.generated.js";
import { isRegistered, registerMemory, tagOfArena } from "./memories.js";
import { testedModule, wasmKernel } from "./wasm.js";

/** Which kernel works on a memory in this worker. Workers may choose differently. */
export type KernelChoice = "wasm" | "js" | "auto";

const KERNELS = ["auto", "wasm", "js"];

/** Memory for locks. Post it to every worker, which calls `openArena` before it makes its locks over `buffer`. */
export interface ARENA {
  readonly buffer: SharedArrayBuffer;
  /** The memory whose buffer it is; null where the engine has none to share. */
  readonly memory: SharedMemory | null;
  /** The WebAssembly kernel, compiled and tested by the arena's maker; null: whoever wants it compiles it. */
  readonly module: object | null;
}

/** Where JavaScript is as fast or faster, `auto` means that. */
const isWasm = (choice: KernelChoice): boolean => choice === "wasm" || (choice === "auto" && isV8());

const choose = ({ memory, module }: ARENA, choice: KernelChoice): WasmKernel | null =>
  memory !== null && isWasm(choice) ? wasmKernel(memory, module) : null;

/**
 * Makes an arena usable in this worker and returns it. `auto` takes the WebAssembly kernel on V8 (there it is faster)
 * and the JavaScript kernel elsewhere; where WebAssembly is refused or fails its self-test, every choice means `js`.
 * The first call decides. IRQL: any.
 * @throws TypeError where it is no arena.
 */
export const openArena = (arena: ARENA, kernel: KernelChoice = "auto"): ARENA => {
  requireOneOf("`openArena` needs the kernel", kernel, KERNELS);
  const buffer = (arena as ARENA | undefined)?.buffer;
  if (!(buffer instanceof SharedArrayBuffer)) throw new TypeError("not an arena: pass what `createArena` returned");
  if (!isRegistered(buffer)) registerMemory(buffer, { kernel: choose(arena, kernel), tag: tagOfArena() });
  return arena;
};

export interface ArenaOptions {
  /** Bytes that locks and other objects need. */
  readonly bytes: number;
  /** Default `auto`. */
  readonly kernel?: KernelChoice | undefined;
}

const LARGEST = 0x7fff_0000;

/**
 * Makes one zeroed memory for many locks and opens it in this worker. Make one for a program, not one for a lock: each
 * reserves much address space. IRQL: any.
 * @throws RangeError where `bytes` is no positive number that fits.
 */
export const createArena = (options: ArenaOptions): ARENA => {
  const { bytes, kernel = "auto" } = optionsOf(options);
  requireWhole("`createArena` needs a number of bytes", bytes, 1, LARGEST);
  requireOneOf("`createArena` needs the kernel", kernel, KERNELS);
  const memory = newSharedMemory(bytes);
  const module = memory !== null && isWasm(kernel) ? testedModule(memory) : null;
  return openArena({ buffer: memory?.buffer ?? new SharedArrayBuffer(bytes), memory, module }, kernel);
};
