import { ts } from "#compiler";
import type { InputProblem } from "./source-set.js";

/** The syntax errors of the opened files; types are not checked. */
export const syntaxProblems = (program: ts.Program, files: readonly ts.SourceFile[]): readonly InputProblem[] =>
  files.flatMap((file) =>
    program.getSyntacticDiagnostics(file).map((diagnostic) => ({
      kind: "syntax" as const,
      message: ts.flattenDiagnosticMessageText(diagnostic.messageText, " ").replace(/\.$/, ""),
      span: { file: file.fileName, start: diagnostic.start, end: diagnostic.start + diagnostic.length },
    })),
  );
