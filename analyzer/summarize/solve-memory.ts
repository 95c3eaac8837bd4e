import type { Contract, Role } from "../contract/contract.js";
import type { Case } from "../domain/case.js";
import type { Summary } from "../domain/summary.js";
import type { Value } from "../domain/value.js";
import { Invariant } from "../finding/errors.js";
import type { FunctionUnit } from "../ir/graph.js";
import { ofEach } from "../ir/of-each.js";
import type { FunctionId } from "../ir/operation.js";
import type { AskedFacts, Bindings, FunctionHead, Lookup, Passed, SolveContext } from "../solve/context.js";
import { solve, type Solution } from "../solve/solve.js";
import { equal } from "./equal.js";
import type { SolvedInstance } from "./instance.js";
import { summaryOfSolution } from "./summary-of-solution.js";

export interface Solved {
  readonly solution: Solution;
  readonly summary: Summary;
}

type Answer = ReturnType<SolveContext["summaryOf"]>;

/** A function, and what it is to be solved for. */
export interface Wanted {
  readonly unit: FunctionUnit;
  readonly bindings: Bindings;
  /** Equal keys: the same instance. */
  readonly key: string;
}

/** How the program answers questions for summaries. */
export interface Callees {
  wanted(callee: FunctionId, passed: Passed, caller: Case): Wanted;
  read(reader: string, wanted: Wanted): Answer;
}

/** What is asked of the program by way of an instance's context: for its facts, and for summaries of callees. */
export type Step =
  | { readonly kind: "fact"; readonly of: keyof AskedFacts; readonly key: string; readonly answer: unknown }
  | {
      readonly kind: "call";
      readonly callee: FunctionId;
      readonly passed: Passed;
      readonly caller: Case;
      readonly wanted: Wanted;
      readonly answer: Answer;
    };

/** One run of the solver: with equal answers to the same questions it would run the same way again. */
interface Run extends Solved {
  readonly unit: FunctionUnit;
  readonly bindings: Bindings;
  readonly steps: readonly Step[];
  /** The first step of those that ask the same, as long as the functions that are called are the same. */
  readonly firstSteps: readonly Step[];
}

const questionOf = (step: Step): string =>
  step.kind === "fact" ? `${step.of} ${step.key}` : `summary ${step.wanted.key}`;

/** In one run the same question has one answer: a callee that is not being solved just now is settled. */
const firstOf = (steps: readonly Step[]): readonly Step[] => {
  const first = new Map<string, Step>();
  for (const step of steps) if (!first.has(questionOf(step))) first.set(questionOf(step), step);
  return [...first.values()];
};

const sameAnswer = (before: Answer, now: Answer): boolean =>
  before.instance.key === now.instance.key && equal(before.summary, now.summary);

/** Heads are parts of whole functions, of which the rest does not count. */
const headOf = ofEach(({ graph: _graph, span: _span, nameSpan: _name, ...head }: FunctionUnit): FunctionHead => head);

/** A fact as solving sees it. The facts of constants are kept in cases, so this one object stands for those of all versions. */
class NotedLookup<Value> implements Lookup<Value> {
  readonly #of: keyof AskedFacts;
  readonly #note: (step: Step) => void;
  facts: Lookup<Value> = new Map<string, Value>();

  constructor(of: keyof AskedFacts, note: (step: Step) => void) {
    this.#of = of;
    this.#note = note;
  }

  get(key: string): Value | undefined {
    const answer = this.facts.get(key);
    this.#note({ kind: "fact", of: this.#of, key, answer });
    return answer;
  }

  has(key: string): boolean {
    return this.get(key) !== undefined;
  }
}

/**
 * Solutions of an earlier version of a program (build systems call the records *verifying traces*; Mokhov, Mitchell, Peyton Jones,
 * Build systems à la carte, ICFP 2018). Solving is a function of a graph, its bindings and the answers that it gets, so a run
 * stands where the same questions, asked again in order, have equal answers: summaries with their positions, so that no finding
 * can tell the difference. Asking in order also has the callees solved as solving would have.
 */
