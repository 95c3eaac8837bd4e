import { inferredTags } from "../analyzer/annotate/tags-of-summary.js";
import { tagPathsOf } from "../analyzer/annotate/tag-path.js";
import { childPath, parsePath, type Path } from "../analyzer/domain/path.js";
import type { Finding, TextEdit } from "../analyzer/finding/finding.js";
import { load } from "../analyzer/load/load.js";
import type { SourceSet } from "../analyzer/load/source-set.js";
import { writeTags } from "../analyzer/lower/write-tags.js";
import { analyze, type Analysis } from "../analyzer/pipeline.js";
import type { SolvedInstance } from "../analyzer/summarize/instance.js";
import { RULES } from "./catalogue.js";
import type { VerifyOptions } from "./verify.js";

export type AnnotateOptions = Pick<VerifyOptions, "cwd" | "paths" | "projects" | "contracts" | "onProgress">;

/** A file with the inferred contracts of its functions; absolute path. */
export interface AnnotatedFile {
  readonly file: string;
  readonly before: string;
  readonly after: string;
}

/** What `annotate` would write; nothing is written. */
export interface Annotated {
  readonly files: readonly AnnotatedFile[];
  /** Functions that get tags. */
  readonly functions: number;
  /** Functions whose summary says something that is not written, by reason. */
  readonly leftOut: readonly { readonly reason: string; readonly count: number }[];
}

type Texts = ReadonlyMap<string, string>;

/** The program with some files' texts in place of those on the disk, analysed with every rule of `recommended`. */
interface Version {
  readonly texts: Texts;
  readonly sources: SourceSet;
  readonly program: Analysis["program"];
  readonly findings: string;
  /** Files and names of functions in which something was found. */
  readonly faulty: ReadonlySet<string>;
}

interface Proposal {
  readonly edit: TextEdit;
}

interface Proposed {
  readonly proposals: readonly Proposal[];
  readonly reasons: readonly string[];
}

const identityOf = ({ ruleId, messageId, certainty, span, function: name, identity }: Finding): string =>
  [ruleId, messageId, certainty, span.file, name, identity].join("\0");

const placeOf = (file: string, name: string): string => `${file}#${name}`;

/** Mistakes, not the advice of `strict`: that contracts are missing is what is mended here. */
const checked = RULES.filter(({ meta }) => meta.presets.includes("recommended")).map(({ meta, check }) => ({
  id: meta.id,
  severity: meta.severity,
  check,
}));

const analysed = (options: AnnotateOptions, texts: Texts): Version => {
  const { cwd = process.cwd(), paths = [], projects = [], contracts = [] } = options;
  const sources = load({ cwd, paths, projects, contracts, texts });
  const { program, findings: all } = analyze(sources, checked, options.onProgress);
  const findings = all.filter(({ strictOnly }) => !strictOnly);
  const faulty = new Set(findings.map((finding) => placeOf(finding.span.file, finding.function)));
  return { texts, sources, program, findings: findings.map(identityOf).sort().join("\n"), faulty };
};

/** What the instances of one function agree on speaks for it. */
const CALLABLE: ReadonlySet<SolvedInstance["unit"]["kind"]> = new Set(["function", "method", "getter", "setter"]);

const isCandidate = ({ unit }: SolvedInstance, { sources }: Version): boolean =>
  CALLABLE.has(unit.kind) && unit.contract === undefined && unit.roles.length === 0 && sources.reported.has(unit.file);

const instancesByFunction = (version: Version): Map<string, SolvedInstance[]> => {
  const found = new Map<string, SolvedInstance[]>();
  for (const instance of version.program.instances)
    if (isCandidate(instance, version)) found.set(instance.unit.id, [...(found.get(instance.unit.id) ?? []), instance]);
  return found;
};

