import type { Sink } from "../io.js";
import { fitTo } from "./display-width.js";

const SILENT_MS = 500;
const PAUSE_MS = 80;
const ERASE_LINE = "\r\u001b[2K";
const DEFAULT_COLUMNS = 80;

export interface Progress {
  readonly show: (stage: string, done: number, total: number) => void;
  /** Erases the line; must be called before anything else is written. */
  readonly end: () => void;
}

/**
 * One line that is written over and over: `solve 412/1930`. The analysis does not return to the event loop, so the
 * clock is read when it reports and no timer is set.
 */
export const progressOn = (sink: Sink, now: () => number): Progress => {
  const start = now();
  let last = -Infinity;
  let shown = false;
  return {
    show: (stage, done, total) => {
      const time = now();
      if (time - start < SILENT_MS || time - last < PAUSE_MS) return;
      last = time;
      shown = true;
      const text = total > 0 ? `${stage} ${String(done)}/${String(total)}` : stage;
      sink.write(ERASE_LINE + fitTo(text, (sink.columns ?? DEFAULT_COLUMNS) - 1));
    },
    end: () => {
      if (shown) sink.write(ERASE_LINE);
      shown = false;
    },
  };
};

export const noProgress: Progress = { show: () => undefined, end: () => undefined };
