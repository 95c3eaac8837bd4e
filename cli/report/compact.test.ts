import { expect, it } from "vitest";
import { finding, range, reportOf, step } from "../testing/fake-report.js";
import { compact } from "./compact.js";

const shown = (...findings: ReturnType<typeof finding>[]): string => `\n${compact(reportOf({ findings }))}`;

const steps = (count: number): ReturnType<typeof step>[] =>
  Array.from({ length: count }, (_, index) => step("src/a.ts", range(index + 1, 1, 2), `step ${String(index + 1)}`));

it("one line each, with certainty, path and help", () => {
  expect(
    shown(
      finding(),
      finding({ level: "warning", certainty: "possible", ruleId: "redundant-irql-check", message: "asked twice" }),
      finding({
        certainty: "possible",
        because: steps(2),
        suggestions: [{ message: "use the other form", edits: [] }],
      }),
      finding({ because: steps(4) }),
      finding({ because: steps(7) }),
      finding({ suppressed: { reason: "measured" } }),
    ),
  ).toMatchInlineSnapshot(`
    "
    src/queue.ts:3:3: error[uncertain-at-dpc-level] \`KeAcquireSpinLockAtDpcLevel\` needs IRQL >= DISPATCH_LEVEL
    src/queue.ts:3:3: warning[redundant-irql-check] asked twice (possible)
    src/queue.ts:3:3: error[uncertain-at-dpc-level] \`KeAcquireSpinLockAtDpcLevel\` needs IRQL >= DISPATCH_LEVEL (possible; because: src/a.ts:1:1 step 1 -> src/a.ts:2:1 step 2; help: use the other form)
    src/queue.ts:3:3: error[uncertain-at-dpc-level] \`KeAcquireSpinLockAtDpcLevel\` needs IRQL >= DISPATCH_LEVEL (because: src/a.ts:1:1 step 1 -> src/a.ts:2:1 step 2 -> src/a.ts:3:1 step 3 -> src/a.ts:4:1 step 4)
    src/queue.ts:3:3: error[uncertain-at-dpc-level] \`KeAcquireSpinLockAtDpcLevel\` needs IRQL >= DISPATCH_LEVEL (because: src/a.ts:1:1 step 1 -> src/a.ts:2:1 step 2 -> src/a.ts:3:1 step 3 -> 3 more -> src/a.ts:7:1 step 7)
    "
  `);
});

it("stays one line whatever the message and the file are called", () => {
  expect(
    shown(finding({ file: "a\nb.ts", message: "two\r\nlines\u001b[31m" }))
      .trim()
      .split("\n"),
  ).toHaveLength(1);
});

it("is matched by the usual pattern of editors", () => {
  const [, file, line, column, severity, rest] =
    /^(.+?):(\d+):(\d+): (error|warning)(.*)$/.exec(shown(finding()).trim()) ?? [];
  expect([file, line, column, severity]).toEqual(["src/queue.ts", "3", "3", "error"]);
  expect(rest).toContain("[uncertain-at-dpc-level]");
});
