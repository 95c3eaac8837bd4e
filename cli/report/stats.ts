import type { Report } from "../door.js";
import { percent } from "./summary-line.js";

const BYTES_PER_MEGABYTE = 1_000_000;

export interface Measured {
  /** Milliseconds from one stage's first sign of life to the next stage's. */
  readonly stages: readonly { readonly name: string; readonly milliseconds: number }[];
  readonly totalMs: number;
  /** What came of the cache; undefined where there is none. */
  readonly cache: string | undefined;
  /** Bytes. */
  readonly peakMemory: number;
}

/** What the run cost and what it had to guess, for stderr. */
export const stats = ({ summary }: Report, { stages, totalMs, cache, peakMemory }: Measured): string => {
  const rows: [string, string][] = [
    ["files checked", String(summary.files)],
    ["files opened", String(summary.openedFiles)],
    ["functions", String(summary.functions)],
    [
      "calls resolved",
      summary.asideFunctions === summary.functions ? "none was asked" : percent(summary.resolvedCalls),
    ],
    ["calls not resolved", String(summary.unresolvedCalls)],
    ["constructs not modelled", String(summary.unsupported)],
    ["points with collapsed states", String(summary.collapsedStates)],
    ["functions cut off", String(summary.cutOffFunctions)],
    ["functions left aside", String(summary.asideFunctions)],
    ["findings allowed by comments", String(summary.suppressed)],
    ...(cache === undefined ? [] : [["cache", cache] as [string, string]]),
    ...stages.map(({ name, milliseconds }): [string, string] => [`time: ${name}`, inMilliseconds(milliseconds)]),
    ["time: total", inMilliseconds(totalMs)],
    ["peak memory", `${(peakMemory / BYTES_PER_MEGABYTE).toFixed(0)} MB`],
  ];
  const width = Math.max(...rows.map(([label]) => label.length));
  return rows.map(([label, value]) => `${label.padEnd(width)}  ${value}\n`).join("");
};

const inMilliseconds = (milliseconds: number): string => `${milliseconds.toFixed(0)} ms`;
