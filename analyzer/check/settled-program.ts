import type { Contract, TagProblem } from "../contract/contract.js";
import { isFeasible, levelsIn, type Case } from "../domain/case.js";
import type { LevelSet } from "../domain/level-set.js";
import type { GraphNode } from "../ir/graph.js";
import type { CallOperation } from "../ir/operation.js";
import type { ProgramFacts } from "../solve/context.js";
import { resolveCall } from "../solve/invocations.js";
import { transfer } from "../solve/transfer.js";
import type { Entries, Entry } from "../summarize/entries.js";
import type { SolvedInstance } from "../summarize/instance.js";
import type { Summaries } from "../summarize/summarize.js";
import { passedFrom } from "./passed-level.js";

/** The whole program at its fixpoint: what rules look at. */
export interface SettledProgram {
  readonly facts: ProgramFacts;
  readonly summaries: Summaries;
  readonly entries: Entries;
  /** Instances that can be entered, in the order of their functions. */
  readonly instances: readonly SolvedInstance[];
  /** Contract tags that could not be read, each once. */
  readonly tagProblems: readonly TagProblem[];
}

const NOT_ENTERED: Entry = { levels: 0, roots: [], calls: [] };

export const entryOf = (program: SettledProgram, instance: SolvedInstance): Entry =>
  program.entries.get(instance.key) ?? NOT_ENTERED;

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

/** Where a saved level comes from callers: their cases at the calls, with the level that they pass as their level. */
export const passedIn = (
  program: SettledProgram,
  instance: SolvedInstance,
  state: Case,
  calls: number,
): readonly Passed[] =>
  calls >= MAX_PASSED
    ? []
    : passedFrom(entryOf(program, instance), state)
        .filter(({ edge }) => isFeasible(edge.state, entryOf(program, edge.caller).levels))
        .map(({ edge, state: passing }) => ({ instance: edge.caller, state: passing }));

/** Levels possible in a case, at the levels at which the instance is entered; of a saved level, what its callers pass. */
export const levelsOf = (program: SettledProgram, instance: SolvedInstance, state: Case, calls = 0): LevelSet => {
  const own = levelsIn(state, state.level, entryOf(program, instance).levels);
  const passed = passedIn(program, instance, state, calls).reduce(
    (set, from) => set | levelsOf(program, from.instance, from.state, calls + 1),
    0,
  );
  return (own & passed) === 0 ? own : own & passed;
};

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

export interface ContractCallPoint {
  readonly instance: SolvedInstance;
  readonly node: GraphNode;
  readonly operation: CallOperation;
  readonly contract: Contract;
  readonly cases: readonly Case[];
}

const pointsAt = (program: SettledProgram, instance: SolvedInstance, node: GraphNode): ContractCallPoint[] => {
  const { operation } = node;
  if (operation.kind !== "call") return [];
  const groups = new Map<Contract, Case[]>();
  for (const state of casesAt(program, instance, node))
    for (const contract of contractsCalled(instance, state, operation))
      groups.set(contract, [...(groups.get(contract) ?? []), state]);
  return [...groups].map(([contract, cases]) => ({ instance, node, operation, contract, cases }));
};

const known = new WeakMap<SettledProgram, readonly ContractCallPoint[]>();

/** Every call of a routine known by contract, with the feasible cases in which it is called. Looked for once, by all rules. */
export const contractCalls = (program: SettledProgram): readonly ContractCallPoint[] => {
  const found = known.get(program);
  if (found) return found;
  const points = program.instances.flatMap((instance) =>
    instance.unit.graph.nodes.flatMap((node) => pointsAt(program, instance, node)),
  );
  known.set(program, points);
  return points;
};
