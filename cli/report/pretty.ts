import type { Report, ReportedFinding } from "../door.js";
import { codeFrame, gutterLine, gutterWidth, type Mark } from "../render/code-frame.js";
import { displayWidth } from "../render/display-width.js";
import { visibleLine } from "../render/visible.js";
import { wrap } from "../render/wrap.js";
import { becauseBlock } from "./because.js";
import { openFindings } from "./open-findings.js";
import { place } from "./place.js";
import { summaryLine } from "./summary-line.js";
import type { View } from "./view.js";

const WRAPPED_INDENT = 2;

/** For people: each finding with its source, the way that led to it, and what to do; then one line that sums up. */
export const pretty = (report: Report, view: View): string => {
  const blocks = openFindings(report).map((finding) => findingBlock(finding, view).join("\n"));
  return `${[...blocks, summaryLine(report, view.paint)].join("\n\n")}\n`;
};

const findingBlock = (finding: ReportedFinding, view: View): string[] => [
  headline(finding, view),
  ...frame(finding, view),
  ...becauseBlock(finding, view),
  ...finding.suggestions.map(({ message }) => advice("help: ", visibleLine(message), view)),
  advice("docs: ", `irql explain ${finding.ruleId}`, view),
];

const headline = ({ level, ruleId, message }: ReportedFinding, { paint, width }: View): string => {
  const head = `${level}[${ruleId}]`;
  const column = { width, used: displayWidth(head) + 2, indent: WRAPPED_INDENT };
  return `${paint(level, head)}: ${paintLines(wrap(visibleLine(message), column), (line) => paint("strong", line))}`;
};

/** Line by line, so that no colour runs over a line end or an indentation. */
const paintLines = (text: string, paintLine: (line: string) => string): string =>
  text.replace(/[^\n ](?:.*\S)?/g, paintLine);

const advice = (head: string, text: string, { paint, width }: View): string =>
  paint("note", head.trimEnd()) + " " + wrap(text, { width, used: head.length, indent: head.length });

const frame = (finding: ReportedFinding, view: View): string[] => {
  const mark: Mark = { range: finding.range, label: "", glyph: "^", style: finding.level };
  const options = { width: view.width, indent: 0, paint: view.paint };
  const lines = view.sources(finding.file);
  const source = lines ? codeFrame(lines, [mark], options) : [];
  const gutter = gutterWidth([mark]);
  const edge = gutterLine(undefined, gutter, options);
  const arrow = `${" ".repeat(gutter)}${view.paint("gutter", "-->")} ${view.paint("place", place(finding))}`;
  const note = certainty(finding, gutter, view);
  return [arrow, ...(source.length > 0 ? [edge, ...source, edge] : []), note];
};

const certainty = (finding: ReportedFinding, gutter: number, { paint, width }: View): string => {
  const head = `${" ".repeat(gutter)} = ${finding.certainty}: `;
  const text = wrap(whatIsKnown(finding), { width, used: head.length, indent: head.length });
  return `${" ".repeat(gutter)} ${paint("gutter", "=")} ${paint("strong", `${finding.certainty}:`)} ${text}`;
};

const whatIsKnown = ({ certainty: how, irql, function: name }: ReportedFinding): string => {
  const where = name === "" ? "here" : `in \`${visibleLine(name)}\``;
  if (irql === null) return how === "certain" ? `${where}, whenever this runs` : `${where}, on some runs only`;
  const { min, max } = irql.required;
  const needed = min === max ? String(min) : `${String(min)}..${String(max)}`;
  return `IRQL ${where} is ${levels(irql.possible)} at this point and must be ${needed}`;
};

/** `2`, `0..2`, `0, 2`: in numbers, since the message has the names. */
const levels = (possible: readonly number[]): string => {
  const [first, last] = [possible[0], possible.at(-1)];
  if (first === undefined || last === undefined) return "unknown";
  if (first === last) return String(first);
  return last - first === possible.length - 1 ? `${String(first)}..${String(last)}` : possible.join(", ");
};
