import type { Annotated, Door, Report, RuleMeta, VerifyOptions } from "../door.js";
import { reportOf } from "./fake-report.js";

const rule = (changed: Partial<RuleMeta> & { readonly id: string }): RuleMeta => ({
  summary: "a call where IRQL >= `DISPATCH_LEVEL` is not certain",
  severity: "error",
  presets: ["recommended", "strict"],
  messages: { maybeBelow: "`{{name}}` needs IRQL >= DISPATCH_LEVEL" },
  hasSuggestions: false,
  counterparts: { sdv: "none", prefast: "none", codeql: "none", driverVerifier: "none" },
  ...changed,
});

const CATALOGUE: readonly RuleMeta[] = [
  rule({ id: "uncertain-at-dpc-level" }),
  rule({ id: "redundant-irql-check", severity: "warning", summary: "a check of IRQL whose outcome is certain" }),
  rule({ id: "long-hold", severity: "warning", presets: ["strict"], summary: "a spin lock held for long" }),
];

export interface FakeDoor extends Door {
  /** Files that were watched besides. */
  readonly watched: string[];
  /** What `verify` was asked, call by call. */
  readonly asked: VerifyOptions[];
}

interface FakeDoorOptions {
  readonly report?: Report;
  readonly failure?: unknown;
  readonly page?: string;
  readonly annotated?: Annotated;
  /** Progress that `verify` reports before it ends. */
  readonly progress?: readonly (readonly [stage: string, done: number, total: number])[];
  /** Changes that a watcher sees before it is closed: what happens at each. */
  readonly changes?: readonly (() => void)[];
}

/** An analysis that answers what the test tells it. */
export const fakeDoor = ({
  report = reportOf(),
  failure,
  page,
  progress = [],
  annotated = { files: [], functions: 0, leftOut: [] },
  changes = [],
}: FakeDoorOptions = {}): FakeDoor => {
  const asked: VerifyOptions[] = [];
  const watched: string[] = [];
  const answer = async <Value>(value: Value): Promise<Value> => {
    if (failure !== undefined) throw failure as Error;
    return Promise.resolve(value);
  };
  const verify: Door["verify"] = (options) => {
    asked.push(options);
    for (const [stage, done, total] of progress) options.onProgress?.(stage, done, total);
    return answer(report);
  };
  const createWatcher: Door["createWatcher"] = () => {
    const left = [...changes];
    return {
      verify: (options = {}) => verify(options),
      also: (file) => watched.push(file),
      change: () => {
        const change = left.shift();
        change?.();
        return Promise.resolve(change !== undefined);
      },
      close: () => undefined,
    };
  };
  return {
    asked,
    watched,
    catalogue: CATALOGUE,
    verify,
    createVerifier:
      () =>
      (options = {}) =>
        verify(options),
    createWatcher,
    rulePage: () => answer(page),
    ruleLevels: (choice) =>
      CATALOGUE.map(({ id, severity }) => ({ id, level: choice.rules?.[id] ?? severity, from: "preset" })),
    annotate: () => answer(annotated),
    debugFunction: ({ target }) => answer(`function ${target}`),
  };
};
