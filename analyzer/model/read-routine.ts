import type { CallbackEffect, Contract, ContractCase, LevelEffect, LockEffect } from "../contract/contract.js";
import type { LockFamily, LockForm } from "../contract/contract.js";
import { ANY_LEVEL } from "../domain/level-set.js";
import { Invariant } from "../finding/errors.js";
import { readCase } from "./read-case.js";
import { readLevels, readPlace } from "./read-clause.js";

/*
 * A row of the routine table:  name|levels|clauses|page      `name/part`: a part of what the routine does
 *
 *   raise:<level|place|levels>        leaves at this level          saves:<place>      keeps the level from before there
 *   restore:<place>                   leaves at the level kept there
 *   lock:<operation>:<family>[,<family>]:<form>:<place|_>[:<handle place>]
 *   cb:<argument>:<now|later>:<role>[:<levels>]                     current            the result is the current level
 *   makes:<class>                     returns a new object of it
 *   around:<argument>                 runs it between name/acquire and name/release, where the call is taken apart
 *   case:<condition>:<levels>:<block|free|>:<level|same|>           block, nospin      may wait; not with a spin lock held
 */
interface Draft {
  level: LevelEffect;
  saves: Contract["saves"];
  current: boolean;
  block: boolean;
  nospin: boolean;
  makes: string | undefined;
  around: number | undefined;
  readonly locks: LockEffect[];
  readonly callbacks: CallbackEffect[];
  readonly cases: ContractCase[];
}

const raiseTo = (text: string): LevelEffect => {
  if (text.startsWith("a")) return { kind: "raise", to: readPlace(text) };
  if (!text.includes("..")) return { kind: "raise", to: Number(text) };
  return { kind: "raise", to: { levels: readLevels(text) ?? ANY_LEVEL } };
};

/** `a0:later:KDEFERRED_ROUTINE(threaded)`: role names have a blank before the refinement. */
const readCallback = ([argument, when, role = "", levels]: readonly string[]): CallbackEffect => ({
  argument: Number(argument),
  when: when === "now" ? "now" : "later",
  ...(role === "" ? {} : { role: role.replace("(", " (") }),
  ...(levels === undefined ? {} : { level: readLevels(levels) }),
});

const readLock = ([operation, families = "", form, lock = "_", handle]: readonly string[]): LockEffect => {
  const [family, ...also] = families.split(",") as [LockFamily, ...LockFamily[]];
  return {
    operation: operation as LockEffect["operation"],
    family,
    form: form as LockForm,
    lock: lock === "_" ? undefined : readPlace(lock),
    ...(handle === undefined ? {} : { handle: readPlace(handle) }),
    ...(operation === "try" || operation === "convert" ? { when: { kind: "return", truthy: true } } : {}),
    ...(also.length === 0 ? {} : { also }),
  };
};

const CLAUSES: Readonly<Record<string, (draft: Draft, fields: readonly string[]) => void>> = {
  raise: (draft, [to = ""]) => (draft.level = raiseTo(to)),
  restore: (draft, [from = ""]) => (draft.level = { kind: "restore", from: readPlace(from) }),
  saves: (draft, [place = ""]) => (draft.saves = readPlace(place)),
  lock: (draft, fields) => draft.locks.push(readLock(fields)),
  cb: (draft, fields) => draft.callbacks.push(readCallback(fields)),
  case: (draft, fields) => draft.cases.push(readCase(fields)),
  current: (draft) => (draft.current = true),
  block: (draft) => (draft.block = true),
  nospin: (draft) => (draft.nospin = true),
  makes: (draft, [made]) => (draft.makes = made),
  around: (draft, [argument]) => (draft.around = Number(argument)),
};

const readClauses = (text: string): Draft => {
  const draft: Draft = {
    level: { kind: "same" },
    saves: undefined,
    current: false,
    block: false,
    nospin: false,
    makes: undefined,
    around: undefined,
    locks: [],
    callbacks: [],
    cases: [],
  };
  for (const clause of text.split(" ")) {
    if (clause === "") continue;
    const [name = "", ...fields] = clause.split(":");
    const read = CLAUSES[name];
    if (read === undefined) throw new Invariant(`the routine table has no clause \`${name}\``);
    read(draft, fields);
  }
  return draft;
};

/** Folder of the reference pages, where the page's name follows from the routine's. */
const pageOf = (name: string, page: string): string =>
  /^\w+$/.test(page) ? `wdk-ddi-src/content/${page}/nf-${page}-${name.toLowerCase()}.md` : page;

const aroundOf = (key: string, argument: number): NonNullable<Contract["around"]> => ({
  argument,
  acquire: `${key}/acquire`,
  release: `${key}/release`,
});

/** The contract of one row of the routine table. */
export const readRoutine = (row: string): Contract => {
  const [key = "", levels = "-", clauses = "", page = ""] = row.split("|");
  const [name = key] = key.split("/");
  const requires = readLevels(levels);
  const draft = readClauses(clauses);
  return {
    name,
    origin: "wdk",
    requires: requires ?? ANY_LEVEL,
    statesLevel: requires !== undefined && requires !== ANY_LEVEL,
    level: draft.level,
    saves: draft.saves,
    locks: draft.locks,
    returnsCurrentLevel: draft.current,
    callbacks: draft.callbacks,
    mayBlock: draft.block,
    notWhileHoldingSpinLock: draft.nospin,
    source: pageOf(name, page),
    ...(draft.makes === undefined ? {} : { makes: draft.makes }),
    ...(draft.around === undefined ? {} : { around: aroundOf(key, draft.around) }),
    ...(draft.cases.length === 0 ? {} : { cases: draft.cases }),
  };
};
