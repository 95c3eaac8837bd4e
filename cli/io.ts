/** One stream that a command writes to. */
export interface Sink {
  readonly write: (text: string) => void;
  readonly isTTY: boolean;
  /** Width of the terminal; `undefined` where there is none, or it does not say. */
  readonly columns: number | undefined;
}

/** The world as a command sees it: nothing in `cli/` but `main.ts` and `node-io.ts` touches `process`. */
export interface Io {
  readonly stdout: Sink;
  readonly stderr: Sink;
  /** Absolute. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Milliseconds, for progress and `--stats`. */
  readonly now: () => number;
  /** Whether this process can import TypeScript by leaving out its types. */
  readonly stripsTypes: boolean;
  /** Largest memory that the process has held, in bytes. */
  readonly peakMemory: () => number;
}
