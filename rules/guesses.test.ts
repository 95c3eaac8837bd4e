import { describe, expect, it } from "vitest";
import { checkSources } from "./testing/check-sources.js";

const guessesIn = async (code: string): Promise<readonly string[]> => {
  const { guesses = [] } = await checkSources({ "a.ts": code }, { reportUnresolved: true });
  return guesses.map(
    ({ kind, message, range, function: name }) => `${range.start.line - 1} ${name} ${kind}: ${message}`,
  );
};

describe("what had to be guessed", () => {
  it("is a call whose target is open, once for all that call its function", async () => {
    const code = `const table: Record<string, () => void> = JSON.parse("{}");
function run(name: string, other: () => void): void {
  table[name]?.();
  KeReleaseSpinLock(lock, KeAcquireSpinLock(lock));
  other();
}
run("a", () => undefined);
run("b", () => undefined);
`;
    expect(await guessesIn(code)).toEqual([
      "3 run unresolved-call: what `table[name]` calls is not known: it counts as doing nothing to level and locks",
    ]);
  });

  it("is a construct that is not modelled", async () => {
    const [open, close] = ["[".repeat(300), "]".repeat(300)];
    const code = `function run(): void {
  KeReleaseSpinLock(lock, KeAcquireSpinLock(lock));
  work(${open}${close});
}
run();
`;
    expect(await guessesIn(code)).toEqual([
      "3 run unmodelled-construct: this is not modelled: deeply nested expression",
    ]);
  });

  it("is a point where cases became one", async () => {
    const locks = Array.from(
      { length: 6 },
      (_, n) => `  if (flags[${n}]) KeAcquireSpinLockAtDpcLevel(locks[${n}]!);\n`,
    ).join("");
    const code = `declare const flags: boolean[];
const locks = [lock, lock, lock, lock, lock, lock].map(() => new KSPIN_LOCK(new SharedArrayBuffer(8)));
const onDpc: KDEFERRED_ROUTINE = () => {
${locks}};
work(onDpc);
`;
    const found = await guessesIn(code);
    expect(found.length).toBeGreaterThan(0);
    for (const guess of found) expect(guess).toMatch(/ onDpc merged-cases: too many cases meet here: \d+ became one/);
  });

  it("lays no leak on the release where cases became one", async () => {
    const numbers = [1, 2, 3, 4, 5];
    const code = `declare function ask(): boolean;
${numbers.map((n) => `const z${n} = new KSPIN_LOCK(new SharedArrayBuffer(8));\nlet is${n} = false;\n`).join("")}
export const onDpc: KDEFERRED_ROUTINE = () => {
${numbers.map((n) => `  if (ask()) { KeAcquireSpinLockAtDpcLevel(z${n}); is${n} = true; }\n`).join("")}
${numbers.map((n) => `  if (is${n}) { is${n} = false; KeReleaseSpinLockFromDpcLevel(z${n}); }\n`).join("")}};
`;
    const { findings } = await checkSources({ "a.ts": code });
    const leaks = findings.filter(({ ruleId }) => ruleId === "unreleased-spin-lock");
    expect(leaks.length).toBeGreaterThan(0);
    for (const { message } of leaks) expect(message).toMatch(/that `KeAcquireSpinLockAtDpcLevel\(z\d\)` takes/);
  });

  it("is a closure that holds closures without end", async () => {
    const more = Array.from({ length: 30 }, (_, n) => {
      const calls = Array.from({ length: n + 1 }, (_, earlier) => `f${earlier}()`).join(" + ");
      return `  const f${n + 1} = wrap(() => ${calls});\n`;
    });
    const code = `const make = (value: number) => {
  const wrap = (f: () => number) => f;
  const f0 = wrap(() => value);
${more.join("")}  KeReleaseSpinLock(lock, KeAcquireSpinLock(lock));
  return f30();
};
make(1);
`;
    const report = await checkSources({ "a.ts": code }, { reportUnresolved: true });
    const much = report.guesses?.filter(({ message }) => message.includes("captures very many values")) ?? [];
    expect(much.length).toBeGreaterThan(0);
    expect(report.summary.unsupported).toBe(much.length);
  });

  it("is a function that writes to more places than are followed", async () => {
    const writing = (places: number): string => {
      const writes = Array.from({ length: places }, (_, n) => `  box.p${n} = ${n};\n`).join("");
      return `function fill(box: Record<string, number>): void {
${writes}  KeReleaseSpinLock(lock, KeAcquireSpinLock(lock));
}
fill({});
`;
    };
    expect(await guessesIn(writing(900))).toEqual([]);
    const many = await guessesIn(writing(1_001));
    expect(many).toContain(
      "1 fill unmodelled-construct: this is not modelled: so many places are written that changes of further ones are left out",
    );
  });

  it("is counted, and listed only where it is asked for", async () => {
    const code =
      "export const f = (g: { h: unknown }): void => { (g.h as () => void)(); KeReleaseSpinLock(lock, KeAcquireSpinLock(lock)); };\n";
    const report = await checkSources({ "a.ts": code });
    expect(report.guesses).toBeUndefined();
    expect(report.summary).toMatchObject({ unresolvedCalls: 1 });
  });
});
