import fc from "fast-check";
import type { Log } from "sarif";
import { describe, expect, it } from "vitest";
import { plain } from "../render/paint.js";
import { fakeDoor } from "../testing/fake-door.js";
import { finding, problem, range, reportOf, step } from "../testing/fake-report.js";
import { github } from "./github.js";
import { gitlab } from "./gitlab.js";
import { html } from "./html.js";
import { junit } from "./junit.js";
import { sarif, sarifLog } from "./sarif.js";
import type { View } from "./view.js";

const SOURCE = ["one", "  KeAcquireSpinLockAtDpcLevel(lock); // <script>", "three", "four"];

const view: View = {
  sources: (file) => (file === "src/queue.ts" ? SOURCE : undefined),
  rules: fakeDoor().catalogue,
  paint: plain,
  width: Infinity,
};

const found = finding({
  range: range(2, 3, 36),
  because: [
    { ...step("src/main.ts", range(9, 1, 8), "`main` calls `drain`"), kind: "call" },
    { ...step("src/queue.ts", range(1, 1, 4), "`drain` begins"), kind: "enter" },
  ],
  suggestions: [
    {
      message: "take the lock with `KeAcquireSpinLock`",
      edits: [{ file: "src/queue.ts", range: range(2, 3, 30), offsets: [6, 33], text: "KeAcquireSpinLock" }],
    },
  ],
});
const warning = finding({ level: "warning", certainty: "possible", ruleId: "long-hold", range: range(3, 1, 4, 4) });
const report = reportOf({
  findings: [warning, found, finding({ suppressed: { reason: "measured" } })],
  problems: [problem({ file: "src/50% done, maybe.ts" })],
});

const anyText = fc.string({ unit: "binary", maxLength: 30 });
const anyReport = fc.record({ file: anyText, message: anyText, name: anyText }).map(({ file, message, name }) =>
  reportOf({
    findings: [finding({ file, message, function: name, because: [step(file, range(1, 1, 2), message)] })],
    problems: [problem({ file, message })],
  }),
);

