import type { Contract, LockEffect, LockFamily, LockForm } from "../contract/contract.js";
import type { Case } from "../domain/case.js";
import { sameLevel } from "../domain/level.js";
import type { Held } from "../domain/held.js";
import type { Exit } from "../domain/summary.js";
import type { Value } from "../domain/value.js";
import type { Path } from "../domain/path.js";
import type { CallOperation } from "../ir/operation.js";
import { lockOfContract } from "../solve/lock-effects.js";
import { resolveCall, type Invocation } from "../solve/invocations.js";
import { substitutePath } from "../solve/substitute.js";
import type { SolvedInstance } from "../summarize/instance.js";

/** What a call does to level and locks, in the caller's terms. */
export type CallEffect =
  | {
      readonly kind: "lock";
      readonly takes: boolean;
      /** Held only where the result says so. */
      readonly tries: boolean;
      readonly family: LockFamily;
      readonly form: LockForm;
      readonly lock: Path;
      readonly contract: Contract | undefined;
    }
  | { readonly kind: "raise" }
  | { readonly kind: "lower" };

const takesLock = (effect: LockEffect): boolean | undefined => {
  if (effect.operation === "acquire" || effect.operation === "try") return true;
  return effect.operation === "release" ? false : undefined;
};

const contractEffects = (
  state: Case,
  operation: CallOperation,
  contract: Contract,
  invocation: Invocation,
): CallEffect[] => {
  const locks = contract.locks.flatMap((effect): CallEffect[] => {
    const takes = takesLock(effect);
    const { args, receiver } = invocation;
    const path =
      takes === undefined
        ? undefined
        : lockOfContract(state, { contract, operation, args, receiver, site: "" }, effect);
    return takes === undefined || !path
      ? []
      : [
          {
            kind: "lock",
            takes,
            tries: effect.operation === "try",
            family: effect.family,
            form: effect.form,
            lock: path,
            contract,
          },
        ];
  });
  if (locks.length > 0) return locks;
  if (contract.level.kind === "same") return [];
  return [{ kind: contract.level.kind === "raise" ? "raise" : "lower" }];
};

/** Locks that it takes or gives back. */
const changedLocks = ({ state }: Exit): Held[] => [...state.locks.values()].filter(({ balance }) => balance !== 0);

const exitEffects = (state: Case, exit: Exit, invocation: Invocation, tries: boolean): CallEffect[] => {
  const { args, receiver, captured } = invocation;
  const inCaller = (path: Path): Value =>
    substitutePath({ caller: state, callee: exit.state, args, receiver, captured, site: "" }, path);
  const locks = changedLocks(exit).flatMap((held): CallEffect[] => {
    const lock = inCaller(held.path);
    const { family, form } = held;
    return lock.kind === "place"
      ? [{ kind: "lock", takes: held.balance > 0, tries, family, form, lock: lock.path, contract: undefined }]
      : [];
  });
  if (locks.length > 0) return locks;
  if (sameLevel(exit.state.level, { kind: "symbol", symbol: "entry" })) return [];
  const { kind } = exit.state.origin;
  return [{ kind: kind === "raise" || kind === "acquire" ? "raise" : "lower" }];
};

const effectText = (effect: CallEffect): string =>
  effect.kind === "lock"
    ? [effect.takes, effect.tries, effect.family, effect.form, effect.lock.text].join(" ")
    : effect.kind;

/** What a function does, over all its ways out: a lock that only some leave with is a try. */
const summaryEffects = (state: Case, exits: readonly Exit[], invocation: Invocation): CallEffect[] => {
  const returns = exits.filter((exit) => exit.how === "return");
  const counts = returns.map((exit) => changedLocks(exit).length);
  const tries = counts.some((count) => count > 0) && counts.includes(0);
  const effects = returns.flatMap((exit) => exitEffects(state, exit, invocation, tries));
  return [...new Map(effects.map((effect) => [effectText(effect), effect])).values()];
};

const invocationEffects = (
  instance: SolvedInstance,
  state: Case,
  operation: CallOperation,
  invocation: Invocation,
): CallEffect[] => {
  const { target } = invocation;
  if (target.kind === "contract") {
    const contract = instance.context.program.contracts.get(target.contract);
    return contract ? contractEffects(state, operation, contract, invocation) : [];
  }
  if (target.kind !== "function" || !instance.context.program.functions.has(target.id)) return [];
  const { summary } = instance.context.summaryOf(target.id, invocation, state);
  return summaryEffects(state, summary.exits, invocation);
};

/** Effects of everything that the call runs at once; empty: level and locks stay as they are. */
export const callEffects = (instance: SolvedInstance, state: Case, operation: CallOperation): CallEffect[] =>
  resolveCall(instance.context, state, operation)
    .invocations.filter((invocation) => invocation.kind === "direct" || invocation.kind === "callback")
    .flatMap((invocation) => invocationEffects(instance, state, operation, invocation));
