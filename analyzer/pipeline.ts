/**
 * The sentence: load → model → lower → connect → solve → summarize → check → explain.
 * `load` is the caller's, since a command line and an editor come by their sources in different ways.
 */
import { check } from "./check/check.js";
import { founded } from "./check/cut-off.js";
import { knowledgeOf, type Knowledge } from "./check/guesses.js";
import type { CheckedRule } from "./check/rule.js";
import type { SettledProgram } from "./check/settled-program.js";
import { Versions } from "./check/versions.js";
import { actingFunctions } from "./connect/acting.js";
import { connect } from "./connect/connect.js";
import { explain } from "./explain/explain.js";
import type { Finding } from "./finding/finding.js";
import type { LoweredProgram } from "./ir/graph.js";
import type { FunctionId } from "./ir/operation.js";
import type { Span } from "./ir/span.js";
import type { SourceSet } from "./load/source-set.js";
import { lower } from "./lower/lower.js";
import { LoweringMemory } from "./lower/memory.js";
import { model } from "./model/model.js";
import type { ProgramFacts } from "./solve/context.js";
import { moduleConstants, ModuleMemory } from "./solve/module-constants.js";
import { solveEntries } from "./summarize/entries.js";
import { EntryMemory } from "./summarize/entry-memory.js";
import { SolveMemory } from "./summarize/solve-memory.js";
import { summarize, type Summaries } from "./summarize/summarize.js";

export type Progress = (stage: string, done: number, total: number) => void;

/** Milliseconds spent in each stage, in order. */
export type StageTimes = readonly (readonly [stage: string, milliseconds: number])[];

export interface Analysis {
  readonly program: SettledProgram & { readonly facts: ProgramFacts };
  readonly lowered: LoweredProgram;
  readonly findings: readonly Finding[];
  readonly knowledge: Knowledge;
  readonly collapsed: number;
  /** Functions that cannot matter to a finding, and that the program was too large to follow. */
  readonly aside: number;
  readonly times: StageTimes;
}

/** Graphs and solutions of earlier versions of one program; what still holds of them is not made again. */
export interface Memory {
  readonly lowering: LoweringMemory;
  readonly modules: ModuleMemory;
  readonly solving: SolveMemory;
  readonly entering: EntryMemory;
  readonly checking: Versions;
}

export const createMemory = (): Memory => ({
  lowering: new LoweringMemory(),
  modules: new ModuleMemory(),
  solving: new SolveMemory(),
  entering: new EntryMemory(),
  checking: new Versions(),
});

const followed = ({ instances }: Summaries): ReadonlySet<FunctionId> =>
  new Set([...instances.values()].flatMap(({ isAlone, unit }) => (isAlone ? [] : [unit.id])));

export const analyze = (
  sources: SourceSet,
  rules: readonly CheckedRule[],
  progress: Progress = () => undefined,
  memory: Memory = createMemory(),
): Analysis => {
  const times: [string, number][] = [];
  const stage = <Result>(name: string, run: (onStep: (done: number, total: number) => void) => Result): Result => {
    progress(name, 0, 1);
    const start = performance.now();
    const result = run((done, total) => {
      progress(name, done, total);
    });
    times.push([name, performance.now() - start]);
    return result;
  };

  const contracts = stage("model", model);
  const lowered = stage("lower", (onStep) => lower(sources, contracts, memory.lowering, onStep));
  const graph = stage("connect", () => connect(lowered));
  const basis: ProgramFacts = {
    functions: lowered.functions,
    contracts: contracts.byKey,
    roles: contracts.roles,
    propertyFunctions: graph.propertyFunctions,
    guards: lowered.guards,
    constants: new Map(),
    acting: actingFunctions(lowered.functions, graph, { contracts: contracts.byKey, guards: lowered.guards }),
  };
  const facts = stage("constants", () => ({ ...basis, constants: moduleConstants(basis, memory.modules) }));
  const summaries = stage("solve", (onStep) => summarize(facts, graph, onStep, memory.solving));
  const entries = stage("summarize", () => solveEntries(facts, summaries, memory.entering));
  const instances = [...summaries.instances.values()].filter((instance) => entries.get(instance.key)?.levels !== 0);
  const text = (span: Span): string => sources.text(span.file).slice(span.start, span.end);
  const { checking: versions } = memory;
  const program = { facts, summaries, entries, instances, tagProblems: contracts.problems, text, versions };
  versions.turn();
  const judgements = stage("check", (onStep) => founded(program, lowered.functions, check(program, rules, onStep)));
  const findings = stage("explain", () => judgements.map((judgement) => explain(program, judgement)));
  const collapsed = instances.reduce((sum, instance) => sum + instance.solution.collapsed, 0);
  const aside = lowered.functions.size - followed(summaries).size;
  return { program, lowered, findings, knowledge: knowledgeOf(program, lowered), collapsed, aside, times };
};
