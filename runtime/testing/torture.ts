// Takes: how many workers, kills, and which lock. Gives: what went wrong, and how long after a death its waiters had their error.
// Promises: ends, whatever the workers do. Each round has fresh locks; in it workers are killed at a random moment, and then
// every other worker must get through or get an error.
import type { Worker } from "node:worker_threads";
import { createArena } from "../kernel/arena.js";
import { createSystem, type KSYSTEM } from "../machine/system.js";
import { startProcessor } from "../watch/workers.js";
import { startWorker } from "./real-workers.js";
import * as job from "./torture-job.js";
import type { TortureJob, TortureLock } from "./torture-job.js";

const { COMMON, OF_PLACE, ROUNDS, ROUND_LINES, SHARED_AT, SHARED_WORDS, placeWord } = job;

export interface TortureOptions {
  readonly workers: number;
  readonly kills: number;
  readonly lock: TortureLock;
  /** Of each worker, before the first is killed. */
  readonly passes: number;
  /** False: nobody watches the workers and no waiter looks, which must show as hangs. */
  readonly watched: boolean;
  readonly seed: number;
  /** Milliseconds without a sign of life that count as a hang. */
  readonly patience: number;
}

export interface TortureResult {
  readonly kills: number;
  readonly hangs: number;
  /** Somebody met company inside, or a half-changed state. */
  readonly faults: number;
  /** Milliseconds from the call that killed, or from the begin of a later wait, to the error. */
  readonly latencies: readonly number[];
  readonly passes: number;
}

const sleep = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));
const time = (): number => performance.timeOrigin + performance.now();

class Torture {
  readonly #options: TortureOptions;
  readonly #arena = createArena({ bytes: SHARED_AT + SHARED_WORDS * 4 });
  readonly #words = new Int32Array(this.#arena.buffer, SHARED_AT, SHARED_WORDS);
  readonly #times = new Float64Array(this.#arena.buffer, SHARED_AT, SHARED_WORDS / 2);
  readonly #workers: Worker[] = [];
  readonly #failures: unknown[] = [];
  readonly #latencies: number[] = [];
  readonly #system: KSYSTEM;
  #state: number;
  #kills = 0;
  #hangs = 0;
  #passes = 0;

  constructor(options: TortureOptions) {
    this.#options = options;
    this.#state = options.seed | 1;
    // Twice as many, so that a number is free before its last worker is quite gone.
    const processors = Math.min(job.MOST_PROCESSORS, 2 * options.workers);
    this.#system = createSystem({ processors, memories: [this.#arena] });
  }

  async run(): Promise<TortureResult> {
    for (let place = 0; place < this.#options.workers; place++) this.#start(place);
    await this.#until(() => this.#places().every((place) => this.#word(place, OF_PLACE.done) >= this.#options.passes));
    while (this.#kills < this.#options.kills && this.#hangs === 0 && !this.#isOver()) await this.#round();
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
    if (this.#failures.length > 0) throw new AggregateError(this.#failures, "a worker failed");
    const passes = this.#places().reduce((sum, place) => sum + this.#word(place, OF_PLACE.done), this.#passes);
    const [kills, hangs] = [this.#kills, this.#hangs];
    return { kills, hangs, passes, faults: this.#faults(), latencies: this.#latencies };
  }

  #faults(): number {
    return Atomics.load(this.#words, COMMON.faults);
  }

  /** A fault says all: what comes after one shows nothing more. */
  #isOver(): boolean {
    return this.#failures.length > 0 || this.#faults() > 0;
  }

  #random(below: number): number {
    this.#state ^= this.#state << 13;
    this.#state ^= this.#state >>> 17;
    this.#state ^= this.#state << 5;
    return (this.#state >>> 0) % below;
  }

  #places(): readonly number[] {
    return Array.from({ length: this.#options.workers }, (_, place) => place);
  }

  #word(place: number, word: number): number {
    return Atomics.load(this.#words, placeWord(place) + word);
  }

  #time(place: number, word: number): number {
    return this.#times[(placeWord(place) + word) / 2] ?? 0;
  }

  #start(place: number): void {
    const { lock, watched } = this.#options;
    this.#passes += this.#word(place, OF_PLACE.done);
    this.#words.fill(0, placeWord(place), placeWord(place + 1));
    const spawn = (number: number): Worker => {
      const kernel = this.#random(2) === 0 ? "wasm" : "js";
      const [system, arena, seed] = [this.#system, this.#arena, this.#random(1 << 30)];
      const data: TortureJob = { system, arena, number, place, kernel, lock, seed };
      return startWorker("torture-worker", data);
    };
    const worker = watched ? startProcessor(this.#system, ({ number }) => spawn(number)) : spawn(-1);
    worker.on("error", (error) => this.#failures.push(error));
    this.#workers[place] = worker;
  }

  /** True when `done` came true; false when nothing did for too long. */
  async #until(done: () => boolean): Promise<boolean> {
    const end = time() + this.#options.patience;
    while (time() < end) {
      if (done() || this.#isOver()) return true;
      await sleep(1);
    }
    return done();
  }

  async #round(): Promise<void> {
    const round = Atomics.load(this.#words, COMMON.round);
    await sleep(this.#random(4));
    const victims = this.#places().filter(() => this.#random(this.#options.workers) === 0);
    if (victims.length === 0 || victims.length === this.#options.workers) return;
    const killed = time();
    const before = this.#places().map((place) => this.#word(place, OF_PLACE.done));
    const ends = victims.map(async (place) => {
      await this.#workers[place]?.terminate();
    });
    const others = this.#places().filter((place) => !victims.includes(place));
    const answered = await this.#until(() =>
      others.every((place) => this.#hasAnswered(place, round, before[place] ?? 0)),
    );
    this.#kills += victims.length;
    for (const place of others)
      if (this.#word(place, OF_PLACE.failed) === round + 1)
        this.#latencies.push(this.#time(place, OF_PLACE.ended) - Math.max(killed, this.#time(place, OF_PLACE.began)));
    await Promise.all(ends);
    this.#next(round);
    for (const place of victims) this.#start(place);
    // Whoever is late must leave the old round before its memory is used again.
    const left = await this.#until(() => others.every((place) => this.#word(place, OF_PLACE.round) === round + 2));
    if (!answered || !left) this.#hangs++;
  }

  /** Two passes begun after the kill have ended, or the round is over for it. */
  #hasAnswered(place: number, round: number, before: number): boolean {
    return this.#word(place, OF_PLACE.failed) === round + 1 || ((this.#word(place, OF_PLACE.done) - before) | 0) >= 2;
  }

  #next(round: number): void {
    const at = ((round + 1) % ROUNDS) * ROUND_LINES * 16;
    new Int32Array(this.#arena.buffer).fill(0, at, at + ROUND_LINES * 16);
    Atomics.store(this.#words, COMMON.round, round + 1);
    Atomics.notify(this.#words, COMMON.round);
  }
}

export const torture = (options: TortureOptions): Promise<TortureResult> => new Torture(options).run();

/** The value below which the share lies. */
export const quantile = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;
