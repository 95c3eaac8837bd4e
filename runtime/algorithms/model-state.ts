// One state of a model in one flat array: the lock's words, who waits in which order, who died, and for each worker
// where it stands. The last worker is the reaper, which marks the lock when somebody has died.
import { STATE_MASK, TAIL_SHIFT, TICKET_MASK, HEAD_WORD, SLOT_MASK, FIRST_SLOT_WORD } from "../lock/layout.js";
import { compile, type CompiledMachine, type CompiledStep } from "./compile.js";
import type { Call, LockModel, Script } from "./program.js";

const LOCK_WORDS = 16;
/** Where a model's flags lie: one for each of three workers. */
const FIRST_FLAG = 8;
const FLAGS = 3;
const LINE = LOCK_WORDS;

/** Words of a worker, from its place on; then the variables of the machine that it runs. */
export const WORKER = { call: 0, stage: 1, step: 2, hold: 3, rounds: 4, asleep: 5, variables: 6 } as const;
const VARIABLES = 10;
const WORKER_WORDS = WORKER.variables + VARIABLES;

export const HOLDS = { none: 0, shared: 1, exclusive: 2 } as const;

const REAPER: Script = [{ machines: ["abandon"], hold: "none", then: 1 }];

export class ModelState {
  readonly words: Int32Array<ArrayBuffer>;
  readonly workers: number;
  readonly #scripts: readonly Script[];
  readonly #machines: ReadonlyMap<string, CompiledMachine>;
  readonly #model: LockModel;
  readonly #scratch: Int32Array<ArrayBuffer>;

  constructor(model: LockModel, scripts: readonly Script[], rounds: number) {
    this.#model = model;
    this.#scripts = [...scripts, REAPER];
    this.workers = scripts.length;
    const machines = { ...model.machines, abandon: model.abandon };
    this.#machines = new Map(Object.entries(machines).map(([name, machine]) => [name, compile(machine)]));
    this.words = new Int32Array(this.place(this.workers + 1));
    this.#scratch = new Int32Array(LOCK_WORDS);
    this.words[0] = model.initial;
    for (let worker = 0; worker < this.workers; worker++) this.words[this.place(worker) + WORKER.rounds] = rounds;
    this.words[this.place(this.workers) + WORKER.rounds] = 1;
  }

  /** Where a worker's words begin. */
  place(worker: number): number {
    return LINE + 2 + this.workers + worker * WORKER_WORDS;
  }

  get(worker: number, field: number): number {
    return this.words[this.place(worker) + field] ?? 0;
  }

  set(worker: number, field: number, value: number): void {
    this.words[this.place(worker) + field] = value;
  }

  /** The worker that died, or -1. */
  get dead(): number {
    return (this.words[LINE + 1 + this.workers] ?? 0) - 1;
  }

  set dead(worker: number) {
    this.words[LINE + 1 + this.workers] = worker + 1;
  }

  get line(): readonly number[] {
    return [...this.words.subarray(LINE + 1, LINE + 1 + (this.words[LINE] ?? 0))];
  }

  set line(workers: readonly number[]) {
    this.words.fill(0, LINE, LINE + 1 + this.workers);
    this.words[LINE] = workers.length;
    this.words.set(workers, LINE + 1);
  }

  script(worker: number): Script {
    return this.#scripts[worker] ?? [];
  }

  call(worker: number): Call | undefined {
    return this.script(worker)[this.get(worker, WORKER.call)];
  }

  machine(worker: number): CompiledMachine {
    const name = this.call(worker)?.machines[this.get(worker, WORKER.stage)] ?? "";
    const machine = this.#machines.get(name);
    if (machine === undefined) throw new Error(`no machine \`${name}\``);
    return machine;
  }

  step(worker: number): CompiledStep {
    const step = this.machine(worker).steps[this.get(worker, WORKER.step)];
    if (step === undefined) throw new Error("no such step");
    return step;
  }

  /** Sets the parameters of the machine that the worker begins. */
  begin(worker: number): void {
    const { machine } = this.machine(worker);
    const dead = this.dead + 1;
    const values: Readonly<Record<string, number>> = {
      kind: this.#model.kind,
      me: worker + 1,
      self: worker + 1,
      who: dead,
      flag: FIRST_FLAG + (((worker === this.workers ? this.dead : worker) + (this.call(worker)?.flag ?? 0)) % FLAGS),
    };
    machine.params.forEach((name, place) => {
      this.set(worker, WORKER.variables + place, values[name] ?? 0);
    });
  }