/** Names of elements in the order in which they close; undefined where tags do not match. */
const elements = (xml: string): readonly string[] | undefined => {
  const open: string[] = [];
  const closed: string[] = [];
  for (const [tag, slash, name = "", self] of xml.matchAll(/<(\/?)([a-z0-9]+)(?: [\w-]+="[^"<]*")*(\/?)>|<[^?!]/gu)) {
    if (tag.length < 3) return undefined;
    if (self === "/" || ["meta"].includes(name)) closed.push(name);
    else if (slash !== "/") open.push(name);
    else if (open.pop() === name) closed.push(name);
    else return undefined;
  }
  return open.length === 0 ? closed : undefined;
};

describe("github", () => {
  it("gives a workflow command for each finding, the worst first", () => {
    expect(`\n${github(report)}`).toMatchInlineSnapshot(`
      "
      ::error file=src/50%25 done%2C maybe.ts,line=7,endLine=7,col=12,endColumn=13,title=irql%3A syntax::\`)\` expected
      ::error file=src/queue.ts,line=2,endLine=2,col=3,endColumn=36,title=irql%3A uncertain-at-dpc-level::\`KeAcquireSpinLockAtDpcLevel\` needs IRQL >= DISPATCH_LEVEL%0A1. src/main.ts:9:1 \`main\` calls \`drain\`%0A2. src/queue.ts:1:1 \`drain\` begins%0Ahelp: take the lock with \`KeAcquireSpinLock\`
      ::warning file=src/queue.ts,line=3,endLine=4,title=irql%3A long-hold::\`KeAcquireSpinLockAtDpcLevel\` needs IRQL >= DISPATCH_LEVEL (possible)
      "
    `);
  });

  it("is one line for each, whatever names and messages hold, and loses nothing of them", () => {
    fc.assert(
      fc.property(anyText, (message) => {
        const lines = github(reportOf({ findings: [finding({ message })] })).split("\n");
        expect(lines).toHaveLength(2);
        const [, text = ""] = /^::error [^:]*::(.*)$/su.exec(lines[0] ?? "") ?? [];
        const read = text.replaceAll("%0A", "\n").replaceAll("%0D", "\r").replaceAll("%25", "%");
        expect(read).toBe(message);
      }),
    );
  });
});

describe("gitlab", () => {
  it("gives an entry for each finding, with fingerprints that differ", () => {
    const twice = reportOf({ findings: [found, found, warning], problems: report.problems });
    const entries = JSON.parse(gitlab(twice)) as readonly { readonly fingerprint: string; readonly severity: string }[];
    expect(new Set(entries.map(({ fingerprint }) => fingerprint)).size).toBe(entries.length);
    expect(entries.map(({ severity }) => severity)).toEqual(["blocker", "critical", "critical", "minor"]);
    expect(entries[1]).toMatchInlineSnapshot(`
      {
        "check_name": "uncertain-at-dpc-level",
        "description": "\`KeAcquireSpinLockAtDpcLevel\` needs IRQL >= DISPATCH_LEVEL",
        "fingerprint": "0123456789abcdef",
        "location": {
          "lines": {
            "begin": 2,
          },
          "path": "src/queue.ts",
        },
        "severity": "critical",
      }
    `);
  });
});

describe("junit", () => {
  it("gives a failed case for each finding", () => {
    expect(`\n${junit(report)}`).toMatchInlineSnapshot(`
      "
      <?xml version="1.0" encoding="UTF-8"?>
      <testsuites name="irql" tests="3" failures="2" errors="1" time="0.812">
        <testsuite name="src/50% done, maybe.ts" tests="1" failures="0" errors="1">
          <testcase classname="src/50% done, maybe.ts" name="syntax at 7:12">
            <error type="syntax" message="\`)\` expected">src/50% done, maybe.ts:7:12: \`)\` expected</error>
          </testcase>
        </testsuite>
        <testsuite name="src/queue.ts" tests="2" failures="2" errors="0">
          <testcase classname="src/queue.ts" name="long-hold at 3:1">
            <failure type="warning" message="\`KeAcquireSpinLockAtDpcLevel\` needs IRQL &gt;= DISPATCH_LEVEL">src/queue.ts:3:1: \`KeAcquireSpinLockAtDpcLevel\` needs IRQL &gt;= DISPATCH_LEVEL (possible)</failure>
          </testcase>
          <testcase classname="src/queue.ts" name="uncertain-at-dpc-level at 2:3">
            <failure type="error" message="\`KeAcquireSpinLockAtDpcLevel\` needs IRQL &gt;= DISPATCH_LEVEL">src/queue.ts:2:3: \`KeAcquireSpinLockAtDpcLevel\` needs IRQL &gt;= DISPATCH_LEVEL (certain)
      1. src/main.ts:9:1 \`main\` calls \`drain\`
      2. src/queue.ts:1:1 \`drain\` begins
      help: take the lock with \`KeAcquireSpinLock\`</failure>
          </testcase>
        </testsuite>
      </testsuites>
      "
    `);
  });

  it("gives one case that passed where there is nothing to say", () => {
    expect(elements(junit(reportOf()))).toEqual(["testcase", "testsuite", "testsuites"]);
    expect(junit(reportOf())).toContain('tests="1" failures="0" errors="0"');
  });

  it("is well-formed whatever names and messages hold", () => {
    fc.assert(
      fc.property(anyReport, (any) => {
        expect(elements(junit(any))).toContain("testsuites");
        // What XML 1.0 has no way to write.
        expect(junit(any)).not.toMatch(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u);
      }),
    );
  });
});

describe("sarif", () => {
  it("gives the findings with the way to them, and rules that they point to", () => {
    const log: Log = sarifLog(report, view.rules);
    expect(JSON.parse(sarif(report, view))).toEqual(log);
    const [run] = log.runs;
    const { rules = [] } = run?.tool.driver ?? {};
    const results = run?.results ?? [];
    expect(results.map(({ ruleIndex = -1 }) => rules[ruleIndex]?.id)).toEqual(results.map(({ ruleId }) => ruleId));
    expect({ invocations: run?.invocations, result: results[1], rule: rules[0] }).toMatchSnapshot();
  });

  it("is JSON whatever names and messages hold", () => {
    fc.assert(
      fc.property(anyReport, (any) => {
        const { runs } = JSON.parse(sarif(any, view)) as { readonly runs: readonly [{ readonly results: unknown }] };
        expect(runs[0].results).toHaveLength(1);
      }),
    );
  });

  it("knows rules that no catalogue has", () => {
    const { runs } = JSON.parse(sarif(reportOf({ findings: [finding({ ruleId: "suppression" })] }), view)) as {
      readonly runs: readonly [{ readonly results: readonly [{ readonly ruleIndex: number }] }];
    };
    expect(runs[0].results[0].ruleIndex).toBe(view.rules.length);
  });
});

describe("html", () => {
  it("shows findings with their source and steps", () => {
    expect(`\n${html(report, view).replace(/<style>.*<\/style>/su, "<style></style>")}`).toMatchSnapshot();
  });

  it("needs nothing from elsewhere, and runs nothing", () => {
    const page = html(report, view);
    expect(page).not.toMatch(/<(?:script|link|img|iframe)|https?:|url\(|@import/u);
    expect(html(reportOf(), view)).toContain("no findings");
  });

  it("is well-formed whatever names, messages and sources hold", () => {
    fc.assert(
      fc.property(anyReport, anyText, (any, line) => {
        expect(elements(html(any, { ...view, sources: () => [line, line] }))).toContain("html");
      }),
    );
  });

  it("cuts lines that would fill the page, and keeps the mark", () => {
    const line = `${"a".repeat(5_000)}KeAcquire${"b".repeat(5_000)}`;
    const page = html(reportOf({ findings: [finding({ range: range(1, 5_001, 5_010) })] }), {
      ...view,
      sources: () => [line],
    });
    expect(page).toContain("<mark>KeAcquire</mark>");
    expect(page.length).toBeLessThan(10_000);
  });
});
