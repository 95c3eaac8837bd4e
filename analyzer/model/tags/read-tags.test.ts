import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { printContract } from "../../contract/print-contract.js";
import { printLevels } from "../../domain/level-set.js";
import { readTags } from "./read-tags.js";
import type { ReadTags } from "./read-tags.js";

const FILE = "/src/queue.ts";
const START = 40;

const read = (comment: string, parameters: readonly string[] = ["lock", "oldIrql", "timeout"]): ReadTags =>
  readTags({ file: FILE, name: "take", parameters, comment, commentStart: START, place: String(START) });

const printed = (tags: string): string => {
  const { contract, problems } = read(`/** ${tags} */`);
  expect(problems).toEqual([]);
  return contract === undefined ? "none" : printContract(contract);
};

/** What the spans of the problems cover, with their messages. */
const problems = (comment: string): readonly string[] =>
  read(comment).problems.map(
    ({ message, span }) => `${comment.slice(span.start - START, span.end - START)} => ${message}`,
  );

const requires = (tags: string): string => {
  const { contract } = read(`/** ${tags} */`);
  return contract === undefined
    ? "none"
    : `${printLevels(contract.requires)}${contract.statesLevel ? "" : " unstated"}`;
};

describe("levels of entry", () => {
  it.each([
    ["@irqlRequires DISPATCH_LEVEL", "2"],
    ["@irqlRequires DPC_LEVEL", "2"],
    ["@irqlRequires LOW_LEVEL", "0"],
    ["@irqlRequires 7", "7"],
    ["@irqlRequires DISPATCH_LEVEL + 1", "3"],
    ["@irqlRequires DISPATCH_LEVEL+10", "12"],
    ["@irqlRequires IPI_LEVEL-1", "13"],
    ["@irqlRequires DIRQL", "3..12"],
    ["@irqlRequires `HIGH_LEVEL`", "15"],
    ["@irqlRequires PASSIVE_LEVEL @irqlRequires HIGH_LEVEL", "0,15"],
    ["@irqlRequiresMax APC_LEVEL", "0..1"],
    ["@irqlRequiresMax DIRQL", "0..12"],
    ["@irqlRequiresMin APC_LEVEL @irqlRequiresMax 12", "1..12"],
    ["@irqlRequiresMin APC_LEVEL", "1..2"],
    ["@irqlRequiresMin DISPATCH_LEVEL", "2"],
    ["@irqlRequiresMin CLOCK_LEVEL", "13"],
    ["@irqlRequiresSame", "0..2"],
    ["@irqlRaises HIGH_LEVEL", "0..2"],
    ["@irqlAlwaysFunctionMax DISPATCH_LEVEL", "0..2"],
    ["@acquiresLock lock", "* unstated"],
    ["@mayBlock", "* unstated"],
    ["@functionClass KDEFERRED_ROUTINE @irqlRequiresSame", "* unstated"],
    ["@param lock the lock", "none"],
    ["no tag", "none"],
  ])("%s: %s", (tags, expected) => {
    expect(read(`/** ${tags} */`).problems).toEqual([]);
    expect(requires(tags)).toBe(expected);
  });

  it("tells a level that only follows from other tags", () => {
    expect(read("/** @irqlRequiresSame */").contract?.impliesLevel).toBe(true);
    expect(read("/** @irqlRequiresMax DISPATCH_LEVEL */").contract?.impliesLevel).toBeUndefined();
  });
});

