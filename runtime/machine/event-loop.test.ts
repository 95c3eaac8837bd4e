import { afterEach, describe, expect, it } from "vitest";
import { DISPATCH_LEVEL } from "../levels.js";
import { listenInEventLoop, stopListening } from "./event-loop.js";

const DUE = 1 << DISPATCH_LEVEL;

const turns = async (count: number): Promise<void> => {
  for (let turn = 0; turn < count; turn++) await new Promise((resolve) => setTimeout(resolve, 5));
};

afterEach(stopListening);

describe("a worker that is idle in its event loop", () => {
  it("is not called while nothing is pending", async () => {
    const words = new Int32Array(new SharedArrayBuffer(4));
    let calls = 0;
    listenInEventLoop(words, 0, () => {
      calls += 1;
    });
    await turns(4);
    expect(calls).toBe(0);
  });

  it("delivers what came while it listened, and was notified of", async () => {
    const words = new Int32Array(new SharedArrayBuffer(4));
    let calls = 0;
    listenInEventLoop(words, 0, () => {
      calls += 1;
      Atomics.store(words, 0, 0);
    });
    Atomics.store(words, 0, DUE);
    Atomics.notify(words, 0);
    await turns(4);
    expect(calls).toBe(1);
  });

  it("delivers what has come again just behind a delivery, of which nobody was notified", async () => {
    const words = new Int32Array(new SharedArrayBuffer(4));
    Atomics.store(words, 0, DUE);
    let calls = 0;
    listenInEventLoop(words, 0, () => {
      calls += 1;
      Atomics.store(words, 0, calls < 3 ? DUE : 0);
    });
    await turns(6);
    expect(calls).toBe(3);
  });
});
