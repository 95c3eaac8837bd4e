import type { Io, Sink } from "../io.js";

export interface FakeIo extends Io {
  readonly written: { stdout: string; stderr: string };
}

interface FakeOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly stripsTypes?: boolean;
  /** One reading of the clock per call; the last one is repeated. */
  readonly clock?: readonly number[];
}

/** Streams that remember, and a clock that is set by hand. */
export const fakeIo = ({
  cwd = "/nowhere",
  env = {},
  isTTY = false,
  columns,
  clock = [0],
  stripsTypes = false,
}: FakeOptions = {}): FakeIo => {
  const written = { stdout: "", stderr: "" };
  const sink = (name: "stdout" | "stderr"): Sink => ({
    write: (text) => {
      written[name] += text;
    },
    isTTY,
    columns,
  });
  let reading = 0;
  const now = (): number => clock[Math.min(reading++, clock.length - 1)] ?? 0;
  return {
    written,
    stdout: sink("stdout"),
    stderr: sink("stderr"),
    cwd,
    env,
    now,
    stripsTypes,
    peakMemory: () => 64_000_000,
  };
};
