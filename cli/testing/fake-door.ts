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
}

/** An analysis that answers what the test tells it. */
export const fakeDoor = ({
  report = reportOf(),
  failure,
  page,
  progress = [],
  annotated = { files: [], functions: 0, leftOut: [] },
}: FakeDoorOptions = {}): FakeDoor => {
  const asked: VerifyOptions[] = [];
  const answer = async <Value>(value: Value): Promise<Value> => {
    if (failure !== undefined) throw failure as Error;
    return Promise.resolve(value);
  };
  return {
    asked,
    catalogue: CATALOGUE,
    verify: (options) => {
      asked.push(options);
      for (const [stage, done, total] of progress) options.onProgress?.(stage, done, total);
      return answer(report);
    },
    rulePage: () => answer(page),
    ruleLevels: (choice) =>
      CATALOGUE.map(({ id, severity }) => ({ id, level: choice.rules?.[id] ?? severity, from: "preset" })),
    annotate: () => answer(annotated),
    debugFunction: ({ target }) => answer(`function ${target}`),
  };
};
