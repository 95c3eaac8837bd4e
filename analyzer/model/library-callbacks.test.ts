import { describe, expect, it } from "vitest";
import { model } from "./model.js";

const callback = (name: string): string => {
  const found = model().libraryCallback(name);
  return found === undefined ? "none" : `${found.when} ${found.args.join(",")}`;
};

describe("library functions that take callbacks", () => {
  it.each([
    ["Array.forEach", "now 0"],
    ["ReadonlyArray.reduce", "now 0"],
    ["Array.toSorted", "now 0"],
    ["Uint8Array.findLastIndex", "now 0"],
    ["ArrayConstructor.from", "now 1"],
    ["BigInt64ArrayConstructor.from", "now 1"],
    ["Map.forEach", "now 0"],
    ["ReadonlySet.forEach", "now 0"],
    ["PromiseConstructor.new", "now 0"],
    ["Promise.new", "now 0"],
    ["fs.readFile", "later 1,2,3,4,5"],
    ["String.replaceAll", "now 1"],
    ["JSON.parse", "now 1"],
    ["Reflect.apply", "now 0"],
    ["setTimeout", "later 0"],
    ["setImmediate", "later 0"],
    ["queueMicrotask", "later 0"],
    ["Promise.then", "later 0,1"],
    ["Promise.finally", "later 0"],
    ["Process.nextTick", "later 0"],
    ["EventTarget.addEventListener", "later 1"],
    ["EventEmitter.on", "later 1"],
    ["Worker.once", "later 1"],
    ["MessagePort.on", "later 1"],
    ["FinalizationRegistryConstructor.new", "later 0"],
    ["requestAnimationFrame", "later 0"],
    ["Array.join", "none"],
    ["Array.constructor", "none"],
    ["on", "none"],
    ["constructor", "none"],
  ])("%s: %s", (name, expected) => {
    expect(callback(name)).toBe(expected);
  });
});
