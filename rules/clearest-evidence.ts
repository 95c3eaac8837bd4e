import type { Evidence } from "../analyzer/check/rule.js";
import type { SettledProgram } from "../analyzer/check/settled-program.js";
import { entryPath } from "../analyzer/explain/entry-path.js";

/** A way whose level is known says more than one that starts with unknown callers; of two, the shorter one. */
const rank = (program: SettledProgram, evidence: Evidence): number => {
  if (evidence.state.level.kind !== "symbol" || evidence.state.level.symbol !== "entry") return 0;
  const path = entryPath(program, evidence.instance, evidence.levels);
  const reason = path?.root?.reason.kind;
  return (reason === "unknown callers" || reason === "public" ? 1000 : 1) + (path?.calls.length ?? 0);
};

/** The evidence that is understood best. */
export const clearestEvidence = (program: SettledProgram, evidence: readonly Evidence[]): Evidence | undefined => {
  let best: { readonly one: Evidence; readonly rank: number } | undefined;
  for (const one of evidence) {
    const found = rank(program, one);
    if (!best || found < best.rank) best = { one, rank: found };
  }
  return best?.one;
};
