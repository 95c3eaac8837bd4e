// A thread that may not block, as in a browser's window: `Atomics.wait` throws there. `npm run browser` runs a real one.
import { beforeEach, describe, expect, it, vi } from "vitest";

import type * as runtimeModule from "../index.js";

type Runtime = typeof runtimeModule;

beforeEach(() => {
  vi.resetModules();
});

const load = (): Promise<Runtime> => import("../index.js");

const inWindow = async (): Promise<Runtime> => {
  const refused = vi.spyOn(Atomics, "wait").mockImplementation(() => {
    throw new TypeError("Atomics.wait cannot be called in this context");
  });
  const noThreads = vi.spyOn(process, "getBuiltinModule").mockReturnValue(undefined);
  try {
    return await load();
  } finally {
    refused.mockRestore();
    noThreads.mockRestore();
  }
};

describe("a window", () => {
  it("refuses every routine that blocks, and says what to use", async () => {
    const runtime = await inWindow();
    const { KEVENT, KeDelayExecutionThread, KeFlushQueuedDpcs, KeWaitForSingleObject, idleProcessor } = runtime;
    const refusal = (routine: string): object => ({
      code: "CANNOT_BLOCK",
      message: expect.stringMatching(`^\`${routine}\` blocks, .*; use `) as string,
    });
    const thrown = (act: () => unknown): unknown => {
      try {
        return act();
      } catch (error) {
        return error;
      }
    };
    expect(thrown(() => KeWaitForSingleObject(new KEVENT(), 0, 0, false, null))).toMatchObject(
      refusal("KeWaitForSingleObject"),
    );
    expect(thrown(() => KeDelayExecutionThread(0, false, -1))).toMatchObject(refusal("KeDelayExecutionThread"));
    expect(thrown(() => idleProcessor(() => true))).toMatchObject(refusal("idleProcessor"));
    expect(thrown(KeFlushQueuedDpcs)).toMatchObject(refusal("KeFlushQueuedDpcs"));
    expect(KeWaitForSingleObject(new KEVENT(), 0, 0, false, 0)).toBe(0x102);
  });

  it("is told of a lock that it holds already, though its identity is random", async () => {
    const runtime = await inWindow();
    const buffer = new SharedArrayBuffer(128);
    const spin = new runtime.KSPIN_LOCK(buffer, 0);
    const readerWriter = new runtime.EX_SPIN_LOCK(buffer, 64);
    const old = runtime.KeAcquireSpinLock(spin);
    runtime.ExAcquireSpinLockExclusiveAtDpcLevel(readerWriter);
    expect(() => runtime.KeAcquireSpinLock(spin)).toThrow(expect.objectContaining({ code: "SPIN_LOCK_RECURSION" }));
    expect(() => {
      runtime.ExAcquireSpinLockExclusiveAtDpcLevel(readerWriter);
    }).toThrow(expect.objectContaining({ code: "SPIN_LOCK_RECURSION" }));
    runtime.ExReleaseSpinLockExclusiveFromDpcLevel(readerWriter);
    runtime.KeReleaseSpinLock(spin, old);
  });
});

describe("a page that is not isolated", () => {
  it("gets one clear error when the runtime is loaded", async () => {
    vi.stubGlobal("SharedArrayBuffer", undefined);
    try {
      await expect(load()).rejects.toMatchObject({
        code: "NO_SHARED_MEMORY",
        message: expect.stringMatching(/`SharedArrayBuffer` is missing: .*Cross-Origin-Opener-Policy/) as string,
      });
    } finally {
      vi.unstubAllGlobals();
    }
  });
});
