// What the verifier is asked to do beyond its checks.

import { burst } from "./burst.js";

export interface VerifierOptions {
  /** Counts acquisitions, contention, waits and holds of each lock; costs two looks at the clock for each acquire. Default false. */
  readonly statistics?: boolean;
  /** Keeps the stack of every acquire and raise, not only of some; costs microseconds for each. Default false. */
  readonly stacks?: boolean;
  /** Longest hold of a lock and longest run of a DPC, in milliseconds. Default 1000. */
  readonly hold?: number;
}

/** The options of this worker. One constant object, as `cpu`. */
export const options = { statistics: false, stacks: false, hold: 1000 };

/** Changes options of this worker from now on. @throws RangeError where `hold` is no number of milliseconds. */
export const configureVerifier = (wanted: VerifierOptions): void => {
  const { statistics = options.statistics, stacks = options.stacks, hold = options.hold } = wanted;
  if (!(hold > 0)) throw new RangeError(`the verifier's \`hold\` is a number of milliseconds, got ${String(hold)}`);
  Object.assign(options, { statistics, stacks, hold });
  burst.isQuiet = false;
};

const WORDS: Readonly<Record<string, (value: string) => VerifierOptions>> = {
  "1": () => ({}),
  statistics: () => ({ statistics: true }),
  stacks: () => ({ stacks: true }),
  hold: (value) => ({ hold: Number(value) }),
};

/**
 * Reads `IRQL_VERIFIER`: words with commas between them, `1`, `statistics`, `stacks`, `hold=20`. Undefined for the free build:
 * unset, empty or `0`.
 * @throws RangeError for another word.
 */
export const parseOptions = (text: string | undefined): VerifierOptions | undefined => {
  if (text === undefined || text === "" || text === "0") return undefined;
  return Object.assign({}, ...text.split(",").map(parseWord)) as VerifierOptions;
};

const parseWord = (text: string): VerifierOptions => {
  const [word = "", value = ""] = text.trim().split("=");
  const read = WORDS[word];
  if (read !== undefined) return read(value);
  throw new RangeError(
    `\`IRQL_VERIFIER\` knows no \`${word}\`; use \`1\`, or some of \`statistics\`, \`stacks\` and \`hold=20\` (milliseconds) with commas between them`,
  );
};
