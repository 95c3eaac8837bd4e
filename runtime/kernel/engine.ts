// What the kernels use of WebAssembly, typed here because not every host's types have it.

/** A `WebAssembly.Memory` that workers share. */
export interface SharedMemory {
  readonly buffer: SharedArrayBuffer;
}

interface WebAssemblyOfHost {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: object };
  readonly Memory: new (limits: { initial: number; maximum: number; shared: true }) => SharedMemory;
}

interface Engine {
  readonly WebAssembly?: WebAssemblyOfHost;
  readonly Bun?: unknown;
}

const engine = globalThis as Engine;

export const webAssembly = engine.WebAssembly;

/**
 * V8 calls atomic operations of JavaScript out of line (10 to 13 ns each) and compiles those of WebAssembly in line;
 * JavaScriptCore has both in line and pays for the call of WebAssembly. Bun writes stacks as V8 does.
 */
export const isV8 = (): boolean => engine.Bun === undefined && /^Error: x\n {4}at /.test(new Error("x").stack ?? "");

const PAGE = 0x1_0000;

/** A shared memory of at least so many bytes, or null where the engine or a limit of address space refuses it. */
export const newSharedMemory = (bytes: number): SharedMemory | null => {
  const pages = Math.max(1, Math.ceil(bytes / PAGE));
  try {
    return webAssembly === undefined ? null : new webAssembly.Memory({ initial: pages, maximum: pages, shared: true });
  } catch {
    return null;
  }
};
