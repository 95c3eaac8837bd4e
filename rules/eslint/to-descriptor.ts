import { relative } from "node:path";
import type { Rule } from "eslint";
import type { ReportedFinding, ReportedSuggestion } from "../../analyzer/finding/report.js";

/** ESLint shows no related places, so the start of the `because` path goes into the text, unless the text says it. */
const withRootCause = ({ message, because, file, range }: ReportedFinding, cwd: string): string => {
  const [root] = because;
  if (root === undefined || message.includes(root.message)) return message;
  const { line } = root.range.start;
  if (root.file === file && line === range.start.line) return message;
  const place =
    root.file === file ? `line ${String(line)}` : `${relative(cwd, root.file).replaceAll("\\", "/")}:${String(line)}`;
  return `${message} (${place}: ${root.message})`;
};

const toSuggestion = ({ message, edits }: ReportedSuggestion): Rule.SuggestionReportDescriptor => ({
  desc: message,
  fix: (fixer) => edits.map((edit) => fixer.replaceTextRange([...edit.offsets], edit.text)),
});

export const toDescriptor = (
  finding: ReportedFinding,
  { cwd, sourceCode }: Rule.RuleContext,
): Rule.ReportDescriptor => {
  const [start, end] = finding.offsets;
  return {
    messageId: finding.messageId,
    data: { message: withRootCause(finding, cwd) },
    loc: { start: sourceCode.getLocFromIndex(start), end: sourceCode.getLocFromIndex(end) },
    // ESLint can change one file at a time; a rewrite that also touches another would be half done.
    suggest: finding.suggestions
      .filter(({ edits }) => edits.every(({ file }) => file === finding.file))
      .map(toSuggestion),
  };
};
