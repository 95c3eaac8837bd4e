// Takes: a lock kind, workers and rounds. Gives: what every possible order of their steps leads to.
// Promises: all interleavings, exactly: the steps are the production code's own, each makes one sequentially consistent
// access, and spin budgets are free choices. Checks mutual exclusion, order, lost wake-ups, and that every state can end.
// Leaves out: time-outs of sleeps unless asked for (with them a lost wake-up would only be slow, and go unseen).
import { AT, type Attempt, type Parking } from "../lock/attempt.js";
import { stepAcquire } from "../lock/acquire-steps.js";
import { stepRelease } from "../lock/release-steps.js";
import { FIRST_SLOT_WORD, SLEEPERS_MASK, slotOf, type LockKind } from "../lock/layout.js";
import { LOCK_WORDS, WORKER_WORDS, isLive, mayStillSleep } from "./explored-state.js";

export interface Program {
  readonly kind: LockKind;
  readonly workers: number;
  readonly rounds: number;
  /** Sleepers may wake at any time. */
  readonly spuriousWakes?: boolean;
  /** Queued locks promise order of arrival to all, ordinary ones only to those who queue. */
  readonly strictOrder: boolean;
  readonly stepAcquire?: typeof stepAcquire;
  readonly stepRelease?: typeof stepRelease;
}

export interface Outcome {
  readonly states: number;
  /** Empty when all is well. */
  readonly fault: string;
}

interface Worker {
  attempt: Attempt;
  /** Rounds that are still to do, counting the present one. */
  rounds: number;
  releasing: boolean;
  /** Word on which it sleeps, or -1. */
  asleep: number;
}

class Fault extends Error {}

const CHOICES = 3;

/** Runs the program in every order. */
export const exploreLock = (program: Program): Outcome => new Explorer(program).run();

class Explorer {
  readonly #program: Program;
  readonly #words = new Int32Array(new SharedArrayBuffer(LOCK_WORDS * 4));
  readonly #workers: Worker[];
  /** Who waits, in order of arrival. */
  #line: number[] = [];
  #holder = -1;
  #current = 0;
  readonly #parking: Parking = {
    sleep: (words, word, value) => {
      if (words[word] === value) this.#worker(this.#current).asleep = word;
    },
    wake: (_words, word) => {
      for (const worker of this.#workers) if (worker.asleep === word) worker.asleep = -1;
    },
  };

