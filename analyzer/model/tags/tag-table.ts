import type { ContractCondition, LevelEffect } from "../../contract/contract.js";
import { atLeast, atMost, exactly, highest, isSingleton, lowest } from "../../domain/level-set.js";
import { roleName } from "../roles.js";
import { readCondition } from "./read-condition.js";
import { LEVEL_NUMBERS, readLevel } from "./read-level.js";
import { readPath } from "./read-path.js";
import { addCase } from "./tag-draft.js";
import type { TagDraft } from "./tag-draft.js";
import type { TagReader } from "./tag-reader.js";

type Read = (reader: TagReader, draft: TagDraft) => void;

const conditionOf = (reader: TagReader, draft: TagDraft): ContractCondition | undefined =>
  readCondition(reader, draft.names);

const irql =
  (read: Read): Read =>
  (reader, draft) => {
    read(reader, draft);
    draft.hasIrqlTag = true;
  };

const requires: Read = (reader, draft) => {
  const level = readLevel(reader);
  const when = conditionOf(reader, draft);
  if (when === undefined) draft.exact |= level;
  else addCase(draft, { when, requires: level });
};

const requiresMin: Read = (reader, draft) => {
  const levels = atLeast(lowest(readLevel(reader)));
  const when = conditionOf(reader, draft);
  if (when !== undefined) {
    addCase(draft, { when, requires: levels });
    return;
  }
  draft.atLeast &= levels;
  draft.hasMinimum = true;
};

const requiresMax: Read = (reader, draft) => {
  const levels = atMost(highest(readLevel(reader)));
  const when = conditionOf(reader, draft);
  if (when !== undefined) {
    addCase(draft, { when, requires: levels });
    return;
  }
  draft.atMost &= levels;
  draft.hasMaximum = true;
};

const setExit = (draft: TagDraft, when: ContractCondition | undefined, level: LevelEffect): void => {
  draft.statesExit = true;
  if (when === undefined) draft.level = level;
  else addCase(draft, { when, level });
};

/** `@irqlRaises L`; also the name of a parameter that holds the level, as `KeRaiseIrql` has it. */
const raises: Read = (reader, draft) => {
  const isParameter = draft.names.parameters.includes(reader.word) && !Object.hasOwn(LEVEL_NUMBERS, reader.word);
  const to = isParameter ? readPath(reader, draft.names) : readLevel(reader);
  const when = conditionOf(reader, draft);
  if (typeof to !== "number") {
    setExit(draft, when, { kind: "raise", to });
    return;
  }
  setExit(draft, when, { kind: "raise", to: isSingleton(to) ? lowest(to) : { levels: to } });
};

const saves: Read = (reader, draft) => {
  draft.saves = readPath(reader, draft.names);
  // The place means something only where the level was saved: its release is judged, not the condition.
  conditionOf(reader, draft);
};

const restores: Read = (reader, draft) => {
  const from = readPath(reader, draft.names);
  setExit(draft, conditionOf(reader, draft), { kind: "restore", from });
};

const isTry = (when: ContractCondition | undefined): boolean => when?.kind === "return";

const lockTag =
  (operation: "acquire" | "release"): Read =>
  (reader, draft) => {
    const lock = readPath(reader, draft.names);
    const when = conditionOf(reader, draft);
    draft.locks.push({
      operation: operation === "acquire" && isTry(when) ? "try" : operation,
      family: lock.root.kind === "global" && lock.root.name === "cancel" ? "cancel" : "other",
      form: "dpc",
      lock,
      ...(when === undefined ? {} : { when }),
    });
  };

const lockNeed =
  (held: boolean): Read =>
  (reader, draft) => {
    const lock = readPath(reader, draft.names);
    const when = conditionOf(reader, draft);
    draft.lockNeeds.push({ lock, held, ...(when === undefined ? {} : { when }) });
  };

/** SAL's `_IRQL_is_cancel_`: entered at DISPATCH_LEVEL with the cancel lock held, leaves at the request's `CancelIrql`. */
const isCancel: Read = (_reader, draft) => {
  draft.isCancel = true;
  draft.functionClass ??= "DRIVER_CANCEL";
  draft.exact |= exactly(2);
  draft.statesExit = true;
  draft.level = { kind: "restore", from: { root: { kind: "argument", index: 1 }, keys: ["CancelIrql"] } };
  const lock = { root: { kind: "global", name: "cancel" }, keys: [] } as const;
  draft.lockNeeds.push({ lock, held: true });
  draft.locks.push({ operation: "release", family: "cancel", form: "raise", lock });
};

const functionClass: Read = (reader, draft) => {
  const name = reader.take(/[A-Za-z_]\w*/y);
  if (name === undefined) return reader.fail("`@functionClass` needs a role type such as `KDEFERRED_ROUTINE`");
  const role = roleName(name);
  if (role === undefined)
    return reader.fail(
      `\`@functionClass ${name}\` names no role type of the WDK; write one such as \`KDEFERRED_ROUTINE\``,
    );
  draft.functionClass = role;
};

const mayBlock: Read = (reader, draft) => {
  // Prose may begin with "when", too: only what reads as a condition is one.
  const isCondition = /^\s*when\s+(!?\s*return\b|[\w$.#]+\s*[!=]=)/.test(reader.rest);
  const when = isCondition ? conditionOf(reader, draft) : undefined;
  if (when === undefined) draft.mayBlock = true;
  else addCase(draft, { when, mayBlock: true });
};

export interface TagRule {
  readonly read: Read;
  /** Whether prose may follow without a dash: tags that have nothing to read. */
  readonly isBare?: boolean;
}

/** Every contract tag, by its name. */
export const TAGS: Readonly<Record<string, TagRule>> = {
  irqlRequires: { read: irql(requires) },
  irqlRequiresMin: { read: irql(requiresMin) },
  irqlRequiresMax: { read: irql(requiresMax) },
  irqlRequiresSame: { read: irql((_reader, draft) => (draft.statesExit = true)), isBare: true },
  irqlRaises: { read: irql(raises) },
  irqlSaves: { read: irql(saves) },
  irqlRestores: { read: irql(restores) },
  irqlAlwaysFunctionMin: { read: irql((reader, draft) => (draft.alwaysMin = lowest(readLevel(reader)))) },
  irqlAlwaysFunctionMax: { read: irql((reader, draft) => (draft.alwaysMax = highest(readLevel(reader)))) },
  irqlIsCancel: { read: irql(isCancel), isBare: true },
  acquiresLock: { read: lockTag("acquire") },
  releasesLock: { read: lockTag("release") },
  requiresLockHeld: { read: lockNeed(true) },
  requiresLockNotHeld: { read: lockNeed(false) },
  guardedBy: { read: (reader, draft) => (draft.guardedBy = readPath(reader, draft.names)) },
  functionClass: { read: functionClass },
  mayBlock: { read: mayBlock, isBare: true },
};
