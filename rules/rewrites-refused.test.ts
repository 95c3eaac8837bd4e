import { beforeAll, describe, expect, it } from "vitest";
import { offersIn, type Offers } from "./testing/rewrites.js";

const FOUND = {
  andFirst: `export const onDpc: KDEFERRED_ROUTINE = () => {
  if (KeGetCurrentIrql() >= DISPATCH_LEVEL && late()) work(2);
};
declare function late(): boolean;`,
  andLast: `export const onDpc: KDEFERRED_ROUTINE = () => {
  if (late() && KeGetCurrentIrql() >= DISPATCH_LEVEL) work(2);
};
declare function late(): boolean;`,
  orLast: `export const onDpc: KDEFERRED_ROUTINE = () => {
  if (late() || KeGetCurrentIrql() >= DISPATCH_LEVEL) work(2);
  else work(3);
};
declare function late(): boolean;`,
  assigns: `export const onDpc: KDEFERRED_ROUTINE = () => {
  let old = 0;
  if ((old = KeGetCurrentIrql()) >= DISPATCH_LEVEL) work(2);
  work(old);
};`,
  alsoCalls: `export const onDpc: KDEFERRED_ROUTINE = () => {
  if ((work(1), KeGetCurrentIrql() >= DISPATCH_LEVEL)) work(2);
};`,
  varInArm: `export const onDpc: KDEFERRED_ROUTINE = () => {
  if (KeGetCurrentIrql() < DISPATCH_LEVEL) {
    var count = 1;
  }
  work(count);
};`,
  loopCondition: `export const onDpc: KDEFERRED_ROUTINE = () => {
  while (KeGetCurrentIrql() < DISPATCH_LEVEL) work();
};`,
  switched: `export function f(): void {
  let old: KIRQL = PASSIVE_LEVEL;
  switch (KeGetCurrentIrql() >= DISPATCH_LEVEL) {
    case true:
      KeAcquireSpinLockAtDpcLevel(lock);
      work();
      KeReleaseSpinLockFromDpcLevel(lock);
      break;
    default:
      old = KeAcquireSpinLock(lock);
      work();
      KeReleaseSpinLock(lock, old);
  }
}`,
  acquireInMethod: `export class Q {
  #lock = lock; #old = 0;
  lock(): void {
    if (KeGetCurrentIrql() < DISPATCH_LEVEL) this.#old = KeAcquireSpinLock(this.#lock);
    else KeAcquireSpinLockAtDpcLevel(this.#lock);
  }
  unlock(wasLow: boolean): void {
    if (wasLow) KeReleaseSpinLock(this.#lock, this.#old);
    else KeReleaseSpinLockFromDpcLevel(this.#lock);
  }
}`,
  releaseInMethod: `export class Q {
  #lock = lock; #old = 0;
  lock(): void {
    if (KeGetCurrentIrql() < DISPATCH_LEVEL) this.#old = KeAcquireSpinLock(this.#lock);
    else KeAcquireSpinLockAtDpcLevel(this.#lock);
  }
  unlock(): void {
    if (KeGetCurrentIrql() < DISPATCH_LEVEL) KeReleaseSpinLock(this.#lock, this.#old);
    else KeReleaseSpinLockFromDpcLevel(this.#lock);
  }
}`,
  keptBefore: `export function f(): void {
  const irql = KeGetCurrentIrql();
  saved = irql;
  KeRaiseIrqlToDpcLevel();
  work();
  KeLowerIrql(irql);
}
let saved = 0;
export const peek = () => saved;`,
  inTry: `export function f(): void {
  const irql = KeGetCurrentIrql();
  try {
    KeRaiseIrqlToDpcLevel();
    work();
  } finally {
    KeLowerIrql(irql);
  }
}`,
  twoRaises: `export function f(c: boolean): void {
  const irql = KeGetCurrentIrql();
  if (c) {
    KeRaiseIrqlToDpcLevel();
  } else {
    KeRaiseIrql(DISPATCH_LEVEL);
  }
  work();
  KeLowerIrql(irql);
}`,
  twoDeclared: `export function f(): void {
  const irql = KeGetCurrentIrql(), n = 3;
  KeRaiseIrqlToDpcLevel();
  work(n);
  KeLowerIrql(irql);
}`,
  keptTwice: `export function f(): void {
  const irql = KeGetCurrentIrql();
  const old = KeAcquireSpinLock(lock);
  work();
  KeReleaseSpinLock(lock, irql);
}`,
  captured: `export function f(): void {
  for (let i = 0; i < 2; i += 1) {
    const irql = KeGetCurrentIrql();
    const show = () => work(irql);
    show();
    KeAcquireSpinLock(lock);
    KeReleaseSpinLock(lock, irql);
  }
}`,
  capturedLater: `export function f(): void {
  const irql = KeGetCurrentIrql();
  const show = () => work(irql);
  KeAcquireSpinLock(lock);
  show();
  KeReleaseSpinLock(lock, irql);
}`,
  inObject: `export function f(): void {
  const irql = KeGetCurrentIrql();
  const box = { irql };
  KeAcquireSpinLock(lock);
  work(box);
  KeReleaseSpinLock(lock, irql);
}`,
  readSometimes: `export function f(c: boolean): void {
  let irql = PASSIVE_LEVEL as KIRQL;
  if (c) irql = KeGetCurrentIrql();
  KeAcquireSpinLock(lock);
  KeReleaseSpinLock(lock, irql);
}`,
  readOnce: `export function f(): void {
  const irql = KeGetCurrentIrql();
  for (let i = 0; i < 2; i += 1) {
    KeAcquireSpinLock(lock);
    KeReleaseSpinLock(lock, irql);
  }
}`,
};

