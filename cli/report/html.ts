import type { Range, Report, ReportedFinding, ReportedStep } from "../door.js";
import { plain } from "../render/paint.js";
import { isAt } from "./because.js";
import { byFile } from "./by-file.js";
import { STYLE } from "./html-style.js";
import { openFindings } from "./open-findings.js";
import { place } from "./place.js";
import { summaryLine } from "./summary-line.js";
import type { View } from "./view.js";
import { escapeXml } from "./xml.js";

/** One file that needs nothing else: the findings by rule and by file, each with its source and the way that led to it. */
export const html = (report: Report, view: View): string => {
  const findings = openFindings(report).map((finding, index) => ({ ...finding, id: `finding-${String(index + 1)}` }));
  const body = [
    `<h1>irql</h1>`,
    `<p class="summary">${escapeXml(summaryLine(report, plain))} · irql ${escapeXml(report.tool.version)}</p>`,
    problems(report),
    findings.length === 0 ? `<p class="good">no findings</p>` : ruleTable(findings, view),
    ...[...byFile(findings)].map(([file, inFile]) => section(file, inFile, view)),
  ];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="irql ${escapeXml(report.tool.version)}">
<title>irql: ${escapeXml(summaryLine(report, plain))}</title>
<style>${STYLE}</style>
</head>
<body>
${body.filter((part) => part !== "").join("\n")}
</body>
</html>
`;
};

type Shown = ReportedFinding & { readonly id: string };

/** Code between backticks as code. */
const prose = (text: string): string =>
  text
    .split(/`([^`]*)`/)
    .map((part, index) => (index % 2 === 1 ? `<code>${escapeXml(part)}</code>` : escapeXml(part)))
    .join("");

const problems = ({ problems: all }: Report): string =>
  all.length === 0
    ? ""
    : `<h2>Problems of the input</h2>\n<ul>\n${all
        .map((each) => `<li><span class="place">${escapeXml(place(each))}</span> ${prose(each.message)}</li>\n`)
        .join("")}</ul>`;

const ruleTable = (findings: readonly Shown[], { rules }: View): string => {
  const summaries = new Map(rules.map(({ id, summary }) => [id, summary]));
  const ids = [...new Set(findings.map(({ ruleId }) => ruleId))].sort();
  const rows = ids.map((id) => {
    const own = findings.filter(({ ruleId }) => ruleId === id);
    const links = own.map(
      (each, index) => `<a href="#${each.id}" title="${escapeXml(place(each))}">${String(index + 1)}</a>`,
    );
    return `<tr><td><code>${escapeXml(id)}</code></td><td>${prose(summaries.get(id) ?? "")}</td><td class="number">${String(own.length)}</td><td>${links.join(" ")}</td></tr>\n`;
  });
  return `<table>\n<thead><tr><th>Rule</th><th>What it finds</th><th class="number">Findings</th><th>Go to</th></tr></thead>\n<tbody>\n${rows.join("")}</tbody>\n</table>`;
};

const section = (file: string, findings: readonly Shown[], view: View): string =>
  `<h2>${escapeXml(file)}</h2>\n${findings.map((finding) => article(finding, view)).join("\n")}`;

const article = (finding: Shown, view: View): string => {
  const { id, level, ruleId, message, certainty, function: name, because, suggestions } = finding;
  const where = name === "" ? "" : ` in <code>${escapeXml(name)}</code>`;
  const parts = [
    `<article id="${id}">`,
    `<h3><span class="${level}">${level}</span> <code>${escapeXml(ruleId)}</code></h3>`,
    `<p>${prose(message)}</p>`,
    `<p class="faint"><span class="place">${escapeXml(place(finding))}</span>${where} · ${certainty}</p>`,
    frame(finding, view),
    because.length === 0
      ? ""
      : `<p>because</p>\n<ol>\n${because.map((step) => stepItem(step, isAt(step, finding) ? "" : frame(step, view))).join("")}</ol>`,
    ...suggestions.map((each) => `<p>help: ${prose(each.message)}</p>`),
    `<p class="faint">docs: <code>irql explain ${escapeXml(ruleId)}</code></p>`,
    `</article>`,
  ];
  return parts.filter((part) => part !== "").join("\n");
};

const stepItem = (step: ReportedStep, source: string): string =>
  `<li>${prose(step.message)} <span class="place faint">${escapeXml(place(step))}</span>${source}</li>\n`;

const LINES_AROUND = 1;
/** A line of a generated file must not fill the page. */
const WIDEST_LINE = 200;

/** The marked lines, with one before and after. None where the file has gone or has fewer lines now. */
const frame = ({ file, range }: { readonly file: string; readonly range: Range }, { sources }: View): string => {
  const lines = sources(file);
  if (lines === undefined || range.start.line > lines.length) return "";
  const first = Math.max(1, range.start.line - LINES_AROUND);
  const last = Math.min(lines.length, range.start.line + LINES_AROUND);
  const numbers = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  const shown = numbers.map((number) => {
    const line = lines[number - 1] ?? "";
    const text = number === range.start.line ? marked(line, range) : escapeXml(cut(line, 0, WIDEST_LINE));
    return `<span class="n">${String(number)}</span>${text}`;
  });
  return `<pre>${shown.join("\n")}</pre>`;
};

const cut = (line: string, start: number, end: number): string =>
  `${start > 0 ? "…" : ""}${line.slice(start, end)}${end < line.length ? "…" : ""}`;

const marked = (line: string, { start, end }: Range): string => {
  const from = Math.min(start.column - 1, line.length);
  const to = end.line > start.line ? line.length : Math.min(end.column - 1, line.length);
  const left = Math.max(0, from - WIDEST_LINE / 2);
  const right = Math.min(line.length, from + WIDEST_LINE);
  const inside = escapeXml(line.slice(from, Math.min(to, right)));
  const before = escapeXml(`${left > 0 ? "…" : ""}${line.slice(left, from)}`);
  const after = escapeXml(`${line.slice(Math.min(to, right), right)}${right < line.length ? "…" : ""}`);
  return `${before}<mark>${inside}</mark>${after}`;
};