  /** Forgets what no later step can tell apart, so that equal states are equal arrays. */
  normalize(): void {
    for (let worker = 0; worker <= this.workers; worker++) this.#forgetDead(worker);
    this.#normalizeCounters();
    if (this.#model.tickets && (this.words[HEAD_WORD] ?? 0) >= 0) this.#shiftTickets(this.words[HEAD_WORD] ?? 0);
  }

  #forgetDead(worker: number): void {
    const from = this.place(worker) + WORKER.variables;
    if (this.get(worker, WORKER.rounds) === 0 || worker === this.dead || this.#idle(worker)) {
      this.words.fill(0, from, from + VARIABLES);
      if (worker === this.dead)
        for (const field of [WORKER.call, WORKER.stage, WORKER.step, WORKER.asleep]) this.set(worker, field, 0);
      return;
    }
    const { live } = this.step(worker);
    for (let place = 0; place < VARIABLES; place++) if (live[place] !== true) this.words[from + place] = 0;
  }

  #idle(worker: number): boolean {
    return this.get(worker, WORKER.step) === 0 && this.get(worker, WORKER.stage) === 0;
  }

  /** The place of a live variable of a worker, or -1. */
  #live(worker: number, name: string): number {
    if (this.get(worker, WORKER.rounds) === 0 || worker === this.dead || this.#idle(worker)) return -1;
    const place = this.machine(worker).variables.indexOf(name);
    return place >= 0 && this.step(worker).live[place] === true ? this.place(worker) + WORKER.variables + place : -1;
  }

  /** A count of wake-ups only matters to who has read it and may still sleep on it: has it changed since? */
  #normalizeCounters(): void {
    const { from, to, sleepers } = this.#model.counters;
    for (let worker = 0; worker < this.workers; worker++) {
      const place = this.#live(worker, "count");
      if (place < 0) continue;
      const count = this.words[place] ?? 0;
      const word = this.words[this.#sleepWord(worker)] ?? 0;
      this.words[place] = (count & ~sleepers) === (word & ~sleepers) ? count & sleepers : -1;
    }
    for (let word = from; word < to; word++) this.words[word] = (this.words[word] ?? 0) & sleepers;
  }

  /** The word on which a worker that has read a count may sleep. */
  #sleepWord(worker: number): number {
    if (!this.#model.tickets) return this.#model.counters.from;
    const ticket = this.#live(worker, "ticket");
    return FIRST_SLOT_WORD + ((this.words[ticket] ?? 0) & SLOT_MASK);
  }

  #shiftTickets(head: number): void {
    const { words } = this;
    const shifted = (ticket: number): number => (ticket - head) & TICKET_MASK;
    const shiftWord = (word: number): number => (word & STATE_MASK) | (shifted(word >>> TAIL_SHIFT) << TAIL_SHIFT);
    words[0] = shiftWord(words[0] ?? 0);
    words[HEAD_WORD] = 0;
    this.#scratch.set(words.subarray(0, LOCK_WORDS));
    for (let slot = 0; slot <= SLOT_MASK; slot++)
      words[FIRST_SLOT_WORD + slot] = this.#scratch[FIRST_SLOT_WORD + ((slot + head) & SLOT_MASK)] ?? 0;
    for (let worker = 0; worker < this.workers; worker++) {
      const asleep = this.get(worker, WORKER.asleep);
      if (asleep > 0)
        this.set(worker, WORKER.asleep, 1 + FIRST_SLOT_WORD + ((asleep - 1 - FIRST_SLOT_WORD - head) & SLOT_MASK));
      const seen = this.#live(worker, "seen");
      if (seen >= 0) words[seen] = shiftWord(words[seen] ?? 0);
      for (const name of ["ticket", "head"]) {
        const place = this.#live(worker, name);
        if (place >= 0 && (words[place] ?? 0) >= 0) words[place] = shifted(words[place] ?? 0);
      }
    }
  }
}
