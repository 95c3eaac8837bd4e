// Takes: a lock, what each worker does with it, and what may go wrong. Gives: the first fault that some order of steps
// leads to, with that order. Promises: all orders, exactly: all atomic operations of JavaScript and WebAssembly are
// sequentially consistent, a step makes one, and budgets for spinning are free choices.
// Leaves out: plain reads that are staler than memory (`peek`): a later exchange decides there.
import { ABANDONED, HEAD_WORD, STEAL } from "../lock/layout.js";
import * as EXIT from "../kernel/exit.js";
import type { Host } from "../kernel/host.js";
import type { CompiledBranch } from "./compile.js";
import { HOLDS, ModelState, WORKER } from "./model-state.js";
import type { LockModel, Script } from "./program.js";
import { IntList, StateSet, firstStuck } from "./state-set.js";

export interface Options {
  readonly model: LockModel;
  /** One for each worker. */
  readonly scripts: readonly Script[];
  readonly rounds: number;
  /** Sleepers may wake by themselves, and their slice of time may be over. */
  readonly wakesByItself?: boolean;
  /** One worker may end at any step; a reaper then marks the lock. */
  readonly death?: boolean;
}

export interface Outcome {
  readonly states: number;
  /** Empty when all is well. */
  readonly fault: string;
  /** The steps that lead to the fault. */
  readonly trace: readonly string[];
}

class Fault extends Error {}

const CHOICE = { patient: 0, tired: 1, wakes: 2, timeIsOver: 3, dies: 4 } as const;
const CHOICES = 5;

class Explorer {
  readonly #options: Options;
  readonly #state: ModelState;
  readonly #seen = new StateSet();
  /** For each state: the one before, and the move. */
  readonly #origins = new IntList();
  readonly #edges = new IntList();
  readonly #ends: number[] = [];
  #current = 0;
  readonly #host: Host;

