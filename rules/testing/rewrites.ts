import { join } from "node:path";
import ts from "typescript";
import type { Report, ReportedFinding } from "../../analyzer/finding/report.js";
import { applySuggestion, checkSources, findingsIn, makeProject, whole, type Sources } from "./check-sources.js";

export interface Rewrites {
  readonly report: Report;
  /** Findings after all first suggestions have been taken. */
  readonly after: Report;
  /** What a compiler says of the results. */
  readonly complaints: readonly string[];
  findings(name: string): readonly ReportedFinding[];
  /** The code after the first suggestion of the file's first finding that has one; undefined where none has. */
  result(name: string): string | undefined;
}

const complaintsOf = (sources: Sources): string[] => {
  const folder = makeProject(sources);
  const options: ts.CompilerOptions = {
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ES2023,
    strict: true,
    types: [],
    noEmit: true,
    allowUnreachableCode: true,
  };
  const program = ts.createProgram(
    Object.keys(sources).map((name) => join(folder, name)),
    options,
  );
  return ts
    .getPreEmitDiagnostics(program)
    .map(
      ({ file, messageText }) =>
        `${file?.fileName.slice(folder.length + 1) ?? ""}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`,
    );
};

/** Checks all sources at once, takes what is suggested in each, and checks the results. */
export const rewriteAll = async (codes: Readonly<Record<string, string>>): Promise<Rewrites> => {
  const sources = Object.fromEntries(Object.entries(codes).map(([name, code]) => [`${name}.ts`, code]));
  const report = await checkSources(sources);
  const results = new Map<string, string>();
  for (const [file, code] of Object.entries(sources)) {
    const suggestion = findingsIn(report, file).flatMap(({ suggestions }) => suggestions)[0];
    if (suggestion) results.set(file, applySuggestion(whole(code), suggestion));
  }
  const rewritten = Object.fromEntries(results.size === 0 ? [["none.ts", "export {};"]] : results);
  return {
    report,
    after: await checkSources(rewritten),
    complaints: complaintsOf(rewritten),
    findings: (name) => findingsIn(report, `${name}.ts`),
    result: (name) => results.get(`${name}.ts`)?.split("\n").slice(1).join("\n"),
  };
};
