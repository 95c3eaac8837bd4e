/**
 * solve: runs the abstract state over one graph to its fixpoint.
 * Takes a function with the summaries of its callees as far as they are known; gives the cases before every node.
 * Promises: ends (values have finite height, cases are capped), within a number of steps, and is independent of the order of nodes.
 * Leaves out: what the entry level really is (cases say what they need of it), and every judgement.
 */
import type { Case } from "../domain/case.js";
import { addCase, EMPTY, joinCases, type CaseSet } from "../domain/join-cases.js";
import { isElementKey } from "../domain/path.js";
import { ANY, closedAt, isOfStretch, OVER } from "../domain/stretch.js";
import type { Graph, GraphNode, NodeId } from "../ir/graph.js";
import { ofEach } from "../ir/of-each.js";
import type { Operation } from "../ir/operation.js";
import type { Outcome, AskedFacts, SolveContext } from "./context.js";
import { entryCases } from "./entry-cases.js";
import { outerStands } from "./generators.js";
import { dyingRegisters, type Registers } from "./liveness.js";
import { stretchOf } from "./stretch.js";
import { tellingRegisters } from "./telling-registers.js";
import { transfer } from "./transfer.js";

export interface Solution {
  /** Cases before each node. */
  readonly before: readonly CaseSet[];
  /** Of a generator that is solved for one stretch: the same where it is left by its end, for all of them. */
  readonly ends?: readonly CaseSet[] | undefined;
  readonly collapsed: number;
  /** How often the cases before a node have changed. */
  readonly changes: number;
  /** How often an operation was carried out on a case, and how much callees have written there: what the solution cost. */
  readonly steps: number;
  /** It would have cost more than it may: there are no cases, and what the function does is not known. */
  readonly isCutOff: boolean;
}

/** More than any function that people write takes, by far: a guard. */
export const MAX_STEPS = 1_000_000;

const cutOff = (steps: number): Solution => ({ before: [], collapsed: 0, changes: 0, steps, isCutOff: true });

/** A node that changes more often than this has its cases joined into one: a guard, not a precision setting. */
const MAX_VISITS = 400;

const without = (state: Case, dying: Registers | undefined): Case => {
  const registers = dying ? state.registers.without(dying) : state.registers;
  return registers === state.registers ? state : { ...state, registers };
};

/** Reverse postorder: a node comes after its predecessors, loops aside. */
const reversePostorder = (graph: Graph): readonly NodeId[] => {
  const finished: NodeId[] = [];
  const seen = new Set<NodeId>([0]);
  const stack: { node: NodeId; edge: number }[] = [{ node: 0, edge: 0 }];
  for (let top = stack.at(-1); top; top = stack.at(-1)) {
    const edge = graph.nodes[top.node]?.edges[top.edge];
    if (!edge) {
      stack.pop();
      finished.push(top.node);
      continue;
    }
    top.edge += 1;
    if (seen.has(edge.to)) continue;
    seen.add(edge.to);
    stack.push({ node: edge.to, edge: 0 });
  }
  return finished.reverse();
};

const PLAIN: ReadonlySet<Operation["kind"]> = new Set([
  "nop",
  "const",
  "copy",
  "opaque",
  "this",
  "load",
  "store",
  "get",
  "set",
  "spread",
  "allocate",
  "closure",
  "bind",
  "not",
  "every",
  "compare",
  "arithmetic",
  "instanceOf",
  "unsupported",
]);

const countEntrances = (graph: Graph): number[] => {
  const counts = graph.nodes.map(() => 0);
  for (const node of graph.nodes) for (const edge of node.edges) counts[edge.to] = (counts[edge.to] ?? 0) + 1;
  return counts;
};

/** Touches a place that a lock guards. */
const isGuarded = ({ guards }: AskedFacts, operation: Operation): boolean => {
  if (operation.kind === "load" || operation.kind === "store") return guards.has(operation.variable);
  if (operation.kind !== "get" && operation.kind !== "set") return false;
  return operation.key.kind === "name" && operation.key.property !== undefined && guards.has(operation.key.property);
};

const elementsIn = ofEach(
  (memory: Case["memory"]) => memory.values().filter(({ path }) => isElementKey(path.keys.at(-1) ?? "")).length,
);

/** Places of a caller that are looked at in the time of a step. */
const LOOKS = 32;

/** Steps that a callee's way out costs: what it has written, and for each element all places that it may be. */
const costOf = ({ memory, facts }: Case, caller: Case): number =>
  1 + memory.size + facts.size + Math.round((elementsIn(memory) * caller.memory.size) / LOOKS);

class Solver {
  readonly #given: SolveContext;
  readonly #context: SolveContext;
  readonly #graph: Graph;
  readonly #dying: readonly Registers[];
  readonly #order: readonly NodeId[];
  #position = 0;
  readonly #before: CaseSet[];
  readonly #visits: number[];
  readonly #entrances: readonly number[];
  readonly #keepsAll: boolean;
  readonly #pending = new Set<NodeId>([0]);
  #steps = 0;
  #collapsed = 0;

  constructor(context: SolveContext, telling: Case["telling"]) {
    this.#given = context;
    this.#context = { ...context, summaryOf: (...question) => this.#read(...question) };
    this.#graph = context.unit.graph;
    this.#dying = dyingRegisters(context.unit);
    this.#order = reversePostorder(this.#graph);
    this.#before = this.#graph.nodes.map(() => EMPTY);
    this.#visits = this.#graph.nodes.map(() => 0);
    this.#entrances = countEntrances(this.#graph);
    this.#keepsAll = context.unit.kind !== "module" || context.keepsAll === true;
    this.#before[0] = entryCases(context, telling).reduce(addCase, EMPTY);
  }

