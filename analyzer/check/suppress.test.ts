import { describe, expect, it } from "vitest";
import type { Finding } from "../finding/finding.js";
import { LineIndex } from "../finding/line-index.js";
import { suppress, type Comment } from "./suppress.js";

const KNOWN = new Set(["one", "two", "three"]);
const RAN = new Set(["one", "two"]);

/** Comments as they stand in the text: `//` to the end of the line, or between the marks. */
const commentsIn = (text: string): Comment[] =>
  [...text.matchAll(/\/\/(.*)|\/\*([\s\S]*?)\*\//g)].map((match) => ({
    span: { file: "/a.ts", start: match.index, end: match.index + match[0].length },
    text: match[1] ?? match[2] ?? "",
  }));

/** A finding of rule `one` at each `ONE` in the text, of `two` at each `TWO`. */
const findingsIn = (text: string): Finding[] =>
  [...text.matchAll(/ONE|TWO/g)].map((match) => ({
    ruleId: match[0].toLowerCase(),
    messageId: "",
    severity: "error",
    certainty: "certain",
    message: "",
    span: { file: "/a.ts", start: match.index, end: match.index + 3 },
    function: "f",
    irql: undefined,
    because: [],
    suggestions: [],
    identity: "",
    strictOnly: false,
  }));

const run = (...lines: string[]): { allowed: string[]; problems: string[] } => {
  const text = lines.join("\n");
  const index = new LineIndex(text);
  const { findings, problems } = suppress(findingsIn(text), commentsIn(text), index, KNOWN, RAN);
  return {
    allowed: findings.map(
      ({ finding, suppression }) =>
        `${finding.ruleId} ${index.position(finding.span.start).line}: ${suppression ? suppression.reason + (suppression.isEslint ? " (eslint)" : "") : "-"}`,
    ),
    problems: problems.map(({ messageId, span }) => `${messageId} ${index.position(span.start).line}`),
  };
};

describe("a comment that allows", () => {
  it.each([
    ["the next line", ["// irql-disable-next-line one -- fine", "ONE"], ["one 2: fine"]],
    ["its own line", ["ONE // irql-disable-line one -- fine"], ["one 1: fine"]],
    [
      "the line after a comment of several lines",
      ["/* irql-disable-next-line one", "-- fine */", "ONE"],
      ["one 3: fine"],
    ],
    ["several rules", ["// irql-disable-next-line one, two -- fine", "ONE TWO"], ["one 2: fine", "two 2: fine"]],
    ["a rule by its ESLint name", ["// irql-disable-next-line irql/one -- fine", "ONE"], ["one 2: fine"]],
    ["by ESLint's form", ["// eslint-disable-next-line irql/one -- fine", "ONE"], ["one 2: fine (eslint)"]],
    [
      "by ESLint's form, among other rules",
      ["// eslint-disable-next-line no-console, irql/one -- fine", "ONE"],
      ["one 2: fine (eslint)"],
    ],
    ["all that follows", ["/* irql-disable one -- fine */", "ONE", "ONE"], ["one 2: fine", "one 3: fine"]],
    [
      "all up to the end of the block",
      ["// irql-disable one -- fine", "ONE", "// irql-enable one", "ONE"],
      ["one 2: fine", "one 4: -"],
    ],
    [
      "all up to an end that names no rule",
      ["// irql-disable one -- fine", "ONE", "// irql-enable", "ONE"],
      ["one 2: fine", "one 4: -"],
    ],
    [
      "past the end of another rule's block",
      ["// irql-disable one -- fine", "// irql-enable two", "ONE"],
      ["one 3: fine"],
    ],
    ["with a reason that has dashes in it", ["// irql-disable-line one -- fine -- really", "", ""], []],
  ])("%s", (_, lines, allowed) => {
    expect(run(...lines).allowed).toEqual(allowed);
  });

  it("keeps a reason with dashes whole", () => {
    expect(run("ONE // irql-disable-line one -- fine -- really").allowed).toEqual(["one 1: fine -- really"]);
  });

  it("is nothing to complain of where it is used", () => {
    expect(run("// irql-disable-next-line one, two -- fine", "ONE TWO").problems).toEqual([]);
  });

  it.each([
    ["another rule", ["// irql-disable-next-line two -- fine", "ONE"]],
    ["another line", ["// irql-disable-next-line one -- fine", "", "ONE"]],
    ["what stands before the block on its line", ["ONE /* irql-disable one -- fine */"]],
    ["anything by a rule of ESLint's own", ["// eslint-disable-next-line one -- fine", "ONE"]],
    ["anything by another word", ["// irql-disable-next-lines one -- fine", "ONE"]],
    ["anything by a text that only speaks of it", ["// see irql-disable-next-line one -- fine", "ONE"]],
  ])("does not allow %s", (_, lines) => {
    expect(run(...lines).allowed).toEqual([expect.stringMatching(/^one \d: -$/)]);
  });
});

describe("a comment is reported", () => {
  it.each([
    ["that allows nothing", ["// irql-disable-next-line one -- fine", ""], ["unused 1"]],
    ["that allows nothing with one of its rules", ["// irql-disable-next-line one, two -- fine", "ONE"], ["unused 1"]],
    ["whose block is empty", ["// irql-disable one -- fine", "// irql-enable", "ONE"], ["unused 1"]],
    ["without a rule", ["// irql-disable-next-line -- fine", "ONE"], ["noRule 1"]],
    ["without anything", ["// irql-disable", "ONE"], ["noRule 1"]],
    ["without a reason", ["// irql-disable-next-line one", "ONE"], ["noReason 1"]],
    ["with an empty reason", ["// irql-disable-next-line one -- ", "ONE"], ["noReason 1"]],
    ["with a rule that does not exist", ["// irql-disable-next-line four -- fine", "ONE"], ["unknownRule 1"]],
    ["in ESLint's form, too", ["// eslint-disable-next-line irql/four -- fine", "ONE"], ["unknownRule 1"]],
  ])("%s", (_, lines, problems) => {
    expect(run(...lines).problems).toEqual(problems);
  });

  it.each([
    ["that names a rule which was not asked", ["// irql-disable-next-line three -- fine", "ONE"]],
    ["that ends a block", ["// irql-enable"]],
    ["of ESLint's that names no rule of ours", ["// eslint-disable-next-line no-console", "ONE"]],
    ["of ESLint's for all rules", ["// eslint-disable-next-line", "ONE"]],
  ])("but not one %s", (_, lines) => {
    expect(run(...lines).problems).toEqual([]);
  });

  it("in words that say what to write", () => {
    const text =
      "// irql-disable-next-line\n// irql-disable-line one -- x\n// irql-disable-line one\n// irql-disable-line four -- x";
    const { problems } = suppress([], commentsIn(text), new LineIndex(text), KNOWN, RAN);
    expect(problems.map(({ message }) => message)).toMatchInlineSnapshot(`
      [
        "this comment names no rule: write \`irql-disable-next-line <rule> -- reason\`",
        "nothing is found here for \`one\`: remove it from this comment",
        "this comment gives no reason: write \` -- \` and why the finding is right to allow",
        "there is no rule \`four\`: \`irql rules\` lists them",
      ]
    `);
  });
});
