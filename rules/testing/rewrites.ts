import { join } from "node:path";
import ts from "typescript";
import type { Report, ReportedFinding } from "../../analyzer/finding/report.js";
import { applySuggestion, checkSources, findingsIn, makeProject, whole, type Sources } from "./check-sources.js";

/** What is suggested for some codes. */
export interface Offers {
  findings(name: string): readonly ReportedFinding[];
  /** The code after the first suggestion of the file's first finding that has one; undefined where none has. */
  result(name: string): string | undefined;
}

export interface Rewrites extends Offers {
  /** Findings after all first suggestions have been taken. */
  readonly after: Report;
  /** What a compiler says of the results. */
  readonly complaints: readonly string[];
}

const complaintsOf = (sources: Sources): string[] => {
  const folder = makeProject(sources);
  const options: ts.CompilerOptions = {
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ES2023,
    lib: ["lib.es2023.d.ts"],
    skipLibCheck: true,
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

const offered = async (codes: Sources): Promise<Offers & { readonly results: ReadonlyMap<string, string> }> => {
  const sources = Object.fromEntries(Object.entries(codes).map(([name, code]) => [`${name}.ts`, code]));
  const report = await checkSources(sources);
  const results = new Map<string, string>();
  for (const [file, code] of Object.entries(sources)) {
    const suggestion = findingsIn(report, file).flatMap(({ suggestions }) => suggestions)[0];
    if (suggestion) results.set(file, applySuggestion(whole(code), suggestion));
  }
  return {
    results,
    findings: (name) => findingsIn(report, `${name}.ts`),
    result: (name) => results.get(`${name}.ts`)?.split("\n").slice(1).join("\n"),
  };
};

/** Checks all sources at once and takes what is suggested in each. */
export const offersIn = (codes: Sources): Promise<Offers> => offered(codes);

/** The same, and checks the results. */
export const rewriteAll = async (codes: Sources): Promise<Rewrites> => {
  const { results, ...offers } = await offered(codes);
  const rewritten = Object.fromEntries(results);
  return { ...offers, after: await checkSources(rewritten), complaints: complaintsOf(rewritten) };
};
