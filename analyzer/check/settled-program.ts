import type { Contract, Role, TagProblem } from "../contract/contract.js";
import { isFeasible, type Case } from "../domain/case.js";
import type { FunctionUnit, GraphNode } from "../ir/graph.js";
import type { CallOperation } from "../ir/operation.js";
import type { Span } from "../ir/span.js";
import type { Lookup } from "../solve/context.js";
import { resolveCall } from "../solve/invocations.js";
import { transfer } from "../solve/transfer.js";
import { NOT_ENTERED, type Entries, type Entry } from "../summarize/entry.js";
import type { CallEdge } from "../summarize/call-edges.js";
import type { SolvedInstance } from "../summarize/instance.js";
import type { Summaries } from "../summarize/summarize.js";
import type { Asked, Question } from "./asked.js";
import { named } from "./named.js";
import { passedFrom } from "./passed-level.js";
import type { Versions } from "./versions.js";

/** What rules ask of what is known before anything is solved. */
export interface RuleFacts {
  readonly functions: Lookup<FunctionUnit>;
  readonly contracts: Lookup<Contract>;
  readonly roles: Lookup<Role>;
  readonly guards: Lookup<string>;
}

/** A program at its fixpoint, or a part of one: what rules look at. */
export interface SettledProgram {
  readonly facts: RuleFacts;
  readonly summaries: Summaries;
  readonly entries: Entries;
  /** Instances that can be entered, in the order of their functions; of a part, its own. */
  readonly instances: readonly SolvedInstance[];
  /** Contract tags that could not be read, each once. */
  readonly tagProblems: readonly TagProblem[];
  readonly text: (span: Span) => string;
  readonly versions: Versions;
  /** The program that this is a part of. */
  readonly whole?: SettledProgram;
  /** What is asked of the whole program for a part. */
  readonly asked?: Asked<SettledProgram>;
}

const wholeOf = (program: SettledProgram): SettledProgram => program.whole ?? program;

/** Asks the whole program; for a part, it is noted. */
export const ask = <Answer>(
  program: SettledProgram,
  question: Question<SettledProgram, Answer>,
  key: string,
): Answer => {
  const answer = question.answer(wholeOf(program), key);
  program.asked?.note(question, key, answer);
  return answer;
};

/** A question that parts may ask, in this process or another. */
export const question = <Answer>(
  name: string,
  asked: Question<SettledProgram, Answer>,
): Question<SettledProgram, Answer> => named(name, asked);

const unasked = (): void => undefined;

/**
 * Finds something once in the whole program, whoever asks for it. What is asked on the way is nobody's question: it is for the
 * asker to note the answer.
 */
export const inWhole =
  <Found>(find: (whole: SettledProgram) => Found): ((program: SettledProgram) => Found) =>
  (program) => {
    const whole = wholeOf(program);
    return whole.versions.once(find, () => whole.summaries.asked.noting(unasked, () => find(whole)));
  };

/**
 * The same, where what was found in the version before is of use, in this process or in another one.
 * @param give what of it is of use, as data
 */
export const fromVersionBefore = <Found extends Before, Before = Found>(
  name: string,
  find: (whole: SettledProgram, before: Before | undefined) => Found,
  give: (found: Found) => Before = (found) => found,
): ((program: SettledProgram) => Found) => {
  const what = named(name, { give });
  return (program) => {
    const whole = wholeOf(program);
    return whole.versions.after<Found, Before>(what, (before) =>
      whole.summaries.asked.noting(unasked, () => find(whole, before)),
    );
  };
};

const ENTRY = question<Entry>("settled-program: entry", {
  answer: ({ entries }, key) => entries.get(key) ?? NOT_ENTERED,
  byObject: true,
});

export const entryOf = (program: SettledProgram, instance: SolvedInstance): Entry => ask(program, ENTRY, instance.key);

/** The calls of each instance, by its key. */
export const callsByCaller = inWhole((program): ReadonlyMap<string, readonly CallEdge[]> => {
  const calls = new Map<string, CallEdge[]>();
  for (const instance of program.instances)
    for (const edge of entryOf(program, instance).calls) {
      const known = calls.get(edge.caller.key);
      if (known) known.push(edge);
      else calls.set(edge.caller.key, [edge]);
    }
  return calls;
});

/** Cases before a node that can occur at the levels at which the instance is entered. */
export const casesAt = (program: SettledProgram, instance: SolvedInstance, node: GraphNode): Case[] => {
  const { levels } = entryOf(program, instance);
  return (instance.solution.before[node.id]?.cases ?? []).filter((state) => isFeasible(state, levels));
};

export interface Passed {
  readonly instance: SolvedInstance;
  readonly state: Case;
}

/** A level that is handed through more calls than this is any level. */
const MAX_PASSED = 4;

/** Where a saved level comes from known callers: their cases at the calls, with the level that they pass as their level. */
export const passedIn = (
  program: SettledProgram,
  instance: SolvedInstance,
  state: Case,
  calls: number,
): readonly Passed[] =>
  calls >= MAX_PASSED
    ? []
    : passedFrom(instance.unit, entryOf(program, instance), state)
        .filter(({ edge }) => isFeasible(edge.state, entryOf(program, edge.caller).levels))
        .map(({ edge, state: passing }) => ({ instance: edge.caller, state: passing }));

/** One operation from one case: where control goes next. */
export const step = (
  instance: SolvedInstance,
  node: GraphNode,
  state: Case,
): { readonly node: GraphNode; readonly state: Case }[] =>
  transfer(instance.context, node, state).flatMap((outcome) =>
    node.edges.flatMap((edge) => {
      const next = edge.when === outcome.edge ? instance.unit.graph.nodes[edge.to] : undefined;
      return next ? [{ node: next, state: outcome.state }] : [];
    }),
  );

/** Contracts of the routines that a call may run directly. */
export const contractsCalled = (instance: SolvedInstance, state: Case, operation: CallOperation): Contract[] =>
  resolveCall(instance.context, state, operation).invocations.flatMap(({ kind, target }) => {
    if (kind !== "direct" || target.kind !== "contract") return [];
    const contract = instance.context.program.contracts.get(target.contract);
    return contract ? [contract] : [];
  });
