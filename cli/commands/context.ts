import type { OpenDoor } from "../door.js";
import type { Io, Sink } from "../io.js";
import { type Paint, paintFor } from "../render/paint.js";

/** What every command is given. */
export interface Context {
  readonly openDoor: OpenDoor;
  readonly io: Io;
  /** Rules of the exit codes: `exit-code.ts`. */
  readonly exitWith: (code: number) => void;
}

/** Options that every command takes. */
export interface GlobalOptions {
  readonly color?: boolean;
}

export const paintOn = (sink: Sink, io: Io, { color }: GlobalOptions): Paint =>
  paintFor({ option: color, env: io.env, isTTY: sink.isTTY });

/** Cells per line of a stream; without a terminal nothing is wrapped. */
export const widthOf = (sink: Sink): number => (sink.isTTY ? (sink.columns ?? Infinity) : Infinity);
