import { stripVTControlCharacters } from "node:util";
import { describe, expect, it } from "vitest";
import type { Report } from "../door.js";
import { coloured, plain } from "../render/paint.js";
import { linesOf, type Sources } from "../render/source-text.js";
import { finding, problem, range, reportOf, step } from "../testing/fake-report.js";
import { pretty } from "./pretty.js";

const QUEUE = [
  "export const onDone: IO_COMPLETION_ROUTINE = () => {",
  "  const queue = open();",
  "  KeAcquireSpinLockAtDpcLevel(queue.lock);",
  "  drain(queue);",
  "};",
].join("\n");

const sources: Sources = (file) => (file === "src/queue.ts" ? linesOf(QUEUE) : undefined);

const shown = (report: Report, width = Infinity): string =>
  `\n${pretty(report, { sources, rules: [], paint: plain, width })}`;

const POSSIBLE = finding({
  certainty: "possible",
  irql: { possible: [0, 1, 2], required: { min: 2, max: 15 } },
  because: [
    step("src/queue.ts", range(1, 14, 20), "`onDone` is a completion routine: entered at IRQL 0..2"),
    step("src/queue.ts", range(3, 3, 42), "`KeAcquireSpinLockAtDpcLevel` is called here"),
  ],
  suggestions: [{ message: "use `KeAcquireSpinLock` and `KeReleaseSpinLock`", edits: [] }],
});

describe("pretty", () => {
  it("shows message, frame, certainty, steps, help and docs", () => {
    expect(shown(reportOf({ findings: [POSSIBLE] }))).toMatchInlineSnapshot(`
      "
      error[uncertain-at-dpc-level]: \`KeAcquireSpinLockAtDpcLevel\` needs IRQL >= DISPATCH_LEVEL
       --> src/queue.ts:3:3
        |
      3 |   KeAcquireSpinLockAtDpcLevel(queue.lock);
        |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        |
        = possible: IRQL in \`drain\` is 0..2 at this point and must be 2..15
      because
        1. src/queue.ts:1:14  \`onDone\` is a completion routine: entered at IRQL 0..2
           1 | export const onDone: IO_COMPLETION_ROUTINE = () => {
             |              ------
        2. src/queue.ts:3:3   \`KeAcquireSpinLockAtDpcLevel\` is called here
      help: use \`KeAcquireSpinLock\` and \`KeReleaseSpinLock\`
      docs: irql explain uncertain-at-dpc-level

      1 error in 3 files · 41 functions, 99 % of calls resolved · 0.8 s
      "
    `);
  });

  it("says what is certain", () => {
    const irql = { possible: [0], required: { min: 2, max: 2 } };
    expect(shown(reportOf({ findings: [finding({ irql })] }))).toMatchInlineSnapshot(`
      "
      error[uncertain-at-dpc-level]: \`KeAcquireSpinLockAtDpcLevel\` needs IRQL >= DISPATCH_LEVEL
       --> src/queue.ts:3:3
        |
      3 |   KeAcquireSpinLockAtDpcLevel(queue.lock);
        |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        |
        = certain: IRQL in \`drain\` is 0 at this point and must be 2
      docs: irql explain uncertain-at-dpc-level

      1 error in 3 files · 41 functions, 99 % of calls resolved · 0.8 s
      "
    `);
  });

  it("numbers steps that share a frame and survives a file that is gone", () => {
    const because = [
      step("src/queue.ts", range(1, 14, 20), "enters"),
      step("src/queue.ts", range(2, 17, 21), "calls"),
      step("src/gone.ts", range(900, 1, 2), "opens"),
    ];
    const gone = finding({ file: "src/gone.ts", level: "warning", because });
    expect(shown(reportOf({ findings: [gone] }))).toMatchInlineSnapshot(`
      "
      warning[uncertain-at-dpc-level]: \`KeAcquireSpinLockAtDpcLevel\` needs IRQL >= DISPATCH_LEVEL
       --> src/gone.ts:3:3
        = certain: in \`drain\`, whenever this runs
      because
        1. src/queue.ts:1:14  enters
        2. src/queue.ts:2:17  calls
           1 | export const onDone: IO_COMPLETION_ROUTINE = () => {
             |              ------ 1
           2 |   const queue = open();
             |                 ---- 2
        3. src/gone.ts:900:1  opens
      docs: irql explain uncertain-at-dpc-level

      1 warning in 3 files · 41 functions, 99 % of calls resolved · 0.8 s
      "
    `);
  });

  it("wraps messages to the terminal, at words", () => {
    expect(shown(reportOf({ findings: [POSSIBLE] }), 60)).toMatchInlineSnapshot(`
      "
      error[uncertain-at-dpc-level]: \`KeAcquireSpinLockAtDpcLevel\`
        needs IRQL >= DISPATCH_LEVEL
       --> src/queue.ts:3:3
        |
      3 |   KeAcquireSpinLockAtDpcLevel(queue.lock);
        |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        |
        = possible: IRQL in \`drain\` is 0..2 at this point and must
                    be 2..15
      because
        1. src/queue.ts:1:14  \`onDone\` is a completion routine:
                              entered at IRQL 0..2
           1 | export const onDone: IO_COMPLETION_ROUTINE = () =…
             |              ------
        2. src/queue.ts:3:3   \`KeAcquireSpinLockAtDpcLevel\` is
                              called here
      help: use \`KeAcquireSpinLock\` and \`KeReleaseSpinLock\`
      docs: irql explain uncertain-at-dpc-level

      1 error in 3 files · 41 functions, 99 % of calls resolved · 0.8 s
      "
    `);
  });

  it("hides what a comment allows and counts it", () => {
    const suppressed = { reason: "measured" };
    expect(shown(reportOf({ findings: [finding({ suppressed })] }))).toMatchInlineSnapshot(`
      "
      no findings in 3 files · 1 allowed by comments · 41 functions, 99 % of calls resolved · 0.8 s
      "
    `);
  });

  it("has a friendly word when all is clean, and an honest one when not all could be read", () => {
    expect(shown(reportOf())).toMatchInlineSnapshot(`
      "
      no findings in 3 files · 41 functions, 99 % of calls resolved · 0.8 s
      "
    `);
    expect(shown(reportOf({ problems: [problem()], summary: { functions: 0, files: 1 } }))).toMatchInlineSnapshot(`
      "
      no findings in 1 file · 1 problem of the input · no function that touches IRQL or spin locks was found · 0.8 s
      "
    `);
  });

  it("says the same in colour, and lets no colour run over a line end", () => {
    const findings = [POSSIBLE, finding({ level: "warning", because: POSSIBLE.because })];
    const view = { sources, rules: [], width: 60 };
    const colourful = pretty(reportOf({ findings }), { ...view, paint: coloured });
    expect(stripVTControlCharacters(colourful)).toBe(pretty(reportOf({ findings }), { ...view, paint: plain }));
    for (const line of colourful.split("\n").filter((each) => each.includes("\u001b["))) {
      expect(line).toMatch(/\u001b\[(?:22|24|39)m[^\u001b]*$/);
    }
  });

  it("lets no control character of a source or a message through", () => {
    const evil: Sources = () => ["  a\u001b[2J\u202eb\u0007();"];
    const text = pretty(reportOf({ findings: [finding({ message: "x\u001b]0;y\u0007", range: range(1, 3, 9) })] }), {
      sources: evil,
      rules: [],
      paint: plain,
      width: 80,
    });
    expect(text).not.toMatch(/[^\P{Cc}\n]|\u202e/u);
    expect(text).toContain("a␛[2J�b␇();");
  });
});
