import type { FunctionId } from "../ir/operation.js";
import type { ProgramFacts } from "../solve/context.js";
import { MAX_STEPS } from "../solve/solve.js";
import { relevantFunctions } from "./relevant-functions.js";

/**
 * Steps that a whole program may cost, and the share of each operation in it. What comes after is cut off: a function that calls
 * thousands of others, which call it again, would be solved again and again.
 */
const STEPS_OF_PROGRAM = 2_000_000;
const STEPS_OF_OPERATION = 2;

/** A program that costs more, as it does where it has more operations, is followed only where it can matter to a finding. */
const STEPS_FOR_ALL = 500_000;

const operationsIn = ({ functions }: ProgramFacts): number => {
  let operations = 0;
  for (const { graph } of functions.values()) operations += graph.nodes.length;
  return operations;
};

/** How much a program may cost, has cost, and who is worth it. */
export class Effort {
  readonly #program: ProgramFacts;
  readonly #operations: number;
  readonly #affordable: number;
  readonly #forAll: number;
  #steps = 0;
  #relevant: ReadonlySet<FunctionId> | undefined;

  /** @param forAll steps up to which every function is followed */
  constructor(program: ProgramFacts, forAll = STEPS_FOR_ALL) {
    this.#program = program;
    this.#forAll = forAll;
    this.#operations = operationsIn(program);
    this.#affordable = STEPS_OF_PROGRAM + this.#operations * STEPS_OF_OPERATION;
  }

  spend(steps: number): void {
    this.#steps += steps;
  }

  /** Steps that one solution may cost now. */
  get limit(): number {
    return this.isVain ? 0 : Math.min(this.#affordable - this.#steps, MAX_STEPS);
  }

  /** Can matter to a finding. */
  isRelevant(id: FunctionId): boolean {
    return this.#relevantOnes.has(id);
  }

  /** Is to be solved without what functions that cannot matter either write and return. */
  isAlone(id: FunctionId): boolean {
    return this.#isMuch && !this.isRelevant(id);
  }

  /** No function can matter. */
  get isVain(): boolean {
    return this.#isMuch && this.#relevantOnes.size === 0;
  }

  get #isMuch(): boolean {
    return Math.max(this.#steps, this.#operations) > this.#forAll;
  }

  get #relevantOnes(): ReadonlySet<FunctionId> {
    this.#relevant ??= relevantFunctions(this.#program);
    return this.#relevant;
  }
}
