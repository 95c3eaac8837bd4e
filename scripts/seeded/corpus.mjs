// A correct project of the fixtures, held in memory: opened again for each change at the price of what changed.
import { readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import ts from "typescript";
import { RULES } from "../../dist/rules/catalogue.js";
import { runOnProgram } from "../../dist/rules/run-on-program.js";

const root = join(import.meta.dirname, "..", "..");

const configOf = (path) => {
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined };
  const parsed = ts.getParsedCommandLineOfConfigFile(path, undefined, host);
  if (parsed === undefined) throw new Error(`cannot read ${path}`);
  return parsed;
};

const parse = (file, text) => ts.createSourceFile(file, text, ts.ScriptTarget.ES2023, true);

const recommended = new Set(
  RULES.filter(({ meta }) => meta.presets.includes("recommended")).map(({ meta }) => meta.id),
);

/** What people get who choose nothing: `strict` would find more. */
const isInRecommended = ({ ruleId, preset }) => recommended.has(ruleId) && preset === "recommended";

/** Functions whose tags say that they need a level or a lock. */
const needyFunctions = (sources) => {
  const names = new Set();
  for (const { text } of sources)
    for (const [, comment, rest] of text.matchAll(/\/\*\*([\s\S]*?)\*\/\s*([^\n]*)/g))
      if (/@(?:requiresLockHeld|irqlRequires(?:Min)?)\b/.test(comment))
        names.add(/([\w#]+)\s*[(=:]/.exec(rest.replace(/\b(?:export|function|const|static|readonly)\b/g, ""))?.[1]);
  return names;
};

/**
 * @param name what the report calls it
 * @param config its tsconfig
 * @param isOurs which of its files may be changed, by path from the repository's root
 */
export const openCorpus = (name, config, isOurs) => {
  const { options, fileNames } = configOf(join(root, config));
  const host = ts.createCompilerHost({ ...options, noEmit: true }, true);
  const parsed = new Map();
  const overlay = new Map();
  const read = host.getSourceFile.bind(host);
  host.getSourceFile = (file, ...rest) => {
    const changed = overlay.get(file);
    if (changed !== undefined) return changed;
    if (!parsed.has(file)) parsed.set(file, read(file, ...rest));
    return parsed.get(file);
  };
  const program = (old) =>
    ts.createProgram({ rootNames: fileNames, options: { ...options, noEmit: true }, host, oldProgram: old });
  const base = program(undefined);
  const files = fileNames.filter((file) => isOurs(relative(root, file)));
  const sources = files.map((file) => parse(file, readFileSync(file, "utf8")));
  const findingsIn = (checked) => {
    const run = runOnProgram(checked);
    const shown = files.flatMap((file) => run.findings(file)).filter(isInRecommended);
    return shown.map((finding) => ({ ...finding, file: relative(root, finding.file) }));
  };
  return {
    name,
    folder: dirname(config),
    sources,
    text: sources.map(({ text }) => text).join("\n"),
    needy: needyFunctions(sources),
    /** Findings in the project as it stands. */
    unchanged: () => findingsIn(base),
    /** Findings with one file's text replaced. */
    withText: (file, text) => {
      const { languageVersion, impliedNodeFormat } = base.getSourceFile(file);
      const source = ts.createSourceFile(file, text, { languageVersion, impliedNodeFormat }, true);
      overlay.set(file, source);
      try {
        return findingsIn(program(base));
      } finally {
        overlay.clear();
      }
    },
  };
};

export const applyEdits = (text, edits) =>
  [...edits]
    .map((edit, order) => ({ ...edit, order }))
    .sort((a, b) => b.start - a.start || b.end - a.end || b.order - a.order)
    .reduce((now, { start, end, text: inserted }) => now.slice(0, start) + inserted + now.slice(end), text);