  constructor(program: Program) {
    this.#program = program;
    this.#workers = Array.from({ length: program.workers }, (_, number) => ({
      attempt: this.#attempt(number + 1),
      rounds: program.rounds,
      releasing: false,
      asleep: -1,
    }));
  }

  #attempt(me: number): Attempt {
    const { kind } = this.#program;
    return { at: AT.look, words: this.#words, index: 0, kind, me, exact: true, seen: 0, ticket: 0, slot: 0 };
  }

  #worker(number: number): Worker {
    const worker = this.#workers[number];
    if (worker === undefined) throw new Fault(`no worker ${String(number)}`);
    return worker;
  }

  run(): Outcome {
    const numbers = new Map<string, number>();
    const states: Int32Array[] = [];
    const edges: number[][] = [];
    const visit = (): number => {
      const state = this.#save();
      const key = String.fromCharCode(...new Uint16Array(state.buffer));
      const known = numbers.get(key);
      if (known !== undefined) return known;
      numbers.set(key, states.length);
      edges.push([]);
      return states.push(state) - 1;
    };
    visit();
    try {
      for (let n = 0; n < states.length; n++) edges[n] = this.#successors(states[n] ?? new Int32Array(0), visit);
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      return { states: states.length, fault: error.message };
    }
    return { states: states.length, fault: this.#stuck(states, edges) };
  }

  #successors(state: Int32Array, visit: () => number): number[] {
    const next: number[] = [];
    for (let worker = 0; worker < this.#workers.length; worker++)
      for (let choice = 0; choice < CHOICES; choice++) {
        this.#restore(state);
        if (this.#move(worker, choice)) next.push(visit());
      }
    return next;
  }

  /** Choice 0 and 1: a step, still patient or tired of spinning. Choice 2: a sleeper wakes by itself. */
  #move(number: number, choice: number): boolean {
    const worker = this.#worker(number);
    if (worker.rounds === 0) return false;
    if (choice === 2) {
      if (worker.asleep < 0 || this.#program.spuriousWakes !== true) return false;
      worker.asleep = -1;
      return true;
    }
    if (worker.asleep >= 0) return false;
    const spinning = worker.attempt.at === AT.awaitTurn || worker.attempt.at === AT.head;
    if (choice === 1 && (worker.releasing || !spinning)) return false;
    this.#current = number;
    if (worker.releasing) this.#release(worker);
    else this.#acquire(number, worker, choice === 1);
    return true;
  }

  #acquire(number: number, worker: Worker, tired: boolean): void {
    const a = worker.attempt;
    const before = a.at;
    (this.#program.stepAcquire ?? stepAcquire)(a, this.#parking, tired);
    if (a.at >= AT.mixedUse) throw new Fault("refused");
    if (before === AT.enqueue && a.at === AT.awaitTurn) this.#line.push(number);
    if (before === AT.take && a.at === AT.done) this.#enter(number, this.#program.strictOrder && this.#line.length > 0);
    if (before === AT.takeAsHead && a.at === AT.passHead) this.#enter(number, this.#line.shift() !== number);
    if (a.at !== AT.done) return;
    worker.releasing = true;
    a.at = AT.check;
  }

  #enter(number: number, outOfTurn: boolean): void {
    if (this.#holder >= 0) throw new Fault("two workers hold the lock");
    if (outOfTurn) throw new Fault("a worker entered out of turn");
    this.#holder = number;
  }

  #release(worker: Worker): void {
    const a = worker.attempt;
    const before = a.at;
    // Given up before the step: from the exchange on, others may enter.
    if (before === AT.free) this.#holder = -1;
    (this.#program.stepRelease ?? stepRelease)(a, this.#parking);
    if (a.at >= AT.mixedUse) throw new Fault("release refused");
    if (before === AT.free && a.at === AT.check) this.#holder = this.#current;
    if (a.at !== AT.done) return;
    worker.releasing = false;
    worker.rounds--;
    a.at = AT.look;
  }

  #save(): Int32Array {
    const state: number[] = [this.#holder, this.#line.length, ...this.#line];
    while (state.length < 2 + this.#workers.length) state.push(-1);
    state.push(...this.#words.map((word, index) => (this.#countMatters(index) ? word : word & SLEEPERS_MASK)));
    for (const { attempt, rounds, releasing, asleep } of this.#workers) {
      const { at, seen, ticket, slot } = attempt;
      state.push(at, rounds, releasing ? 1 : 0, asleep);
      state.push(isLive("seen", at) ? seen : 0, isLive("ticket", at) ? ticket : 0, isLive("slot", at) ? slot : 0);
    }
    return Int32Array.from(state);
  }

  /** A slot's count of wake-ups matters only to a worker that has read it and may still sleep on it. */
  #countMatters(index: number): boolean {
    if (index < FIRST_SLOT_WORD) return true;
    return this.#workers.some(({ attempt }) => mayStillSleep(attempt.at) && slotOf(0, attempt.ticket) === index);
  }

  #restore(state: Int32Array): void {
    const count = this.#workers.length;
    this.#holder = state[0] ?? -1;
    this.#line = [...state.subarray(2, 2 + (state[1] ?? 0))];
    this.#words.set(state.subarray(2 + count, 2 + count + LOCK_WORDS));
    this.#workers.forEach((worker, number) => {
      const from = 2 + count + LOCK_WORDS + number * WORKER_WORDS;
      const [at = 0, rounds = 0, releasing = 0, asleep = -1, seen = 0, ticket = 0, slot = 0] = state.subarray(from);
      Object.assign(worker, { rounds, releasing: releasing === 1, asleep });
      Object.assign(worker.attempt, { at, seen, ticket, slot });
    });
  }

  /** A state from which no order of steps leads to the end: a lost wake-up, or a livelock. */
  #stuck(states: readonly Int32Array[], edges: readonly (readonly number[])[]): string {
    const before: number[][] = states.map(() => []);
    edges.forEach((targets, from) => {
      for (const target of targets) before[target]?.push(from);
    });
    const ends = states.flatMap((state, number) => (this.#ended(state) ? [number] : []));
    const canEnd = new Uint8Array(states.length);
    for (const end of ends) canEnd[end] = 1;
    for (let work = ends.pop(); work !== undefined; work = ends.pop())
      for (const from of before[work] ?? [])
        if (canEnd[from] === 0) {
          canEnd[from] = 1;
          ends.push(from);
        }
    const stuck = canEnd.indexOf(0);
    return stuck < 0 ? "" : "some state can never end (lost wake-up)";
  }

  #ended(state: Int32Array): boolean {
    this.#restore(state);
    return this.#workers.every(({ rounds }) => rounds === 0);
  }
}