const proposalFor = (
  instances: readonly SolvedInstance[],
  version: Version,
  names: (path: Path) => Path,
): Proposal | { readonly leftOut: string } | undefined => {
  const [first] = instances;
  if (!first) return undefined;
  const { unit } = first;
  const path = tagPathsOf(unit, names);
  const inferred = instances.map(({ summary }) => inferredTags(summary, path));
  const [own] = inferred;
  if (!own || inferred.every((each) => "tags" in each && each.tags.length === 0)) return undefined;
  if (version.faulty.has(placeOf(unit.file, unit.name)))
    return { leftOut: "something is found in it: mend that first" };
  if (unit.isAsync || unit.isGenerator)
    return { leftOut: "tags speak of calls that end, and it is async or a generator" };
  if ("leftOut" in own) return own;
  if (inferred.some((each) => "leftOut" in each || each.tags.join() !== own.tags.join()))
    return { leftOut: "what it does depends on what is passed to it" };
  const file = version.sources.files.find(({ fileName }) => fileName === unit.file);
  const written = file && writeTags(file, { span: unit.span, tags: own.tags });
  return written;
};

/** Names an object that module code makes once by the variable that holds it for good. */
const variableNames = ({ facts }: Analysis["program"]): ((path: Path) => Path) => {
  const variables = new Map<string, Path>();
  for (const [text, value] of facts.constants) {
    const holder = parsePath(text);
    if (value.kind === "place" && value.path.keys.length === 0 && holder.keys.length === 0)
      variables.set(value.path.root, holder);
  }
  return (path) => {
    const holder = variables.get(path.root);
    return holder ? path.keys.reduce((named, key) => childPath(named, key), holder) : path;
  };
};

const propose = (version: Version): Proposed => {
  const names = variableNames(version.program);
  const proposals: Proposal[] = [];
  const reasons: string[] = [];
  for (const instances of instancesByFunction(version).values()) {
    const found = proposalFor(instances, version, names);
    if (found === undefined) continue;
    if ("leftOut" in found) reasons.push(found.leftOut);
    else proposals.push(found);
  }
  return { proposals, reasons };
};

const applied = ({ texts, sources }: Version, proposals: readonly Proposal[]): Texts => {
  const changed = new Map(texts);
  const fromBehind = proposals.map(({ edit }) => edit).toSorted((a, b) => b.span.start - a.span.start);
  for (const { span, text } of fromBehind) {
    const before = changed.get(span.file) ?? sources.text(span.file);
    changed.set(span.file, before.slice(0, span.start) + text + before.slice(span.end));
  }
  return changed;
};

/**
 * The proposals that can be written together without changing a finding: all, else those of each half in turn. A contract takes the
 * place of what is known of the callers, so a tag that is true may still change what is found.
 */
const harmless = (
  proposals: readonly Proposal[],
  kept: readonly Proposal[],
  keepsFindings: (some: readonly Proposal[]) => boolean,
): readonly Proposal[] => {
  if (proposals.length === 0) return kept;
  const all = [...kept, ...proposals];
  if (keepsFindings(all)) return all;
  if (proposals.length === 1) return kept;
  const middle = Math.ceil(proposals.length / 2);
  const left = harmless(proposals.slice(0, middle), kept, keepsFindings);
  return harmless(proposals.slice(middle), left, keepsFindings);
};

const counted = (reasons: readonly string[]): Annotated["leftOut"] => {
  const counts = new Map<string, number>();
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts].map(([reason, count]) => ({ reason, count }));
};

/**
 * Infers contracts and says how the sources look with them as tags: for functions without contract or role whose summary says something. The
 * findings stay the same, and annotating the result again changes nothing: rounds go on until one adds nothing.
 * @throws UserError when paths, projects or contracts cannot be used
 */
export const annotate = async (options: AnnotateOptions = {}): Promise<Annotated> => {
  const first = analysed(options, new Map());
  let version = first;
  let functions = 0;
  for (;;) {
    const { proposals, reasons } = propose(version);
    const current = version;
    const kept = harmless(
      proposals,
      [],
      (some) => analysed(options, applied(current, some)).findings === first.findings,
    );
    if (kept.length === 0) {
      const refused = proposals.map(() => "with its tags other findings would come or go");
      const files = [...version.texts]
        .map(([file, after]) => ({ file, before: first.sources.text(file), after }))
        .toSorted((a, b) => (a.file < b.file ? -1 : 1));
      return Promise.resolve({ files, functions, leftOut: counted([...reasons, ...refused]) });
    }
    functions += kept.length;
    version = analysed(options, applied(current, kept));
  }
};
