import { contractCalls } from "../analyzer/check/contract-calls.js";
import { moduleNames } from "../analyzer/check/lock-names.js";
import type { SettledProgram } from "../analyzer/check/settled-program.js";
import type { ContractPath } from "../analyzer/contract/contract.js";
import { describePath, rootPath, isObjectRoot, type Path } from "../analyzer/domain/path.js";
import type { FunctionUnit } from "../analyzer/ir/graph.js";
import { spanKey, type Span } from "../analyzer/ir/span.js";
import type { Text } from "./statement-place.js";

const OUTER_ROOT = /^of:(.*):(?:this|param:\d+)$/;

/** A place of a program for people; undefined where it has no name. `unit`: the function in whose terms the path is. */
export const namePlace = (program: SettledProgram, place: Path, unit?: FunctionUnit): string | undefined => {
  const path = moduleNames(program).holder(place) ?? place;
  if (isObjectRoot(path.root) || path.root.startsWith("value:")) return undefined;
  const [, id = ""] = OUTER_ROOT.exec(path.root) ?? [];
  const named = unit ?? program.facts.functions.get(id);
  return describePath(path, (index) => named?.parameters[index]?.name.replace(/^$/, "an argument") ?? "an argument");
};

/** What a contract points at, for people; `passed` gives an argument as it is written at the call. */
export const nameContractPath = (
  { root, keys }: ContractPath,
  passed: (index: number) => string | undefined = () => undefined,
): string => {
  const start =
    root.kind === "argument"
      ? (passed(root.index) ?? "an argument")
      : root.kind === "global"
        ? describePath(rootPath(root.name.startsWith("var:") ? root.name : `global:${root.name}`), () => "")
        : root.kind;
  return [start, ...keys.map((key) => (/^\d+$/.test(key) ? `[${key}]` : `.${key}`))].join("");
};

const oneLine = (text: string): string => text.replace(/\s+/g, " ");

/** The locks that routines take, as they are written, by the places of the calls. */
export const writtenLocks = (program: SettledProgram, text: Text): ReadonlyMap<string, string> => {
  const written = new Map<string, string>();
  for (const { operation, contract } of contractCalls(program))
    for (const { lock } of contract.locks) {
      const span = lock?.root.kind === "argument" ? operation.args[lock.root.index]?.span : undefined;
      const keys = lock?.keys.map((key) => `.${key}`).join("") ?? "";
      if (span) written.set(spanKey(operation.span), `${oneLine(text(span))}${keys}`);
    }
  return written;
};

/** A lock for people: as it is written where it is taken, or by its place. */
export const nameLock = (
  program: SettledProgram,
  written: ReadonlyMap<string, string>,
  lock: { readonly path: Path; readonly span: Span },
): string => written.get(spanKey(lock.span)) ?? namePlace(program, lock.path) ?? lock.path.keys.at(-1) ?? "a lock";
