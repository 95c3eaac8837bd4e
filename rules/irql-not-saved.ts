import { contractOf, type ExitPoint } from "../analyzer/check/left-behind.js";
import { perFile } from "../analyzer/check/parts.js";
import type { CheckedRule } from "../analyzer/check/rule.js";
import { ENTRY_LEVEL, holdsAt, levelOnEntry, statedLevel, valueOnEntry } from "../analyzer/check/stated-effects.js";
import type { Contract, ContractPath } from "../analyzer/contract/contract.js";
import { sameLevel } from "../analyzer/domain/level.js";
import { sameValue } from "../analyzer/domain/value.js";
import { ownValueAt } from "../analyzer/solve/contract-path.js";
import { levelOfValue } from "../analyzer/solve/memory.js";
import { defineRule } from "./define-rule.js";
import { groupBy } from "./group-by.js";
import { compareLevels, type Comparison } from "./restored-level.js";
import { brokenPromise, returnsOf, tagOf, type Promised } from "./tag-finding.js";

/** A result that says that nothing was taken or raised leaves nothing to save. */
const isFailed = ({ locks, cases = [] }: Contract, { state }: ExitPoint): boolean =>
  [...locks, ...cases].some(({ when }) => when?.kind === "return" && holdsAt(state, when) === false);

const compareSaved = (point: ExitPoint, path: ContractPath): Comparison => {
  const value = ownValueAt(point.state, path);
  if (value.kind === "unknown") return "maybe other";
  const isUntouched = path.root.kind !== "return" && sameValue(value, valueOnEntry(point.state, path));
  const level = isUntouched ? undefined : levelOfValue(value);
  return level ? compareLevels(point, ENTRY_LEVEL, level) : "other";
};

const saved = (contract: Contract): Promised | undefined => {
  const { saves } = contract;
  const place = tagOf(contract, "irqlSaves");
  if (!saves || !place) return undefined;
  const where = saves.root.kind === "return" ? "return" : "leave there";
  return {
    messageId: "notSaved",
    place,
    says: () => `does not ${where} the level at which it was entered`,
    advice: "keep what `KeRaiseIrql` or the acquire returns, and nothing else",
    compare: (point) => (isFailed(contract, point) ? undefined : compareSaved(point, saves)),
  };
};

/** A raise that is still open is said at the raise. */
const compareRestored = (contract: Contract, point: ExitPoint): Comparison | undefined => {
  const { state } = point;
  const effect = statedLevel(contract, state);
  const wanted = effect?.kind === "restore" ? levelOnEntry(state, effect.from) : undefined;
  if (!wanted || state.raises.length > 0) return undefined;
  const found = compareLevels(point, wanted, state.level);
  return found === "maybe other" && sameLevel(state.level, ENTRY_LEVEL) ? "other" : found;
};

const restored = (contract: Contract): Promised | undefined => {
  const place = tagOf(contract, "irqlRestores");
  return (
    place && {
      messageId: "notRestored",
      place,
      says: ({ state }) => (sameLevel(state.level, ENTRY_LEVEL) ? "leaves IRQL as it was" : "leaves at another level"),
      advice: "pass that level to the release or to `KeLowerIrql` on every way out",
      compare: (point) => compareRestored(contract, point),
    }
  );
};

const check: CheckedRule["check"] = (program) =>
  groupBy(program.instances, ({ unit }) => unit.id).flatMap((instances) => {
    const contract = instances[0] && contractOf(program, instances[0]);
    if (!contract) return [];
    const promises = [saved(contract), restored(contract)].flatMap((one) => one ?? []);
    const returns = promises.length > 0 ? returnsOf(program, instances) : [];
    return promises.flatMap((one) => brokenPromise(returns, one) ?? []);
  });

export const irqlNotSaved = defineRule(
  {
    id: "irql-not-saved",
    summary: "a function does not save or restore the level where its `@irqlSaves` or `@irqlRestores` says so",
    severity: "error",
    presets: ["recommended", "strict"],
    messages: {
      notSaved: "the place of `@irqlSaves` does not hold the level at which the function was entered",
      notRestored: "the level of `@irqlRestores` is not restored",
    },
    hasSuggestions: false,
    counterparts: {
      sdv: "none",
      prefast: "C28157, C28158",
      codeql: "IrqlNotSaved, IrqlNotUsed",
      driverVerifier: "none",
    },
  },
  perFile("irql-not-saved", check),
);
