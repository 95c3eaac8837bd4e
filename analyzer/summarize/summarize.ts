/**
 * summarize: function → what its callers see, to a fixpoint; then entry levels top-down (entries.ts).
 * Takes the program and the order of components; gives every instance with its solution and summary.
 * Promises: ends; a summary is never read before all that it depends on has settled, recursion included.
 * Leaves out: entry levels (see entries.ts) and findings; in a large program, what functions that cannot matter do to each other
 * (see effort.ts).
 */
import type { CallGraph } from "../connect/connect.js";
import type { Case } from "../domain/case.js";
import { NO_EXIT, NOT_FOLLOWED, summaryText, type Instance, type Summary } from "../domain/summary.js";
import { Invariant } from "../finding/errors.js";
import type { FunctionUnit } from "../ir/graph.js";
import type { FunctionId } from "../ir/operation.js";
import type { Bindings, Passed, ProgramFacts } from "../solve/context.js";
import { bindingsOf, instanceKey, onlyFunctions, onlyStretch } from "./bindings.js";
import { Effort } from "./effort.js";
import type { SolvedInstance } from "./instance.js";
import { Pending } from "./pending.js";
import { SolveMemory, type Callees, type Wanted } from "./solve-memory.js";

export interface Summaries {
  readonly instances: ReadonlyMap<string, SolvedInstance>;
  /** The instance that a call with these arguments runs. */
  instanceOf(id: FunctionId, passed: Passed, caller: Case): SolvedInstance | undefined;
  /** What was asked to solve them, and what is asked by way of their contexts. */
  readonly asked: Pick<SolveMemory, "fact" | "noting">;
}

/** Recursion that still changes after so many rounds is taken to leave nothing known: a guard. */
const MAX_ROUNDS = 30;
const MAX_DEPTH = 60;
/** A function that is called with more different modes than this is solved once for the others. */
const MAX_INSTANCES = 16;
/** A function that is passed on and on, wrapped anew each time, is solved once for any function in the end. */
const MAX_KEY = 600;

const NOTHING: Bindings = new Map();

const wantedFor = (unit: FunctionUnit, bindings: Bindings): Wanted => ({
  unit,
  bindings,
  key: instanceKey(unit.id, bindings),
});

/** What a function that is solved alone finds of those that cannot matter. */
const notFollowed = (id: FunctionId): { instance: Instance; summary: Summary } => ({
  instance: { key: id, function: id },
  summary: NOT_FOLLOWED,
});

class Summarizer implements Summaries, Callees {
  readonly instances = new Map<string, SolvedInstance>();
  readonly asked: SolveMemory;
  readonly #program: ProgramFacts;
  readonly #order: ReadonlyMap<FunctionId, number>;
  readonly #pending = new Pending();
  readonly #running = new Set<string>();
  readonly #counts = new Map<FunctionId, number>();
  readonly #effort: Effort;

  constructor(program: ProgramFacts, order: ReadonlyMap<FunctionId, number>, memory: SolveMemory, effort: Effort) {
    this.#program = program;
    this.asked = memory;
    memory.open(program, this);
    this.#order = order;
    this.#effort = effort;
  }

  instanceOf(id: FunctionId, passed: Passed, caller: Case): SolvedInstance | undefined {
    const unit = this.#program.functions.get(id);
    const instance = unit && this.#ensure(wantedFor(unit, bindingsOf(unit, passed, caller)));
    this.#settle();
    return instance;
  }

