import { beforeAll, describe, expect, it } from "vitest";
import type { Report } from "../analyzer/finding/report.js";
import { checkSources, findingsIn } from "./testing/check-sources.js";

const NEW = "new KSPIN_LOCK(new SharedArrayBuffer(KSPIN_LOCK.BYTES))";
const QUEUE = `class Queue {
  readonly lock = ${NEW};
  readonly drain = ${NEW};
}
const queue = new Queue();
const another = new Queue();`;

/** A routine that takes a lock by one name, and gives one back by another. */
const routine = (setting: string, taken: string, given: string, parameters = ""): string => `${setting}
export const onDpc: KDEFERRED_ROUTINE = (${parameters}) => {
  const old = KeAcquireSpinLock(${taken});
  KeReleaseSpinLock(${given}, old);
};`;

const PORT = `${QUEUE}
class Port {
  readonly lock: KSPIN_LOCK;
  constructor(readonly queue: Queue) {
    this.lock = queue.lock;
  }
  work(): void {
    const old = KeAcquireSpinLock(this.lock);
    KeReleaseSpinLock(this.queue.lock, old);
  }
}
const port = new Port(queue);`;

const LIST = `const locks = [${NEW}, ${NEW}];
const order = [locks[1]!, locks[0]!];`;

const PAIR = `class Pair {
  constructor(
    readonly one: KSPIN_LOCK,
    readonly other: KSPIN_LOCK,
  ) {}
}
const makeLock = (): KSPIN_LOCK => ${NEW};`;

const REGISTRY = `class Registry {
  first: KSPIN_LOCK | null = null;
  add(): KSPIN_LOCK {
    const lock = ${NEW};
    this.first ??= lock;
    return lock;
  }
}
const registry = new Registry();
const added = registry.add();`;

const MAYBE_ONE = {
  fieldOfAnother: routine(PORT, "port.lock", "queue.lock"),
  inAMethod: `${PORT}
export const onDpc: KDEFERRED_ROUTINE = () => port.work();`,
  inALiteral: routine(`${QUEUE}\nconst options = { gate: queue.lock };`, "options.gate", "queue.lock"),
  ofParameters: routine(QUEUE, "port.lock", "queues.lock", "_, port: Queue, queues: { lock: KSPIN_LOCK }"),
  otherList: routine(LIST, "order[1]!", "locks[0]!"),
  anyElement: routine(LIST, "locks[index]!", "locks[0]!", "_, index: number"),
  ofACallee: `${LIST}
const bump = (index: number): void => {
  const old = KeAcquireSpinLock(locks[index]!);
  KeReleaseSpinLock(locks[0]!, old);
};
let count = 0;
export const onDpc: KDEFERRED_ROUTINE = () => bump(count * 2);`,
  givenToBoth: routine(`${PAIR}\nconst one = makeLock();\nconst pair = new Pair(one, one);`, "pair.one", "pair.other"),
  returnedAndKept: routine(REGISTRY, "registry.first!", "added"),
  givenBackBefore: `${PORT}
export const onDpc: KDEFERRED_ROUTINE = () => {
  KeReleaseSpinLock(queue.lock, KeAcquireSpinLock(queue.lock));
  const old = KeAcquireSpinLock(port.lock);
  KeReleaseSpinLock(queue.lock, old);
};`,
};

const TWO = {
  variables: routine(`const rx = ${NEW};\nconst tx = ${NEW};`, "rx", "tx"),
  fields: routine(QUEUE, "queue.lock", "queue.drain"),
  fieldsOfParameters: routine(QUEUE, "one.lock", "other.drain", "_, one: Queue, other: Queue"),
  oneFieldOfTwo: routine(QUEUE, "queue.lock", "another.lock"),
  elements: routine(LIST, "locks[0]!", "locks[1]!"),
  madeByAHelper: routine(`${PAIR}\nconst pair = new Pair(makeLock(), makeLock());`, "pair.one", "pair.other"),
  fieldOfTheOther: routine(
    PORT.replace("KeReleaseSpinLock(this.queue.lock, old)", "KeReleaseSpinLock(this.lock, old)"),
    "port.lock",
    "queue.drain",
  ),
};

type Name = keyof typeof MAYBE_ONE | keyof typeof TWO;

let report: Report;
beforeAll(async () => {
  const sources = Object.entries({ ...MAYBE_ONE, ...TWO });
  report = await checkSources(Object.fromEntries(sources.map(([name, code]) => [`${name}.ts`, code])));
});

const certainties = (name: Name, rule: string): string[] =>
  findingsIn(report, `${name}.ts`).flatMap(({ ruleId, certainty }) => (ruleId === rule ? [certainty] : []));

const RULES = ["unreleased-spin-lock", "release-unheld"];

describe("a lock that is taken by one name, and one that is given back by another", () => {
  it.each(Object.keys(MAYBE_ONE) as Name[])("is not certainly another one: %s", (name) => {
    for (const rule of RULES) expect(certainties(name, rule)).not.toContain("certain");
  });

  it("is said to be in doubt, and by which name to give it back", () => {
    const said = new Map(findingsIn(report, "fieldOfAnother.ts").map(({ ruleId, message }) => [ruleId, message]));
    expect(said.get("unreleased-spin-lock")).toContain("may still be held where `onDpc` is left");
    expect(said.get("release-unheld")).toContain(
      "`queue.lock` is not known to be the lock that is held: release it by",
    );
  });

  it.each(Object.keys(TWO) as Name[])("is certainly another one: %s", (name) => {
    for (const rule of RULES) expect(certainties(name, rule)).toEqual(["certain"]);
  });
});