  constructor(options: Options) {
    this.#options = options;
    this.#state = new ModelState(options.model, options.scripts, options.rounds);
    this.#host = {
      wait: (words, word, value) => {
        if (words[word] !== value) return 1;
        this.#state.set(this.#current, WORKER.asleep, word + 1);
        return 0;
      },
      notify: (_words, word) => {
        for (let worker = 0; worker < this.#state.workers; worker++)
          if (this.#state.get(worker, WORKER.asleep) === word + 1 && worker !== this.#state.dead) this.#wake(worker, 0);
      },
      watch: () => undefined,
      pause: () => undefined,
      spins: 0,
    };
  }

  run(): Outcome {
    const work: [number, Int32Array<ArrayBuffer>][] = [];
    let from = 0;
    const visit = (move: number): void => {
      this.#state.normalize();
      const added = this.#seen.add(this.#state.words);
      const number = added < 0 ? -added - 1 : added;
      if (number !== from || added >= 0) this.#edges.push(from, number);
      if (added >= 0) return;
      this.#origins.push(from, move);
      if (this.#ended()) this.#ends.push(number);
      work.push([number, this.#state.words.slice()]);
    };
    visit(0);
    for (let next = work.pop(); next !== undefined; next = work.pop()) {
      from = next[0];
      const fault = this.#successors(next[1], visit);
      if (fault !== undefined) return this.#outcome(fault.message, from, fault.move);
    }
    const stuck = firstStuck(this.#seen.size, this.#edges, this.#ends);
    return stuck < 0 ? this.#outcome("") : this.#outcome("somebody waits for ever", stuck);
  }

  #successors(
    saved: Int32Array<ArrayBuffer>,
    visit: (move: number) => void,
  ): { readonly message: string; readonly move: number } | undefined {
    const agents = this.#options.death === true ? this.#state.workers + 1 : this.#state.workers;
    for (let move = 0; move < agents * CHOICES; move++) {
      this.#state.words.set(saved);
      try {
        if (!this.#move(Math.floor(move / CHOICES), move % CHOICES)) continue;
        this.#checkMarks();
        visit(move);
      } catch (error) {
        if (error instanceof Fault) return { message: error.message, move };
        throw error;
      }
    }
    return undefined;
  }

  #outcome(fault: string, at = 0, last = -1): Outcome {
    const moves: number[] = last < 0 ? [] : [last];
    for (let state = at; state > 0; state = this.#origins.at(2 * state)) moves.push(this.#origins.at(2 * state + 1));
    return { states: this.#seen.size, fault, trace: fault === "" ? [] : this.#replay(moves.reverse()) };
  }

  /** Runs the moves again from the start and says what they were. */
  #replay(moves: readonly number[]): string[] {
    const { model, scripts, rounds } = this.#options;
    this.#state.words.set(new ModelState(model, scripts, rounds).words);
    return moves.map((move) => {
      const worker = Math.floor(move / CHOICES);
      const choice = Object.keys(CHOICE)[move % CHOICES] ?? "";
      const line = `${String(worker)} ${this.#state.machine(worker).machine.name}.${this.#state.step(worker).name} ${choice}`;
      try {
        this.#move(worker, move % CHOICES);
      } catch (error) {
        if (!(error instanceof Fault)) throw error;
      }
      this.#state.normalize();
      return line;
    });
  }

  /** Once the reaper has ended, its marks stay, whoever else still writes. */
  #checkMarks(): void {
    const { words, workers, dead } = this.#state;
    if (dead < 0 || this.#state.get(workers, WORKER.rounds) > 0) return;
    if (((words[0] ?? 0) & ABANDONED) === 0 || (this.#options.model.tickets && words[HEAD_WORD] !== -1))
      throw new Fault("a mark of the reaper was lost");
  }

  #ended(): boolean {
    const { workers, dead } = this.#state;
    for (let worker = 0; worker < workers; worker++)
      if (worker !== dead && this.#state.get(worker, WORKER.rounds) > 0) return false;
    return dead < 0 || this.#state.get(workers, WORKER.rounds) === 0;
  }

  /** Makes a move where it is possible. */
  #move(worker: number, choice: number): boolean {
    const state = this.#state;
    if (worker === state.dead || state.get(worker, WORKER.rounds) === 0) return false;
    if (worker === state.workers && state.dead < 0) return false;
    const asleep = state.get(worker, WORKER.asleep) > 0;
    switch (choice) {
      case CHOICE.patient:
        return !asleep && this.#step(worker, false);
      case CHOICE.tired:
        return !asleep && state.step(worker).spins && this.#step(worker, true);
      case CHOICE.wakes:
        return asleep && this.#options.wakesByItself === true && this.#wake(worker, 0);
      case CHOICE.timeIsOver:
        return asleep && this.#options.wakesByItself === true && this.#wake(worker, 2);
      default:
        return this.#die(worker);
    }
  }

  #die(worker: number): boolean {
    const state = this.#state;
    if (this.#options.death !== true || state.dead >= 0 || worker === state.workers) return false;
    state.dead = worker;
    return true;
  }

  #step(worker: number, tired: boolean): boolean {
    const state = this.#state;
    if (state.get(worker, WORKER.step) === 0 && state.get(worker, WORKER.stage) === 0) this.#beginCall(worker);
    this.#current = worker;
    state.step(worker).run(state.words, 0, state.words, state.place(worker) + WORKER.variables, this.#host);
    if (state.get(worker, WORKER.asleep) === 0) this.#proceed(worker, tired);
    return true;
  }

  #beginCall(worker: number): void {
    this.#state.begin(worker);
    if (this.#state.call(worker)?.hold === "none") this.#state.set(worker, WORKER.hold, HOLDS.none);
  }

  #wake(worker: number, how: number): boolean {
    const state = this.#state;
    state.set(worker, WORKER.asleep, 0);
    state.set(worker, WORKER.variables + state.step(worker).waits, how);
    this.#proceed(worker, false);
    return true;
  }

  /** Takes the branch; steps without an access and without a choice follow at once. */
  #proceed(worker: number, tired: boolean): void {
    const state = this.#state;
    for (;;) {
      const step = state.step(worker);
      const branch = step.branches[step.next(state.words, state.place(worker) + WORKER.variables, tired)];
      if (branch === undefined) throw new Error(`\`${step.name}\` has no branch that holds`);
      this.#note(worker, branch);
      if (branch.exit >= 0) {
        this.#exit(worker, branch.exit);
        return;
      }
      state.set(worker, WORKER.step, branch.step);
      const next = state.step(worker);
      if (next.accesses || next.spins) return;
    }
  }

  #note(worker: number, { mark }: CompiledBranch): void {
    const state = this.#state;
    if (mark === "queue") state.line = [...state.line, worker];
    if (mark !== "enter") return;
    const { line } = state;
    const word = state.words[0] ?? 0;
    if (line.includes(worker)) {
      if (line[0] !== worker) throw new Fault("a worker entered out of turn");
      state.line = line.slice(1);
    } else if (line.length > 0 && (this.#options.model.strict || (word & STEAL) === 0))
      throw new Fault("a newcomer passed a waiter that was awake");
    if ((word & ABANDONED) !== 0) throw new Fault("a worker entered an abandoned lock");
  }

  #exit(worker: number, exit: number): void {
    const state = this.#state;
    const call = state.call(worker);
    const stage = state.get(worker, WORKER.stage);
    if (call === undefined) throw new Error("no call");
    state.set(worker, WORKER.step, 0);
    if (exit === EXIT.busy && stage + 1 < call.machines.length) {
      state.set(worker, WORKER.stage, stage + 1);
      state.begin(worker);
      return;
    }
    state.set(worker, WORKER.stage, 0);
    if (exit === EXIT.done) {
      if (call.hold !== "none") this.#enter(worker, HOLDS[call.hold]);
      this.#goOn(worker, call.then);
    } else if (exit === EXIT.busy && call.busy !== undefined) this.#goOn(worker, call.busy);
    else if (exit === EXIT.abandoned && call.abandoned !== undefined) this.#goOn(worker, call.abandoned);
    else if (exit === EXIT.abandoned && state.dead >= 0) this.#leaveForGood(worker);
    else throw new Fault(`\`${call.machines[stage] ?? ""}\` ended with exit ${String(exit)}`);
  }

  #enter(worker: number, hold: number): void {
    const state = this.#state;
    state.set(worker, WORKER.hold, hold);
    for (let other = 0; other < state.workers; other++) {
      const theirs = state.get(other, WORKER.hold);
      if (other !== worker && theirs !== HOLDS.none && (hold === HOLDS.exclusive || theirs === HOLDS.exclusive))
        throw new Fault("two workers hold the lock");
    }
  }

  #goOn(worker: number, call: number): void {
    const state = this.#state;
    const ends = call >= state.script(worker).length;
    state.set(worker, WORKER.call, ends ? 0 : call);
    if (ends) state.set(worker, WORKER.rounds, state.get(worker, WORKER.rounds) - 1);
  }

  #leaveForGood(worker: number): void {
    this.#state.set(worker, WORKER.rounds, 0);
    this.#state.set(worker, WORKER.call, 0);
    this.#state.line = this.#state.line.filter((one) => one !== worker);
  }
}

/** Runs the program in every order. */
export const explore = (options: Options): Outcome => new Explorer(options).run();