const SILENT = {
  otherWork: `export function f(): void {
  if (KeGetCurrentIrql() < DISPATCH_LEVEL) {
    const old = KeAcquireSpinLock(lock);
    work("slow");
    KeReleaseSpinLock(lock, old);
  } else {
    KeAcquireSpinLockAtDpcLevel(lock);
    fast();
    KeReleaseSpinLockFromDpcLevel(lock);
  }
}
declare function fast(): void;`,
  otherArguments: `export function f(): void {
  let old: number = 0;
  const at = KeGetCurrentIrql() >= DISPATCH_LEVEL;
  if (at) { work("fast"); KeAcquireSpinLockAtDpcLevel(lock); } else { work("slow"); old = KeAcquireSpinLock(lock); }
  if (at) KeReleaseSpinLockFromDpcLevel(lock); else KeReleaseSpinLock(lock, old);
}`,
  otherResult: `export function f(): number {
  let old: number = 0; let mode = 0;
  const at = KeGetCurrentIrql() >= DISPATCH_LEVEL;
  if (at) { mode = 1; KeAcquireSpinLockAtDpcLevel(lock); } else { mode = 2; old = KeAcquireSpinLock(lock); }
  if (at) KeReleaseSpinLockFromDpcLevel(lock); else KeReleaseSpinLock(lock, old);
  return mode;
}`,
  otherAcquire: `export function f(): void {
  let old: number = 0;
  const at = KeGetCurrentIrql() >= DISPATCH_LEVEL;
  if (at) { fast(); KeAcquireSpinLockAtDpcLevel(lock); } else { old = KeAcquireSpinLock(lock); }
  work();
  if (at) KeReleaseSpinLockFromDpcLevel(lock); else KeReleaseSpinLock(lock, old);
}
declare function fast(): void;`,
  aboveDispatch: `/** @irqlRequiresMin PASSIVE_LEVEL
 * @irqlRequiresMax HIGH_LEVEL */
export function f(): void {
  if (KeGetCurrentIrql() < DISPATCH_LEVEL) {
    const old = KeAcquireSpinLock(lock);
    KeReleaseSpinLock(lock, old);
  } else {
    KeAcquireSpinLockAtDpcLevel(lock);
    KeReleaseSpinLockFromDpcLevel(lock);
  }
}`,
  guardAgainst: `export function f(): void {
  if (KeGetCurrentIrql() > DISPATCH_LEVEL) throw new Error("too high");
  work();
}`,
  helper: `function up(): void { KeRaiseIrqlToDpcLevel(); }
export function f(): void {
  const irql = KeGetCurrentIrql();
  up();
  work();
  KeLowerIrql(irql);
}`,
};

let found: Offers;
let silent: Offers;
beforeAll(async () => {
  found = await offersIn(FOUND);
  silent = await offersIn(SILENT);
});

const REASONS: Readonly<Record<keyof typeof FOUND, string>> = {
  andFirst: "a condition that asks more",
  andLast: "a condition that asked something else before",
  orLast: "a condition with another way to hold",
  assigns: "a condition that assigns",
  alsoCalls: "a condition that calls something else",
  varInArm: "a `var` in the arm that would go",
  loopCondition: "the condition of a loop",
  switched: "a `switch`",
  acquireInMethod: "an acquire whose release stands in another method",
  releaseInMethod: "a release whose acquire stands in another method",
  keptBefore: "a level that is kept elsewhere before the raise",
  inTry: "a raise inside `try`, whose `finally` needs the level",
  twoRaises: "two raises for one read",
  twoDeclared: "a declaration of several variables",
  keptTwice: "a raise whose level is kept already",
  captured: "a variable that a closure reads before the raise",
  capturedLater: "a variable that a closure captures",
  inObject: "a level that is put into an object first",
  readSometimes: "a read on some ways only",
  readOnce: "a read before a loop that raises",
};

describe("no rewrite is offered, though something is found, for", () => {
  it.each(Object.entries(REASONS))("%s: %s", (name) => {
    expect(found.findings(name).map(({ ruleId }) => ruleId)).toContain("redundant-irql-check");
    expect(found.result(name)).toBeUndefined();
  });
});

const SILENCES: Readonly<Record<keyof typeof SILENT, string>> = {
  otherWork: "arms that do other work under the lock",
  otherArguments: "arms that pass something else",
  otherResult: "arms that note what is returned",
  otherAcquire: "an acquire that does more in one arm, and the release that follows it",
  aboveDispatch: "a contract that allows levels above `DISPATCH_LEVEL`",
  guardAgainst: "a check that may fail",
  helper: "a helper that raises but returns nothing",
};

describe("nothing is redundant in", () => {
  it.each(Object.entries(SILENCES))("%s: %s", (name) => {
    expect(silent.findings(name).filter(({ ruleId }) => ruleId === "redundant-irql-check")).toEqual([]);
  });
});
