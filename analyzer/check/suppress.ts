import type { Finding } from "../finding/finding.js";
import type { LineIndex } from "../finding/line-index.js";
import type { Span } from "../ir/span.js";

/** A comment that may allow findings, as `load` found it. */
export interface Comment {
  readonly span: Span;
  /** Without the comment's own marks. */
  readonly text: string;
}

type Scope = "next-line" | "line" | "block" | "enable";

interface Directive {
  readonly comment: Comment;
  readonly isEslint: boolean;
  readonly scope: Scope;
  readonly rules: readonly string[];
  readonly reason: string;
}

export interface Suppression {
  readonly reason: string;
  /** Written for ESLint, which applies it by itself. */
  readonly isEslint: boolean;
}

export interface Suppressed {
  readonly finding: Finding;
  readonly suppression: Suppression | undefined;
}

export interface SuppressionProblem {
  readonly span: Span;
  readonly messageId: "unused" | "noRule" | "noReason" | "unknownRule";
  readonly message: string;
}

const PATTERN = /^\s*(irql|eslint)-(disable-next-line|disable-line|disable|enable)(?![\w-])([\s\S]*)$/;
const PREFIX = "irql/";

const SCOPES: Readonly<Record<string, Scope>> = {
  "disable-next-line": "next-line",
  "disable-line": "line",
  disable: "block",
  enable: "enable",
};

const readDirective = (comment: Comment): Directive | undefined => {
  const match = PATTERN.exec(comment.text);
  const scope = SCOPES[match?.[2] ?? ""];
  if (!match || !scope) return undefined;
  const isEslint = match[1] === "eslint";
  const [list = "", ...rest] = (match[3] ?? "").split(/\s-{2,}\s/);
  const names = list
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
  const ours = isEslint ? names.filter((name) => name.startsWith(PREFIX)) : names;
  if (isEslint && ours.length === 0) return undefined;
  const rules = ours.map((name) => (name.startsWith(PREFIX) ? name.slice(PREFIX.length) : name));
  return { comment, isEslint, scope, rules, reason: rest.join(" -- ").trim() };
};

interface LineRange {
  readonly from: number;
  readonly to: number;
}

/** Lines that a directive speaks of; a block ends at the next `enable` that names the rule or none. */
const linesOf = (directive: Directive, rule: string, all: readonly Directive[], lines: LineIndex): LineRange => {
  const { start, end } = lines.range(directive.comment.span);
  if (directive.scope === "next-line") return { from: end.line + 1, to: end.line + 1 };
  if (directive.scope === "line") return { from: start.line, to: start.line };
  const close = all.find(
    (other) =>
      other.scope === "enable" &&
      other.comment.span.start > directive.comment.span.start &&
      (other.rules.length === 0 || other.rules.includes(rule)),
  );
  return { from: start.line, to: close ? lines.position(close.comment.span.start).line : Infinity };
};

const problemOf = (directive: Directive, known: ReadonlySet<string>): SuppressionProblem | undefined => {
  const { span } = directive.comment;
  if (directive.scope === "enable") return undefined;
  if (directive.rules.length === 0)
    return {
      span,
      messageId: "noRule",
      message: "this comment names no rule: write `irql-disable-next-line <rule> -- reason`",
    };
  const unknown = directive.rules.find((rule) => !known.has(rule));
  if (unknown !== undefined)
    return { span, messageId: "unknownRule", message: `there is no rule \`${unknown}\`: \`irql rules\` lists them` };
  return directive.reason === ""
    ? {
        span,
        messageId: "noReason",
        message: "this comment gives no reason: write ` -- ` and why the finding is right to allow",
      }
    : undefined;
};

export interface Allowed {
  readonly findings: readonly Suppressed[];
  readonly problems: readonly SuppressionProblem[];
}

/** Which findings of a file its comments allow, and what is wrong with the comments. `ran`: rules that were asked. */
export const suppress = (
  findings: readonly Finding[],
  comments: readonly Comment[],
  lines: LineIndex,
  known: ReadonlySet<string>,
  ran: ReadonlySet<string>,
): Allowed => {
  const directives = comments.flatMap((comment) => readDirective(comment) ?? []);
  const used = new Set<string>();
  const usage = (directive: Directive, rule: string): string => `${String(directive.comment.span.start)} ${rule}`;
  const allows = (directive: Directive, finding: Finding): boolean => {
    if (directive.scope === "enable" || !directive.rules.includes(finding.ruleId)) return false;
    const { from, to } = linesOf(directive, finding.ruleId, directives, lines);
    const { line } = lines.position(finding.span.start);
    return (
      line >= from && line <= to && (directive.scope !== "block" || finding.span.start > directive.comment.span.start)
    );
  };
  const marked = findings.map((finding): Suppressed => {
    const allowing = directives.filter((directive) => allows(directive, finding));
    for (const directive of allowing) used.add(usage(directive, finding.ruleId));
    const [first] = allowing;
    return { finding, suppression: first && { reason: first.reason, isEslint: first.isEslint } };
  });
  const problems = directives.flatMap((directive): SuppressionProblem[] => {
    const wrong = problemOf(directive, known);
    if (wrong) return [wrong];
    if (directive.scope === "enable") return [];
    return directive.rules
      .filter((rule) => ran.has(rule) && !used.has(usage(directive, rule)))
      .map((rule) => ({
        span: directive.comment.span,
        messageId: "unused",
        message: `nothing is found here for \`${rule}\`: remove it from this comment`,
      }));
  });
  return { findings: marked, problems };
};