  run(limit: number, mostCollapsed = Infinity): Solution {
    for (let node = this.#takeNext(); node; node = this.#takeNext()) {
      this.#visit(node);
      if (this.#steps > limit || this.#collapsed > mostCollapsed) return cutOff(this.#steps);
    }
    const stretch = stretchOf(this.#context.bindings);
    return {
      before: stretch === undefined ? this.#before : this.#before.map((set) => ofStretch(set, stretch)),
      ends: stretch === undefined ? undefined : this.#ends(stretch),
      collapsed: this.#before.reduce((sum, set) => sum + set.collapsed, 0),
      changes: this.#visits.reduce((sum, visits) => sum + visits, 0),
      steps: this.#steps,
      isCutOff: false,
    };
  }

  /** One that is closed is left by another end than one that goes on. */
  #ends(stretch: number): readonly CaseSet[] {
    const all = stretch < OVER ? closedAt(ANY) : ANY;
    const { exit, throwExit } = this.#graph;
    return this.#before.map((set, id) => (id === exit || id === throwExit ? ofStretch(set, all) : EMPTY));
  }

  /**
   * Goes on in the order of nodes and starts over behind the last: a loop's head is visited again when all ways back to it
   * have arrived, not after each.
   */
  #takeNext(): GraphNode | undefined {
    if (this.#pending.size === 0) return undefined;
    for (;;) {
      const id = this.#order[this.#position] ?? 0;
      this.#position = (this.#position + 1) % this.#order.length;
      if (this.#pending.delete(id)) return this.#graph.nodes[id];
    }
  }

  #visit(node: GraphNode): void {
    for (const state of this.#before[node.id]?.cases ?? []) {
      this.#steps += 1;
      for (const outcome of transfer(this.#context, node, state)) this.#follow(node, outcome);
    }
  }

  #read(...[callee, passed, caller]: Parameters<SolveContext["summaryOf"]>): ReturnType<SolveContext["summaryOf"]> {
    const answer = this.#given.summaryOf(callee, passed, caller);
    for (const { state } of answer.summary.exits) this.#steps += costOf(state, caller);
    return answer;
  }

  #follow(node: GraphNode, outcome: Outcome): void {
    const state = without(outcome.state, this.#dying[node.id]);
    for (const edge of node.edges) if (edge.when === outcome.edge) this.#arrive(edge.to, state);
  }

  /** Module code is long and seldom asked about: its plain stretches are run through, not remembered. */
  #isPassedThrough(node: GraphNode): boolean {
    if (this.#keepsAll || !PLAIN.has(node.operation.kind) || this.#entrances[node.id] !== 1) return false;
    return !isGuarded(this.#context.program, node.operation);
  }

  #arrive(start: NodeId, begin: Case): void {
    let id = start;
    let state = begin;
    for (let node = this.#graph.nodes[id]; node && this.#isPassedThrough(node); node = this.#graph.nodes[id]) {
      this.#steps += 1;
      const [outcome, ...others] = transfer(this.#context, node, state);
      const edge = node.edges.find((candidate) => candidate.when === "next");
      if (!outcome || !edge) return;
      for (const other of others) this.#arrive(edge.to, without(other.state, this.#dying[node.id]));
      state = without(outcome.state, this.#dying[node.id]);
      id = edge.to;
    }
    this.#remember(id, state);
  }

  #remember(id: NodeId, state: Case): void {
    const present = this.#before[id] ?? EMPTY;
    const isOut = id === this.#graph.exit || id === this.#graph.throwExit;
    const joined = addCase(
      present,
      isOut && state.rounds.size > 0 ? { ...state, rounds: outerStands(state.rounds) } : state,
    );
    if (joined === present) return;
    this.#collapsed += joined.collapsed - present.collapsed;
    const visits = (this.#visits[id] ?? 0) + 1;
    this.#visits[id] = visits;
    this.#before[id] = visits > MAX_VISITS ? joinAll(joined) : joined;
    this.#pending.add(id);
  }
}

/** What was run to get there is another stretch's. */
const ofStretch = ({ cases, collapsed }: CaseSet, asked: number): CaseSet => ({
  cases: cases.filter(({ stretch }) => isOfStretch(stretch, asked)),
  collapsed,
});

const joinAll = (set: CaseSet): CaseSet => {
  const [first, ...rest] = set.cases;
  return first ? { cases: [rest.reduce(joinCases, first)], collapsed: set.collapsed + rest.length } : set;
};

/**
 * Cases that may be merged, for want of room, as long as they are told apart by what registers name. A function that takes more
 * goes through many places and numbers that are no locks.
 */
const MOST_COLLAPSED = 1000;

const NOTHING: Case["telling"] = new Set();

/** @param limit steps that it may cost */
export const solve = (context: SolveContext, limit = MAX_STEPS): Solution => {
  if (limit <= 0) return cutOff(0);
  const telling = tellingRegisters(context.program, context.unit);
  if (telling.size === 0) return new Solver(context, NOTHING).run(limit);
  const told = new Solver(context, telling).run(limit, MOST_COLLAPSED);
  if (!told.isCutOff) return told;
  const { steps, ...rest } = new Solver(context, NOTHING).run(limit - told.steps);
  return { ...rest, steps: told.steps + steps };
};
