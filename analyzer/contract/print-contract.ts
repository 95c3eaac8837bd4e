import { assertNever } from "../finding/errors.js";
import { printLevels } from "../domain/level-set.js";
import type {
  CallbackEffect,
  CaseCondition,
  Contract,
  ContractCase,
  ContractPath,
  LevelEffect,
  LockEffect,
  LockNeed,
} from "./contract.js";

const printRoot = (root: ContractPath["root"]): string => {
  switch (root.kind) {
    case "argument":
      return `arg${String(root.index)}`;
    case "this":
      return "this";
    case "return":
      return "return";
    case "global":
      return root.name;
    default:
      return assertNever(root);
  }
};

/** `arg0`, `arg0.oldIrql`, `this.#lock`, `return`, `cancel`. */
const printContractPath = (path: ContractPath): string => [printRoot(path.root), ...path.keys].join(".");

const printCondition = (when: CaseCondition): string => {
  switch (when.kind) {
    case "return":
      return when.truthy ? "return" : "!return";
    case "argument":
      return `${printContractPath(when.path)} ${when.equals ? "==" : "!="} ${JSON.stringify(when.value ?? null)}`;
    case "flag":
      return `${printContractPath(when.path)} ${when.set ? "has" : "lacks"} ${when.name}`;
    default:
      return assertNever(when);
  }
};

const printExit = (level: LevelEffect): string => {
  switch (level.kind) {
    case "same":
      return "same";
    case "restore":
      return `restored from ${printContractPath(level.from)}`;
    case "raise":
      if (typeof level.to === "number") return String(level.to);
      return "levels" in level.to ? printLevels(level.to.levels) : printContractPath(level.to);
    default:
      return assertNever(level);
  }
};

const SIGNS: Readonly<Record<LockEffect["operation"], string>> = {
  acquire: "+",
  release: "-",
  try: "?+",
  convert: "^",
  init: "init ",
  test: "test ",
  internal: "+-",
};

/** Releases of queued locks name only the handle: the lock is the one that it was taken with. */
const printLockPlace = ({ lock, handle }: LockEffect): string => {
  const by = handle === undefined ? undefined : printContractPath(handle);
  if (lock === undefined) return by === undefined ? "?" : `lock of ${by}`;
  return by === undefined ? printContractPath(lock) : `${printContractPath(lock)} by ${by}`;
};

const printLock = (effect: LockEffect): string => {
  const families = [effect.family, ...(effect.also ?? [])].join("/");
  const when = effect.when === undefined ? "" : ` when ${printCondition(effect.when)}`;
  return `${SIGNS[effect.operation]}${printLockPlace(effect)} (${families}, ${effect.form})${when}`;
};

const printCallback = (effect: CallbackEffect): string => {
  const role = effect.role === undefined ? "" : ` as ${effect.role}`;
  const level = effect.level === undefined ? "" : ` at ${printLevels(effect.level)}`;
  return `calls arg${String(effect.argument)} ${effect.when}${role}${level}`;
};

const printCase = (each: ContractCase): string => {
  const parts = [
    each.requires === undefined ? undefined : `irql ${printLevels(each.requires)}`,
    each.mayBlock === undefined ? undefined : each.mayBlock ? "may block" : "does not block",
    each.level === undefined ? undefined : `-> ${printExit(each.level)}`,
  ];
  return `when ${printCondition(each.when)}: ${parts.filter((part) => part !== undefined).join(", ")}`;
};

const printNeed = (need: LockNeed): string => {
  const when = need.when === undefined ? "" : ` when ${printCondition(need.when)}`;
  return `${need.held ? "needs" : "needs free"} ${printContractPath(need.lock)}${when}`;
};

const printBounds = ({ alwaysMin, alwaysMax }: Contract): string[] => [
  ...(alwaysMin === undefined ? [] : [`never below ${String(alwaysMin)}`]),
  ...(alwaysMax === undefined ? [] : [`never above ${String(alwaysMax)}`]),
];

/** A contract in one line: `irql 0..2 -> 2; saves return; +arg0 (ordinary, raise)`. */
export const printContract = (contract: Contract): string =>
  [
    `irql ${printLevels(contract.requires)} -> ${printExit(contract.level)}`,
    ...(contract.saves === undefined ? [] : [`saves ${printContractPath(contract.saves)}`]),
    ...contract.locks.map(printLock),
    ...(contract.lockNeeds ?? []).map(printNeed),
    ...printBounds(contract),
    ...(contract.returnsCurrentLevel ? ["returns the level"] : []),
    ...contract.callbacks.map(printCallback),
    ...(contract.mayBlock ? ["may block"] : []),
    ...(contract.notWhileHoldingSpinLock ? ["no spin lock held"] : []),
    ...(contract.cases ?? []).map(printCase),
    ...(contract.guardedBy === undefined ? [] : [`guarded by ${printContractPath(contract.guardedBy)}`]),
    ...(contract.functionClass === undefined ? [] : [`class ${contract.functionClass}`]),
  ].join("; ");