  /** Callers first: what they call is solved on the way, for what they pass. */
  solveAll(onProgress: (done: number, total: number) => void): void {
    const ids = [...this.#order.keys()].reverse();
    for (const [index, id] of ids.entries()) {
      const unit = this.#program.functions.get(id);
      if (unit && (!this.#counts.has(id) || this.#isForAny(unit))) this.#ensure(wantedFor(unit, NOTHING));
      this.#settle();
      onProgress(index + 1, ids.length);
      if (this.#effort.isVain) break;
    }
    if (this.#effort.isVain) this.instances.clear();
    this.asked.keep(this.instances);
  }

  /** What tags say of arguments is held to whatever may be passed, not only to what the program passes. */
  #isForAny({ contract: key }: FunctionUnit): boolean {
    const contract = key === undefined ? undefined : this.#program.contracts.get(key);
    return [...(contract?.locks ?? []), ...(contract?.cases ?? [])].some(({ when }) => when?.kind === "argument");
  }

  /** What is wanted, or less of it where that would be too much. */
  #allowed(wanted: Wanted): Wanted {
    const { unit } = wanted;
    const isAllowed = ({ key, bindings }: Wanted): boolean => {
      const max = this.#effort.isAlone(unit.id) ? 0 : MAX_INSTANCES;
      const isFull = (this.#counts.get(unit.id) ?? 0) >= max && bindings.size > 0;
      return this.instances.has(key) || (key.length <= MAX_KEY && !isFull);
    };
    if (isAllowed(wanted)) return wanted;
    const functions = wantedFor(unit, onlyFunctions(wanted.bindings));
    return isAllowed(functions) ? functions : wantedFor(unit, onlyStretch(wanted.bindings));
  }

  #ensure(wanted: Wanted): SolvedInstance {
    const { key, unit, bindings } = this.#allowed(wanted);
    const known = this.instances.get(key);
    if (known) return known;
    const instance: SolvedInstance = {
      key,
      unit,
      bindings,
      context: this.asked.context(key, unit, bindings),
      summary: NO_EXIT,
      solution: { before: [], collapsed: 0, changes: 0, steps: 0, isCutOff: false },
      isAlone: false,
      readers: new Set(),
      visits: 0,
    };
    this.instances.set(key, instance);
    this.#counts.set(unit.id, (this.#counts.get(unit.id) ?? 0) + 1);
    if (this.#running.size < MAX_DEPTH) this.#solve(instance);
    else this.#wait(key);
    return instance;
  }

  wanted(callee: FunctionId, passed: Passed, caller: Case): Wanted {
    const unit = this.#program.functions.get(callee);
    if (!unit) throw new Invariant(`no function ${callee}`);
    return wantedFor(unit, bindingsOf(unit, passed, caller));
  }

  read(reader: string, wanted: Wanted): { instance: Instance; summary: Summary } {
    const { id } = wanted.unit;
    if (this.instances.get(reader)?.isAlone === true && !this.#effort.isRelevant(id)) return notFollowed(id);
    const instance = this.#ensure(wanted);
    instance.readers.add(reader);
    return { instance: { key: instance.key, function: id }, summary: instance.summary };
  }

  #solve(instance: SolvedInstance): void {
    if (this.#running.has(instance.key)) return;
    this.#running.add(instance.key);
    instance.visits += 1;
    instance.isAlone = this.#effort.isAlone(instance.unit.id);
    const solved = this.asked.solve(instance.key, instance.context, this.#effort.limit);
    this.#effort.spend(solved.solution.steps);
    instance.solution = solved.solution;
    const found = instance.isAlone ? { ...solved.summary, isVague: true } : solved.summary;
    const summary = instance.visits > MAX_ROUNDS ? instance.summary : found;
    this.#running.delete(instance.key);
    const isAwaited = instance.visits > 1 || instance.readers.size > 0;
    if (isAwaited && summaryText(summary) === summaryText(instance.summary)) return;
    instance.summary = summary;
    for (const reader of instance.readers) this.#wait(reader);
  }

  /** Callees first, so that most instances are solved once. */
  #settle(): void {
    for (let key = this.#pending.take(); key !== undefined; key = this.#pending.take()) {
      const instance = this.instances.get(key);
      if (instance) this.#solve(instance);
    }
  }

  #wait(key: string): void {
    const instance = this.instances.get(key);
    this.#pending.add(key, instance ? (this.#order.get(instance.unit.id) ?? 0) : 0);
  }
}

export const summarize = (
  program: ProgramFacts,
  graph: CallGraph,
  onProgress: (done: number, total: number) => void = () => undefined,
  memory = new SolveMemory(),
  effort = new Effort(program),
): Summaries => {
  const order = new Map(graph.components.flat().map((id, index) => [id, index]));
  const summarizer = new Summarizer(program, order, memory, effort);
  summarizer.solveAll(onProgress);
  return summarizer;
};
