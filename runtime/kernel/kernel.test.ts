import { readFileSync } from "node:fs";
import { format } from "prettier";
import { afterEach, describe, expect, it, vi } from "vitest";
import { generateKernel } from "../algorithms/generate.js";
import type { Machine } from "../algorithms/ir.js";
import { lowerToWasm } from "../algorithms/lower-wasm.js";
import { shortWays } from "../algorithms/machines.js";
import { mutants } from "../algorithms/mutants.js";
import { KSPIN_LOCK, KeAcquireSpinLock, KeReleaseSpinLock, createArena, openArena } from "../index.js";
import { newSharedMemory, webAssembly } from "./engine.js";
import { ANSWERS, WASM } from "./kernel.generated.js";
import { TESTED_BYTES, answersOf } from "./self-test.js";
import { instantiate, wasmKernel } from "./wasm.js";

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

const Refusing = vi.fn(function refuse() {
  throw new Error("refused by a content security policy");
});

if (webAssembly === undefined) throw new Error("these tests need WebAssembly");
const { Instance, Memory, Module } = webAssembly;

const bytes = Uint8Array.from(WASM, (letter) => letter.charCodeAt(0));

describe("the generated kernel", () => {
  it("is up to date with the machines (else: `npm run kernel`)", async () => {
    const wanted = await format(generateKernel(), { parser: "typescript", printWidth: 120 });
    const written = readFileSync(new URL("kernel.generated.ts", import.meta.url), "utf8");
    expect(written === wanted).toBe(true);
  });

  it("fits into 4,096 bytes, which every browser compiles at once", () => {
    expect(bytes.length).toBeLessThanOrEqual(4096);
  });

  it("exports each short way", () => {
    const memory = newSharedMemory(64);
    expect(memory).not.toBeNull();
    if (memory === null) return;
    const kernel = wasmKernel(memory, null);
    for (const { name } of shortWays) expect(kernel).toHaveProperty(name, expect.any(Function));
  });
});

describe("the self-test", () => {
  const trial = (all: readonly Machine[]): boolean => {
    const memory = newSharedMemory(TESTED_BYTES);
    if (memory === null) return false;
    const kernel = instantiate(new Module(lowerToWasm(all)), memory);
    return kernel !== null && answersOf(new Int32Array(memory.buffer, 0, TESTED_BYTES / 4), kernel) === ANSWERS;
  };

  it("passes the kernel", () => {
    expect(trial(shortWays)).toBe(true);
  });

  it("leaves the memory zeroed, on which it worked", () => {
    const { buffer } = createArena({ bytes: 256, kernel: "wasm" });
    expect(new Int32Array(buffer).some((word) => word !== 0)).toBe(false);
  });

  it.each(["takes a lock that is held", "forgets the sleepers", "leaves its mark in the word"])(
    "fails a kernel that %s",
    (mistake) => {
      const mutant = mutants.find((one) => one.mistake === mistake);
      expect(mutant).toBeDefined();
      const broken = shortWays.map((one) => (one.name === mutant?.machine ? mutant.change(one) : one));
      expect(trial(broken)).toBe(false);
    },
  );
});

describe("arenas", () => {
  it("are told from what is none", () => {
    expect(() => openArena({} as never)).toThrow(new TypeError("not an arena: pass what `createArena` returned"));
  });

  it("carry locks for both kernels, chosen per worker", () => {
    for (const kernel of ["wasm", "js", "auto"] as const) {
      const { buffer } = createArena({ bytes: 128, kernel });
      const lock = new KSPIN_LOCK(buffer, 64);
      expect(lock.wasm === null).toBe(kernel === "js");
      KeReleaseSpinLock(lock, KeAcquireSpinLock(lock));
    }
  });

  it("carry the compiled kernel, where it is chosen: the next worker neither compiles nor tests it", async () => {
    expect(createArena({ bytes: 64, kernel: "js" }).module).toBeNull();
    const arena = createArena({ bytes: 64, kernel: "wasm" });
    vi.stubGlobal("WebAssembly", { Memory, Instance, Module: Refusing });
    vi.resetModules();
    const fresh = await import("../index.js");
    const lock = new fresh.KSPIN_LOCK(fresh.openArena(arena, "wasm").buffer);
    expect(lock.wasm).not.toBeNull();
    fresh.KeReleaseSpinLock(lock, fresh.KeAcquireSpinLock(lock));
  });

  it("keep the first choice", () => {
    const arena = createArena({ bytes: 64, kernel: "js" });
    expect(new KSPIN_LOCK(openArena(arena, "wasm").buffer).wasm).toBeNull();
  });

  it.each([0, -1, 0.5, Number.NaN, 2 ** 32])("refuse %d bytes", (size) => {
    expect(() => createArena({ bytes: size })).toThrow(RangeError);
  });

  it("fall back to JavaScript where WebAssembly is refused, and where there is none", async () => {
    for (const WebAssembly of [undefined, { Memory, Module: Refusing }]) {
      vi.stubGlobal("WebAssembly", WebAssembly);
      vi.resetModules();
      const fresh = await import("../index.js");
      const { buffer } = fresh.createArena({ bytes: 64, kernel: "wasm" });
      const lock = new fresh.KSPIN_LOCK(buffer);
      expect(lock.wasm).toBeNull();
      fresh.KeReleaseSpinLock(lock, fresh.KeAcquireSpinLock(lock));
    }
  });
});