export class SolveMemory {
  #before: ReadonlyMap<string, readonly Run[]> = new Map();
  #now = new Map<string, Run[]>();
  #instances: ReadonlyMap<string, SolvedInstance> = new Map();
  /** Who notes the steps of what is under way, the innermost last. */
  readonly #open: ((step: Step) => void)[] = [];
  #functions: Lookup<FunctionUnit> = new Map<FunctionId, FunctionUnit>();
  #callees: Callees | undefined;
  readonly #note = (step: Step): void => {
    this.#open.at(-1)?.(step);
  };
  readonly #asked = {
    functions: new NotedLookup<FunctionHead>("functions", this.#note),
    contracts: new NotedLookup<Contract>("contracts", this.#note),
    roles: new NotedLookup<Role>("roles", this.#note),
    propertyFunctions: new NotedLookup<readonly FunctionId[]>("propertyFunctions", this.#note),
    guards: new NotedLookup<string>("guards", this.#note),
    constants: new NotedLookup<Value>("constants", this.#note),
  };

  /** Starts a new version of the program; only runs of the last one are remembered. */
  open(facts: Omit<AskedFacts, "functions"> & { readonly functions: Lookup<FunctionUnit> }, callees: Callees): void {
    this.#before = this.#now;
    this.#now = new Map();
    this.#functions = facts.functions;
    this.#callees = callees;
    this.#asked.functions.facts = {
      has: (key) => facts.functions.has(key),
      get: (key) => {
        const unit = facts.functions.get(key);
        return unit && headOf(unit);
      },
    };
    this.#asked.contracts.facts = facts.contracts;
    this.#asked.roles.facts = facts.roles;
    this.#asked.propertyFunctions.facts = facts.propertyFunctions;
    this.#asked.guards.facts = facts.guards;
    this.#asked.constants.facts = facts.constants;
  }

  /** Stands for the same context in all versions, since an instance that nothing has changed is handed out again. */
  context(key: string, unit: FunctionUnit, bindings: Bindings): SolveContext {
    const summaryOf: SolveContext["summaryOf"] = (callee, passed, caller) => {
      const callees = this.#opened();
      const wanted = callees.wanted(callee, passed, caller);
      const answer = callees.read(key, wanted);
      this.#note({ kind: "call", callee, passed, caller, wanted, answer });
      return answer;
    };
    return { program: this.#asked, unit, bindings, summaryOf };
  }

  /** Has all that is asked by way of contexts noted. */
  noting<Result>(note: (step: Step) => void, run: () => Result): Result {
    this.#open.push(note);
    try {
      return run();
    } finally {
      this.#open.pop();
    }
  }

  /** A fact as contexts see it, asked by nobody. */
  fact(of: keyof AskedFacts, key: string): unknown {
    return this.#asked[of].facts.get(key);
  }

  /** Puts instances of the last version in the place of new ones whose runs still stand: what was found of them is theirs. */
  keep(instances: Map<string, SolvedInstance>): void {
    for (const [key, instance] of instances) {
      const before = this.#instances.get(key);
      const { unit, solution, summary } = instance;
      if (before?.unit === unit && before.solution === solution && equal(before.summary, summary))
        instances.set(key, before);
    }
    this.#instances = new Map(instances);
  }

  solve(key: string, context: SolveContext): Solved {
    const { unit, bindings } = context;
    const runs = this.#before.get(key) ?? [];
    const run =
      runs.find((each) => each.unit === unit && equal(each.bindings, bindings) && this.#stands(each, key)) ??
      this.#run(context);
    this.#now.set(key, [...(this.#now.get(key) ?? []), run]);
    return run;
  }

  #run(context: SolveContext): Run {
    const steps: Step[] = [];
    const note = (step: Step): void => void steps.push(step);
    return this.noting(note, () => {
      const { unit, bindings } = context;
      const solution = solve(context);
      const contract = unit.contract === undefined ? undefined : this.#asked.contracts.get(unit.contract);
      const summary = summaryOfSolution(unit, contract, solution);
      return { unit, bindings, steps, firstSteps: firstOf(steps), solution, summary };
    });
  }

  #stands({ steps, firstSteps }: Run, key: string): boolean {
    const isWantedAgain = firstSteps.every((step) => step.kind === "fact" || this.#isSame(step.wanted));
    return (isWantedAgain ? firstSteps : steps).every((step) =>
      step.kind === "fact"
        ? equal(step.answer, this.fact(step.of, step.key))
        : sameAnswer(step.answer, this.#answerTo(step, key)),
    );
  }

  #isSame({ unit }: Wanted): boolean {
    return this.#functions.get(unit.id) === unit;
  }

  /** Of a function that is the same, the same is wanted. */
  #answerTo({ callee, passed, caller, wanted }: Extract<Step, { kind: "call" }>, reader: string): Answer {
    const callees = this.#opened();
    return callees.read(reader, this.#isSame(wanted) ? wanted : callees.wanted(callee, passed, caller));
  }

  #opened(): Callees {
    if (this.#callees === undefined) throw new Invariant("no program is open");
    return this.#callees;
  }
}