describe("effects", () => {
  it.each([
    [
      "@irqlRequiresMax DISPATCH_LEVEL @irqlRaises DISPATCH_LEVEL @irqlSaves return @acquiresLock lock",
      "irql 0..2 -> 2; saves return; +arg0 (other, raise)",
    ],
    [
      "@irqlRequires DISPATCH_LEVEL @irqlRestores oldIrql @releasesLock lock",
      "irql 2 -> restored from arg1; -arg0 (other, raise)",
    ],
    ["@irqlSaves lock.oldIrql", "irql 0..2 -> same; saves arg0.oldIrql"],
    ["@irqlRestores this.#lock.oldIrql", "irql 0..2 -> restored from this.#lock.oldIrql"],
    ["@irqlRaises timeout", "irql 0..2 -> arg2"],
    ["@irqlRaises DIRQL", "irql 0..2 -> 3..12"],
    ["@acquiresLock this.#lock", "irql * -> same; +this.#lock (other, dpc)"],
    ["@acquiresLock #lock", "irql * -> same; +this.#lock (other, dpc)"],
    ["@acquiresLock this.locks[0]", "irql * -> same; +this.locks.0 (other, dpc)"],
    ["@acquiresLock lock when return", "irql * -> same; ?+arg0 (other, dpc) when return"],
    ["@acquiresLock lock when !return", "irql * -> same; ?+arg0 (other, dpc) when !return"],
    ["@acquiresLock lock when return != 0", "irql * -> same; ?+arg0 (other, dpc) when return"],
    ["@acquiresLock lock when return == false", "irql * -> same; ?+arg0 (other, dpc) when !return"],
    ["@acquiresLock lock when timeout == 0", "irql * -> same; +arg0 (other, dpc) when arg2 == 0"],
    ["@acquiresLock lock when timeout !== null", "irql * -> same; +arg0 (other, dpc) when arg2 != null"],
    ["@releasesLock queueLock", "irql * -> same; -var:queueLock (other, dpc)"],
    ["@releasesLock _Global_cancel_spin_lock_", "irql * -> same; -cancel (cancel, dpc)"],
    ["@requiresLockHeld lock @requiresLockNotHeld this.a", "irql * -> same; needs arg0; needs free this.a"],
    ["@irqlRaises DISPATCH_LEVEL when return", "irql 0..2 -> same; when return: -> 2"],
    ["@irqlRequiresMax APC_LEVEL when timeout != 0", "irql 0..2 -> same; when arg2 != 0: irql 0..1"],
    [
      "@irqlRequiresMin APC_LEVEL when timeout == 0 @irqlRequiresMax APC_LEVEL when timeout == 0",
      "irql 0..2 -> same; when arg2 == 0: irql 1",
    ],
    ["@irqlAlwaysFunctionMin 1 @irqlAlwaysFunctionMax 2", "irql 0..2 -> same; never below 1; never above 2"],
    ["@mayBlock", "irql * -> same; may block"],
    ["@mayBlock when timeout != 0", "irql * -> same; when arg2 != 0: may block"],
    ["@mayBlock when the queue is empty", "irql * -> same; may block"],
    ["@functionClass PKDEFERRED_ROUTINE", "irql * -> same; class KDEFERRED_ROUTINE"],
    ["@guardedBy this.#lock", "irql * -> same; guarded by this.#lock"],
    [
      "@irqlIsCancel",
      "irql 2 -> restored from arg1.CancelIrql; -cancel (cancel, raise); needs cancel; class DRIVER_CANCEL",
    ],
  ])("%s", (tags, expected) => {
    expect(printed(tags)).toBe(expected);
  });

  it("tells whether the level on leaving was stated", () => {
    expect(read("/** @irqlSaves return */").contract?.statesExit).toBe(false);
    expect(read("/** @irqlRequiresSame */").contract?.statesExit).toBe(true);
  });

  it("names a variable in scope by its id", () => {
    const { contract } = readTags({
      file: FILE,
      name: "take",
      parameters: [],
      comment: "/** @acquiresLock queueLock */",
      commentStart: 0,
      place: "0",
      variable: (name) => (name === "queueLock" ? "m/queueLock@7" : undefined),
    });
    expect(contract?.locks[0]?.lock?.root).toEqual({ kind: "global", name: "var:m/queueLock@7" });
  });
});

describe("the comment around", () => {
  it("may have stars, CRLF, several tags on a line, and prose after a dash", () => {
    const comment = [
      "/**",
      " * Takes the queue. Mail a@irqlRequires b.",
      " * @param lock - the lock @irqlRequiresMax DISPATCH_LEVEL - as its callers are",
      "   *   @irqlRaises   DISPATCH_LEVEL",
      "* @irqlSaves return (the level from before) ",
      "@acquiresLock lock: the queue's.",
      " */",
    ].join("\r\n");
    const { contract, problems: found } = read(comment);
    expect(found).toEqual([]);
    expect(contract && printContract(contract)).toBe("irql 0..2 -> 2; saves return; +arg0 (other, raise)");
    expect(contract?.tags?.map(({ span }) => comment.slice(span.start - START, span.end - START))).toEqual([
      "@irqlRequiresMax DISPATCH_LEVEL",
      "@irqlRaises   DISPATCH_LEVEL",
      "@irqlSaves return",
      "@acquiresLock lock",
    ]);
    expect(contract?.tags?.[0]?.span.file).toBe(FILE);
  });

  it("keeps code and inline tags out", () => {
    const comment =
      "/** See `@irqlRequires FOO`, {@link @irqlRequires FOO}, @irql/runtime.\n" +
      " * ```ts\n * @irqlRequires FOO\n * ```\n * @irqlRequires 1 */";
    expect(problems(comment)).toEqual([]);
    expect(read(comment).contract?.requires).toBe(2);
  });
});

const HOW = "a name such as `DISPATCH_LEVEL`, a number from 0 to 15, or a name plus a number";
const WHEN = "write `when return`, `when !return` or `when PARAMETER == VALUE`";

