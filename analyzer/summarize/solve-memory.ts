import type { Case } from "../domain/case.js";
import type { Summary } from "../domain/summary.js";
import { Invariant } from "../finding/errors.js";
import type { FunctionUnit } from "../ir/graph.js";
import type { FunctionId } from "../ir/operation.js";
import type { AskedFacts, Bindings, Lookup, Passed, SolveContext } from "../solve/context.js";
import { NotedFacts, type FactStep, type VersionFacts } from "../solve/noted-facts.js";
import { solve, type Solution } from "../solve/solve.js";
import { stretchOf } from "../solve/stretch.js";
import { equal } from "../solve/equal.js";
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
  | FactStep
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
  readonly limit: number;
  readonly steps: readonly Step[];
  /** The first step of those that ask the same, as long as the functions that are called are the same. */
  readonly firstSteps: readonly Step[];
}

/** What the solver knows when it runs an instance: made of that instance's part and the memory that it lives in. */
export class InstanceContext implements SolveContext {
  readonly key: string;
  readonly program: AskedFacts;
  readonly unit: FunctionUnit;
  readonly bindings: Bindings;
  readonly summaryOf: SolveContext["summaryOf"];

  constructor(key: string, { program, unit, bindings, summaryOf }: SolveContext) {
    this.key = key;
    this.program = program;
    this.unit = unit;
    this.bindings = bindings;
    this.summaryOf = summaryOf;
  }
}

/** What is remembered of a version. */
export interface KeptSolving {
  readonly runs: ReadonlyMap<string, readonly Run[]>;
  readonly instances: ReadonlyMap<string, SolvedInstance>;
}

const questionOf = (step: Step): string =>
  step.kind === "fact" ? `${step.of} ${step.key}` : `summary ${step.wanted.key}`;

/** Whether a run with another limit would have ended the same way. */
const endsAlike = ({ limit, solution: { isCutOff, steps } }: Run, now: number): boolean =>
  isCutOff ? limit === now : steps <= now;

/** In one run the same question has one answer: a callee that is not being solved just now is settled. */
const firstOf = (steps: readonly Step[]): readonly Step[] => {
  const first = new Map<string, Step>();
  for (const step of steps) if (!first.has(questionOf(step))) first.set(questionOf(step), step);
  return [...first.values()];
};

const sameAnswer = (before: Answer, now: Answer): boolean =>
  before.instance.key === now.instance.key && equal(before.summary, now.summary);

/**
 * Solutions of an earlier version of a program (build systems call the records *verifying traces*; Mokhov, Mitchell, Peyton Jones,
 * Build systems à la carte, ICFP 2018). Solving is a function of a graph, its bindings and the answers that it gets, so a run
 * stands where the same questions, asked again in order, have equal answers: summaries with their positions, so that no finding
 * can tell the difference. Asking in order also has the callees solved as solving would have.
 */
export class SolveMemory {
  #before: ReadonlyMap<string, readonly Run[]> = new Map();
  #now = new Map<string, readonly Run[]>();
  #instances: ReadonlyMap<string, SolvedInstance> = new Map();
  /** Functions of the last version, and those of them with an instance that was known. */
  counts = { all: 0, known: 0 };
  /** Who notes the steps of what is under way, the innermost last. */
  readonly #open: ((step: Step) => void)[] = [];
  #functions: Lookup<FunctionUnit> = new Map<FunctionId, FunctionUnit>();
  #callees: Callees | undefined;
  readonly #note = (step: Step): void => {
    this.#open.at(-1)?.(step);
  };
  readonly #facts = new NotedFacts(this.#note);

  /** Starts a new version of the program; only runs of the last one are remembered. */
  open(facts: VersionFacts, callees: Callees): void {
    this.#before = this.#now;
    this.#now = new Map();
    this.#functions = facts.functions;
    this.#callees = callees;
    this.#facts.open(facts);
  }

  /** Stands for the same context in all versions, since an instance that nothing has changed is handed out again. */
  context(key: string, unit: FunctionUnit, bindings: Bindings): InstanceContext {
    const summaryOf: SolveContext["summaryOf"] = (callee, passed, caller) => {
      const callees = this.#opened();
      const wanted = callees.wanted(callee, passed, caller);
      const answer = callees.read(key, wanted);
      this.#note({ kind: "call", callee, passed, caller, wanted, answer });
      return answer;
    };
    return new InstanceContext(key, { program: this.#facts.asked, unit, bindings, summaryOf });
  }

  /** The constants that cases name. */
  get constants(): Case["constants"] {
    return this.#facts.asked.constants;
  }

  /** All that is remembered of the last version, as data. */
  kept(): KeptSolving {
    return { runs: this.#now, instances: this.#instances };
  }

  restore({ runs, instances }: KeptSolving): void {
    this.#now = new Map(runs);
    this.#instances = instances;
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
    return this.#facts.fact(of, key);
  }

  /** Puts instances of the last version in the place of new ones whose runs still stand: what was found of them is theirs. */
  keep(instances: Map<string, SolvedInstance>): void {
    const [all, known] = [new Set<FunctionId>(), new Set<FunctionId>()];
    for (const [key, instance] of instances) {
      const before = this.#instances.get(key);
      const { unit, solution, summary } = instance;
      const isKnown = before?.unit === unit && before.solution === solution && equal(before.summary, summary);
      if (isKnown) instances.set(key, before);
      all.add(unit.id);
      if (isKnown) known.add(unit.id);
    }
    this.counts = { all: all.size, known: known.size };
    this.#instances = new Map(instances);
  }

  /** @param limit steps that a solution may cost */
  solve(key: string, context: SolveContext, limit: number): Solved {
    const { unit, bindings } = context;
    const runs = this.#before.get(key) ?? [];
    const run =
      runs.find(
        (each) =>
          each.unit === unit && endsAlike(each, limit) && equal(each.bindings, bindings) && this.#stands(each, key),
      ) ?? this.#run(context, limit);
    this.#now.set(key, [...(this.#now.get(key) ?? []), run]);
    return run;
  }

  #run(context: SolveContext, limit: number): Run {
    const steps: Step[] = [];
    const note = (step: Step): void => void steps.push(step);
    return this.noting(note, () => {
      const { unit, bindings } = context;
      const solution = solve(context, limit);
      const contract = unit.contract === undefined ? undefined : this.#facts.asked.contracts.get(unit.contract);
      const summary = summaryOfSolution(unit, contract, solution, stretchOf(bindings));
      return { unit, bindings, limit, steps, firstSteps: firstOf(steps), solution, summary };
    });
  }

  #stands({ steps, firstSteps }: Run, key: string): boolean {
    const isWantedAgain = firstSteps.every((step) => step.kind === "fact" || this.#isSame(step.wanted));
    return (isWantedAgain ? firstSteps : steps).every((step) =>
      step.kind === "fact" ? this.#facts.stillHolds(step) : sameAnswer(step.answer, this.#answerTo(step, key)),
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
