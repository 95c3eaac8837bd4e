// The programs that the normal test run explores, and the larger ones on demand.
import type { Options } from "./explore.js";
import * as program from "./program.js";
import type { LockModel, Script } from "./program.js";

export interface Named extends Options {
  readonly title: string;
}

const { lockAndUnlock, ordinary, queuedStrict, read, readAndConvert, readersAndWriters } = program;
const { tryAndUnlock, tryRead, tryWrite, write } = program;
const { distributedReadersAndWriters: distributed, readAndConvertFlagged, readFlagged } = program;
const { tryReadFlagged, tryWriteDistributed, writeDistributed } = program;

/** Who does what, by lock and number of workers. */
const casts: readonly (readonly [LockModel, readonly Script[]])[] = [
  [ordinary, [lockAndUnlock, lockAndUnlock, lockAndUnlock]],
  [ordinary, [lockAndUnlock, tryAndUnlock, lockAndUnlock]],
  [queuedStrict, [lockAndUnlock, lockAndUnlock, lockAndUnlock]],
  [readersAndWriters, [write, write, read]],
  [readersAndWriters, [read, write, read]],
  [readersAndWriters, [readAndConvert, read, write]],
  [readersAndWriters, [tryRead, write, readAndConvert]],
  [readersAndWriters, [tryWrite, read, write]],
  [distributed, [writeDistributed, readFlagged, writeDistributed]],
  [distributed, [readFlagged, writeDistributed, readFlagged]],
  [distributed, [readAndConvertFlagged, readFlagged, writeDistributed]],
  [distributed, [readAndConvertFlagged, readAndConvertFlagged, writeDistributed]],
  [distributed, [tryReadFlagged, writeDistributed, readAndConvertFlagged]],
  [distributed, [tryWriteDistributed, readFlagged, writeDistributed]],
];

const ways = [{}, { wakesByItself: true }, { death: true }] as const;

const nameOf = (way: object): string => Object.keys(way)[0] ?? "nothing goes wrong";

/** Every lock, every cast, and every thing that may go wrong. */
export const programs = (workers: number, rounds: number): readonly Named[] =>
  casts.flatMap(([model, scripts], cast) =>
    ways.map((way) => ({
      ...way,
      model,
      scripts: scripts.slice(0, workers),
      rounds,
      title: `${model.name}, cast ${String(cast)}, ${String(workers)} workers x ${String(rounds)}, ${nameOf(way)}`,
    })),
  );
