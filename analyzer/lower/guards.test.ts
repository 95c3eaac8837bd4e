import { expect, test } from "vitest";
import { lowerProject, lowerText, type Project } from "./testing/program.js";

/** The guarded places, by name, and the paths of their locks. */
const guards = ({ program, contracts }: Project): string[] =>
  [...program.guards.values()].map((key) => {
    const contract = contracts.get(key);
    const { root, keys } = contract?.guardedBy ?? { root: { kind: "return" }, keys: [] };
    const start = root.kind === "global" ? root.name.replace(/^var:.*\/([^/@]+)@[^/]*$/u, "$1") : root.kind;
    return `${(contract?.name ?? "").replace("#", "")} by ${[start, ...keys].join(".")}`;
  });

test("a guard stands on fields, interface members, elements of literals and variables", () => {
  const project = lowerText(`
const lock = {};
/** @guardedBy lock */
let total = 0;
interface Extension {
  lock: object;
  /** @guardedBy lock */
  count: number;
  /** @guardedBy queueLock */
  length: number;
  queueLock: object;
}
class Queue {
  readonly #lock = {};
  /** @guardedBy this.#lock */
  #items: number[] = [];
  constructor(/** @guardedBy this.#lock */ private used: number) {}
}
export type Pair = {
  own: object;
  /** @guardedBy own */
  value: number;
};
export function f() { total += 1; }`);
  expect(guards(project).sort()).toEqual([
    "count by lock",
    "items by this.#lock",
    "length by this.queueLock",
    "total by lock",
    "used by this.#lock",
    "value by this.own",
  ]);
});

test("a class's field has the guard of what it implements", () => {
  const project = lowerText(`
interface Counter {
  lock: object;
  /** @guardedBy lock */
  count: number;
}
export class Own implements Counter { lock = {}; count = 0; other = 0; }`);
  expect(guards(project)).toEqual(["count by this.lock", "count by this.lock"]);
});

test("a guarded place is data, not a routine", () => {
  const project = lowerText(`
export interface Extension {
  lock: object;
  /** @guardedBy lock */
  count: number;
}
export function f(extension: Extension) { return extension.count; }`);
  expect(project.graph("f")).toMatch(/%1 = extension@\d+\.count/u);
});

test("tags name variables where they stand: imported ones, and none that only the function knows", () => {
  const { tags } = lowerProject({
    "state.ts": "export const queueLock = {};",
    "main.ts": `import { queueLock as mine } from "./state.js";
/** @requiresLockHeld mine */
export function f({ lock }: { lock: object }) {}
`,
  });
  const [tag] = tags;
  expect(tag?.variable?.("mine")).toMatch(/state\.ts#<module>@0\/queueLock@/u);
  expect(tag?.variable?.("lock")).toBeUndefined();
  expect(tag?.variable?.("nothing")).toBeUndefined();
});
