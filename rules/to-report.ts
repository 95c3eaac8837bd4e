import { createHash } from "node:crypto";
import { suppress, type Suppressed, type SuppressionProblem } from "../analyzer/check/suppress.js";
import { levelsOf } from "../analyzer/domain/level-set.js";
import type { BecauseStep, Finding, Suggestion } from "../analyzer/finding/finding.js";
import type { Guess } from "../analyzer/finding/guess.js";
import { LineIndex } from "../analyzer/finding/line-index.js";
import type {
  ReportedFinding,
  ReportedGuess,
  ReportedProblem,
  ReportedStep,
  ReportedSuggestion,
} from "../analyzer/finding/report.js";
import type { Span } from "../analyzer/ir/span.js";
import type { InputProblem, SourceSet } from "../analyzer/load/source-set.js";
import { isRecommended, RULES } from "./catalogue.js";
import { SUPPRESSION, type RuleLevel } from "./rule-levels.js";

/** How much a rule's findings in a file (absolute path) count. */
export type LevelOf = (id: string, file: string) => RuleLevel;

/** A finding for readers, and whether the comment that allows it is ESLint's own. */
export interface PlacedFinding extends ReportedFinding {
  readonly isEslintSuppressed: boolean;
}

/** Turns spans into the files, lines and columns that people see. */
export class Reporter {
  readonly #sources: SourceSet;
  readonly #nameOf: (file: string) => string;
  readonly #lines = new Map<string, LineIndex>();
  readonly #fingerprints = new Map<string, number>();

  constructor(sources: SourceSet, nameOf: (file: string) => string) {
    this.#sources = sources;
    this.#nameOf = nameOf;
  }

  /** Findings and suppression problems of every file that is reported, by file, line, column and rule. */
  report(findings: readonly Finding[], levelOf: LevelOf): PlacedFinding[] {
    const known = new Set(RULES.map((rule) => rule.meta.id));
    const byFile = new Map<string, Finding[]>();
    for (const finding of findings) {
      const severity = levelOf(finding.ruleId, finding.span.file);
      if (severity === "off") continue;
      byFile.set(finding.span.file, [...(byFile.get(finding.span.file) ?? []), { ...finding, severity }]);
    }
    const placed: PlacedFinding[] = [];
    for (const file of new Set([...byFile.keys(), ...this.#sources.comments.keys()])) {
      if (!this.#sources.reported.has(file)) continue;
      const comments = this.#sources.comments.get(file) ?? [];
      const ran = new Set([...known].filter((id) => levelOf(id, file) !== "off"));
      const judged = levelOf(SUPPRESSION.id, file);
      const allowed = suppress(byFile.get(file) ?? [], comments, this.#linesOf(file), known, ran);
      placed.push(
        ...allowed.findings.map((one) => this.#finding(one)),
        ...(judged === "off" ? [] : allowed.problems.map((one) => this.#suppression(one, judged))),
      );
    }
    return placed.sort(byPlace);
  }

  problem({ kind, message, span }: InputProblem): ReportedProblem {
    return { kind, message, file: this.#nameOf(span.file), range: this.#linesOf(span.file).range(span) };
  }

  guess({ kind, message, span, function: name }: Guess): ReportedGuess {
    return {
      kind,
      message,
      file: this.#nameOf(span.file),
      range: this.#linesOf(span.file).range(span),
      function: name,
    };
  }

  #linesOf(file: string): LineIndex {
    const known = this.#lines.get(file);
    if (known) return known;
    const lines = new LineIndex(this.#sources.text(file));
    this.#lines.set(file, lines);
    return lines;
  }

  #place(span: Span): { file: string; range: ReportedFinding["range"]; offsets: readonly [number, number] } {
    return {
      file: this.#nameOf(span.file),
      range: this.#linesOf(span.file).range(span),
      offsets: [span.start, span.end],
    };
  }

  #step({ span, kind, message }: BecauseStep): ReportedStep {
    return { file: this.#nameOf(span.file), range: this.#linesOf(span.file).range(span), kind, message };
  }

  #suggest({ message, edits }: Suggestion): ReportedSuggestion {
    return { message, edits: edits.map(({ span, text }) => ({ ...this.#place(span), text })) };
  }

  #finding({ finding, suppression }: Suppressed): PlacedFinding {
    const { ruleId, messageId, severity: level, certainty, message, span, irql } = finding;
    return {
      ruleId,
      messageId,
      level,
      preset: finding.strictOnly || !isRecommended(ruleId) ? "strict" : "recommended",
      certainty,
      message,
      ...this.#place(span),
      function: finding.function,
      irql: irql ? { possible: levelsOf(irql.possible), required: irql.required } : null,
      because: finding.because.map((step) => this.#step(step)),
      suggestions: finding.suggestions.map((suggestion) => this.#suggest(suggestion)),
      fingerprint: this.#fingerprint([ruleId, this.#nameOf(span.file), finding.function, finding.identity]),
      suppressed: suppression ? { reason: suppression.reason } : null,
      isEslintSuppressed: suppression?.isEslint ?? false,
    };
  }

  #suppression({ span, messageId, message }: SuppressionProblem, level: "error" | "warning"): PlacedFinding {
    return {
      ruleId: SUPPRESSION.id,
      messageId,
      level,
      preset: "recommended",
      certainty: "certain",
      message,
      ...this.#place(span),
      function: "",
      irql: null,
      because: [this.#step({ span, kind: "use", message })],
      suggestions: [],
      fingerprint: this.#fingerprint([
        SUPPRESSION.id,
        this.#nameOf(span.file),
        this.#sources.text(span.file).slice(span.start, span.end),
      ]),
      suppressed: null,
      isEslintSuppressed: false,
    };
  }

  /** Stable while lines move; the second of two like findings in one function gets its own. */
  #fingerprint(parts: readonly string[]): string {
    const text = parts.join("\n");
    const count = this.#fingerprints.get(text) ?? 0;
    this.#fingerprints.set(text, count + 1);
    return createHash("sha256")
      .update(`${text}\n${String(count)}`)
      .digest("hex")
      .slice(0, 16);
  }
}

const byPlace = (a: ReportedFinding, b: ReportedFinding): number => {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.offsets[0] - b.offsets[0] || (a.ruleId < b.ruleId ? -1 : a.ruleId > b.ruleId ? 1 : 0);
};
