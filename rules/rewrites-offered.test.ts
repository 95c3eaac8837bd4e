import { beforeAll, describe, expect, it } from "vitest";
import { findingsIn } from "./testing/check-sources.js";
import { OFFERED } from "./testing/offered.js";
import { rewriteAll, type Rewrites } from "./testing/rewrites.js";

let done: Rewrites;
beforeAll(async () => {
  done = await rewriteAll(OFFERED);
});

describe("a rewrite", () => {
  it("an `else if` that never runs becomes an empty block", () => {
    expect(done.result("elseIfFalse")).toMatchInlineSnapshot(`
      "export const onDpc: KDEFERRED_ROUTINE = () => {
        if (late()) work(1);
        else {}
        work(3);
      };
      declare function late(): boolean;"
    `);
  });

  it("a block behind `else` stays a block", () => {
    expect(done.result("elseIfTrue")).toMatchInlineSnapshot(`
      "export const onDpc: KDEFERRED_ROUTINE = () => {
        if (late()) work(1);
        else {
          work(2);
          work(4);
        }
        work(3);
      };
      declare function late(): boolean;"
    `);
  });

  it("a loop keeps a body", () => {
    expect(done.result("loopFalse")).toMatchInlineSnapshot(`
      "export const onDpc: KDEFERRED_ROUTINE = () => {
        for (let i = 0; i < 3; i += 1) {}
        work(3);
      };"
    `);
  });

  it("a block that is a loop's body stays one", () => {
    expect(done.result("loopTrue")).toMatchInlineSnapshot(`
      "export const onDpc: KDEFERRED_ROUTINE = () => {
        for (let i = 0; i < 3; i += 1)
          {
            work(i);
            work(i);
          }
        work(3);
      };"
    `);
  });

  it("of a negated question the other arm stays", () => {
    expect(done.result("negated")).toMatchInlineSnapshot(`
      "export const onDpc: KDEFERRED_ROUTINE = () => {
        work(3);
      };"
    `);
  });

  it("an object stays an object", () => {
    expect(done.result("objectArm")).toMatchInlineSnapshot(`
      "export const onDpc: KDEFERRED_ROUTINE = () => {
        const o = ({ a: 1 });
        work(o);
      };"
    `);
  });

  it("an object that an arrow returns gets parentheses", () => {
    expect(done.result("arrowArm")).toMatchInlineSnapshot(`
      "export const onDpc: KDEFERRED_ROUTINE = () => {
        const g = () => ({ a: 1 });
        work(g());
      };"
    `);
  });

  it("a block that declares stays a block", () => {
    expect(done.result("declares")).toMatchInlineSnapshot(`
      "export const onDpc: KDEFERRED_ROUTINE = () => {
        const x = 0;
        { work(1); const x = 1; work(x); }
        work(x);
      };"
    `);
  });

  it("so does one with a function in it", () => {
    expect(done.result("declaresFunction")).toMatchInlineSnapshot(`
      "export const onDpc: KDEFERRED_ROUTINE = () => {
        {
          async function later() { work(); }
          work(later);
        }
        work(3);
      };"
    `);
  });

  it("what could continue the line before stays in a block", () => {
    expect(done.result("noSemicolons")).toMatchInlineSnapshot(`
      "export const onDpc: KDEFERRED_ROUTINE = () => {
        let a = work
        { (work)(2) }
        a()
      };"
    `);
  });

  it("also where it was in one", () => {
    expect(done.result("noSemicolonsBlock")).toMatchInlineSnapshot(`
      "export const onDpc: KDEFERRED_ROUTINE = () => {
        let a = work
        {
          [1].forEach(work)
        }
        a()
      };"
    `);
  });

  it("all branches on one stored answer go together", () => {
    expect(done.result("storedTwice")).toMatchInlineSnapshot(`
      "export const onDpc: KDEFERRED_ROUTINE = () => {
        const high = KeGetCurrentIrql() >= DISPATCH_LEVEL;
        work(1);
        work(2);
      };"
    `);
  });

  it("a labelled block stays one: `break` needs it", () => {
    expect(done.result("labelled")).toMatchInlineSnapshot(`
      "export const onDpc: KDEFERRED_ROUTINE = () => {
        out: {
          if (late()) break out;
          work(1);
        }
      };
      declare function late(): boolean;"
    `);
  });

  it("a statement that never runs goes with its line", () => {
    expect(done.result("never")).toMatchInlineSnapshot(`
      "export const onDpc: KDEFERRED_ROUTINE = () => {
        work(2);
      };"
    `);
  });

  it("so does an empty one", () => {
    expect(done.result("nothing")).toMatchInlineSnapshot(`
      "export const onDpc: KDEFERRED_ROUTINE = () => {
        work(2);
      };"
    `);
  });

  it("a comment before does not count as code", () => {
    expect(done.result("commented")).toMatchInlineSnapshot(`
      "export const onDpc: KDEFERRED_ROUTINE = () => {
        // not below; see the manual
        work(2);
      };"
    `);
  });

  it("an outer `else` stays with its `if`", () => {
    expect(done.result("dangling")).toMatchInlineSnapshot(`
      "export const onDpc: KDEFERRED_ROUTINE = (_dpc, context) => {
        if (context)
          {
            if (late()) work(1);
          }
        else work(3);
      };
      declare function late(): boolean;"
    `);
  });

  it("text in backticks keeps its blanks", () => {
    expect(done.result("template")).toMatchInlineSnapshot(`
      "export const onDpc: KDEFERRED_ROUTINE = () => {
        {
          work(\`a
            b\`);
          work(2);
        }
      };"
    `);
  });

  it("an expression becomes its arm", () => {
    expect(done.result("expression")).toMatchInlineSnapshot(`
      "export function f(): number {
        return 1;
      }"
    `);
  });

  it("an early return at dispatch goes", () => {
    expect(done.result("earlyReturn")).toMatchInlineSnapshot(`
      "export function f(): void {
        const old = KeAcquireSpinLock(lock);
        work();
        KeReleaseSpinLock(lock, old);
      }"
    `);
  });

  it("a choice by `?:`, with its release", () => {
    expect(done.result("conditional")).toMatchInlineSnapshot(`
      "export function f(): void {
        const at = KeGetCurrentIrql() >= DISPATCH_LEVEL;
        let old: number = 0;
        (old = KeAcquireSpinLock(lock));
        work();
        KeReleaseSpinLock(lock, old);
      }"
    `);
  });

  it("a stored answer, with its release and its comments", () => {
    expect(done.result("stored")).toMatchInlineSnapshot(`
      "export function f(): void {
        const at = KeGetCurrentIrql() >= DISPATCH_LEVEL; let old: number = 0;
        // below
        old = KeAcquireSpinLock(lock); // saved
        KeReleaseSpinLock(lock, old);
      }"
    `);
  });

  it("the queued forms, with their release", () => {
    expect(done.result("queued")).toMatchInlineSnapshot(`
      "export function f(handle: KLOCK_QUEUE_HANDLE): void {
        const at = KeGetCurrentIrql() >= DISPATCH_LEVEL;
        KeAcquireInStackQueuedSpinLock(lock, handle);
        work();
        KeReleaseInStackQueuedSpinLock(handle);
      }"
    `);
  });

  it("the raise keeps the level, in the reader's name", () => {
    expect(done.result("savedAgain")).toMatchInlineSnapshot(`
      "export function f(): void {
        const irql = KeRaiseIrqlToDpcLevel();
        work();
        KeLowerIrql(irql);
      }"
    `);
  });

  it("also where it is assigned", () => {
    expect(done.result("savedAgainAssigned")).toMatchInlineSnapshot(`
      "export function f(): void {
        let irql: KIRQL;
        irql = KeAcquireSpinLock(lock);
        work();
        KeReleaseSpinLock(lock, irql);
      }"
    `);
  });

  it("is offered once in each of these, and takes the finding with it", () => {
    for (const name of Object.keys(OFFERED)) {
      expect([name, done.findings(name).map(({ ruleId }) => ruleId)]).toEqual([name, ["redundant-irql-check"]]);
      expect([name, findingsIn(done.after, `${name}.ts`)]).toEqual([name, []]);
    }
  });

  it("leaves code that a compiler takes", () => {
    expect(done.after.problems).toEqual([]);
    expect(done.complaints).toEqual([]);
  });
});