describe("tags that cannot be read", () => {
  it.each([
    ["@irqlRequires", `@irqlRequires => \`@irqlRequires\` needs a level: ${HOW}`],
    ["@irqlRequires FOO", `@irqlRequires FOO => \`@irqlRequires\` names no level with \`FOO\`; write ${HOW}`],
    [
      "@irqlRequires toString",
      `@irqlRequires toString => \`@irqlRequires\` names no level with \`toString\`; write ${HOW}`,
    ],
    ["@irqlRaises 16", "@irqlRaises 16 => `@irqlRaises 16` is no IRQL; write a level from 0 to 15"],
    ["@irqlRaises -1", "@irqlRaises -1 => `@irqlRaises -1` is no IRQL; write a level from 0 to 15"],
    ["@irqlRaises 1.5", "@irqlRaises 1.5 => `@irqlRaises 1.5` is no IRQL; write a level from 0 to 15"],
    [
      "@irqlRequiresMax HIGH_LEVEL + 1",
      "@irqlRequiresMax HIGH_LEVEL + 1 => `@irqlRequiresMax HIGH_LEVEL+1` is no IRQL; write a level from 0 to 15",
    ],
    [
      "@irqlRequires DISPATCH_LEVEL or above",
      "@irqlRequires DISPATCH_LEVEL or above => " +
        "`@irqlRequires` ends in `or above`, which is no condition; write ` - ` before prose",
    ],
    ["@irqlRequires 2 when", `@irqlRequires 2 when => \`@irqlRequires\` has no condition; ${WHEN}`],
    ["@irqlRequires 2 when timeout", `@irqlRequires 2 when timeout => \`@irqlRequires\` has half a condition; ${WHEN}`],
    [
      "@acquiresLock lock when other == 1",
      `@acquiresLock lock when other == 1 => \`@acquiresLock\` has a condition on something that is no parameter; ${WHEN}`,
    ],
    [
      "@acquiresLock lock when timeout == Kind.A",
      `@acquiresLock lock when timeout == Kind.A => \`@acquiresLock\` compares with no value; ${WHEN}`,
    ],
    [
      "@acquiresLock",
      "@acquiresLock => `@acquiresLock` needs a place: a parameter, a path such as `lock.oldIrql`, `this.#lock` or `return`",
    ],
    [
      "@functionClass NO_SUCH_ROLE",
      "@functionClass NO_SUCH_ROLE => " +
        "`@functionClass NO_SUCH_ROLE` names no role type of the WDK; write one such as `KDEFERRED_ROUTINE`",
    ],
    ["@irqlRequire 2", "@irqlRequire 2 => `@irqlRequire` is no contract tag; write `@irqlRequires`"],
    ["@acquireslock lock", "@acquireslock lock => `@acquireslock` is no contract tag; write `@acquiresLock`"],
    [
      "@irqlRequiresMin 5 @irqlRequiresMax 2",
      "@irqlRequiresMax 2 => the tags leave no level: at least 5 and at most 2; change one of the bounds",
    ],
  ])("%s", (tag, expected) => {
    expect(problems(`/** ${tag} */`)).toEqual([expected]);
    expect(problems(`/**\n * Prose.\n * ${tag.replace(" @", "\n * @")}\n */`)).toEqual([expected]);
  });

  it("says what can be said of a tag of which no real one is near", () => {
    expect(problems("/** @irqlFrobnicate */")[0]).toMatch(/is no contract tag; there are `@irqlRequires`, /);
  });

  it("leaves the other tags of the comment", () => {
    const { contract, problems: found } = read("/** @irqlRequires FOO\n * @acquiresLock lock */");
    expect(found).toHaveLength(1);
    expect(contract && printContract(contract)).toBe("irql * -> same; +arg0 (other, dpc)");
  });

  it("goes on without a level where the tags leave none", () => {
    expect(requires("@irqlRequiresMin 5 @irqlRequiresMax 2")).toBe("* unstated");
  });
});

describe("any text", () => {
  const word = fc.constantFrom(
    ..."@irqlRequires @irqlRequiresMin @irqlRaises @irqlSaves @acquiresLock @guardedBy @functionClass @mayBlock @irqlX".split(
      " ",
    ),
    ..."when return !return lock lock.a this.#b == != + - ` ``` { } {@link 2 16 -1 DISPATCH_LEVEL toString __proto__ * \n \r\n */ ( ) [0] ' \"".split(
      " ",
    ),
  );
  const comments = fc.oneof(
    fc.string({ unit: "grapheme" }),
    fc.array(fc.oneof(word, fc.string())).map((words) => words.join(" ")),
  );

  it("is read without an exception, and spans stay inside the comment", () => {
    fc.assert(
      fc.property(comments, (text) => {
        const comment = `/**${text}*/`;
        const { contract, problems: found } = read(comment);
        for (const { span } of [...found, ...(contract?.tags ?? [])]) {
          expect(span.start).toBeGreaterThanOrEqual(START);
          expect(span.end).toBeLessThanOrEqual(START + comment.length);
          expect(comment[span.start - START]).toBe("@");
        }
        expect(contract?.requires).not.toBe(0);
      }),
      { numRuns: 2000 },
    );
  });
});
