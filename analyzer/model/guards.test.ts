import { readFileSync, readdirSync } from "node:fs";
import { ts } from "#compiler";
import { describe, expect, it } from "vitest";
import { printContract } from "../contract/print-contract.js";
import type { Contract } from "../contract/contract.js";
import { model } from "./model.js";

const folder = new URL("../../runtime/guards/", import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"));

interface Declared {
  readonly key: string;
  readonly tags: Contract | undefined;
}

const RELEASE = "[Symbol.dispose]";

const declared = (file: ts.SourceFile, key: string, node: ts.Node, parameters: readonly string[]): Declared => {
  const range = ts.getLeadingCommentRanges(file.text, node.pos)?.at(-1);
  const book = model();
  const contract = book.declare({
    file: file.fileName,
    name: key,
    parameters,
    comment: range ? file.text.slice(range.pos, range.end) : "",
    commentStart: range?.pos ?? 0,
    place: key,
    member: () => true,
  });
  expect(book.problems).toEqual([]);
  return { key, tags: contract === undefined ? undefined : book.byKey.get(contract) };
};

const namesOf = (parameters: readonly ts.ParameterDeclaration[]): string[] =>
  parameters.map(({ name }) => name.getText());

const inClass = (file: ts.SourceFile, node: ts.ClassDeclaration): Declared[] =>
  node.members.flatMap((member) => {
    const name = node.name?.text ?? "";
    if (ts.isConstructorDeclaration(member)) return [declared(file, name, member, namesOf(member.parameters))];
    return ts.isMethodDeclaration(member) ? [declared(file, `${name}${RELEASE}`, member, [])] : [];
  });

const inVariable = (file: ts.SourceFile, node: ts.VariableStatement): Declared[] =>
  node.declarationList.declarations.flatMap(({ name, initializer }) => {
    const isSection = name.getText().startsWith("with") && initializer && ts.isArrowFunction(initializer);
    return isSection ? [declared(file, name.getText(), node, namesOf(initializer.parameters))] : [];
  });

const all = files.flatMap((name) => {
  const file = ts.createSourceFile(name, readFileSync(new URL(name, folder), "utf8"), ts.ScriptTarget.ESNext, true);
  return file.statements.flatMap((node) => {
    if (ts.isClassDeclaration(node)) return inClass(file, node);
    return ts.isVariableStatement(node) ? inVariable(file, node) : [];
  });
});

const book = model();

/** What tags and the table both can say: the tags know no families, and no handle of the guard's own. */
const comparable = (contract: Contract | undefined): unknown =>
  contract && {
    requires: contract.requires,
    changes: contract.level.kind,
    saves: contract.saves !== undefined,
    locks: contract.locks.map(({ operation }) => operation).filter((operation) => operation !== "internal"),
  };

describe("guards and sections of `irql/runtime`", () => {
  it("are all there", () => {
    expect(all).toHaveLength(28);
  });

  it.each(all)("$key has tags that say what the built-in contract says", ({ key, tags }) => {
    expect(tags).toBeDefined();
    expect(comparable(tags)).toEqual(comparable(book.ofRuntime(key)));
  });

  it.each([
    ["SpinLockGuard", "irql 0..2 -> 2; saves this.#irql; +arg0 by this (ordinary, raise)"],
    [`SpinLockGuard${RELEASE}`, "irql 2 -> restored from this.#irql; -lock of this (ordinary, raise)"],
    ["InStackQueuedSpinLockAtDpcLevelGuard", "irql 2..15 -> same; +arg0 by this (queued, dpc)"],
    ["SpinLockExclusiveGuard", "irql 0..2 -> 2; saves this.#irql; +arg0 by this (reader-writer-exclusive, raise)"],
    ["RaisedIrqlGuard", "irql * -> arg0; saves this.#irql"],
    [`RaisedIrqlGuard${RELEASE}`, "irql * -> restored from this.#irql"],
    ["waitForSingleObjectAsync", "irql 0..1 -> same"],
    ["idleProcessor", "irql 0..1 -> same; calls arg0 now at 0..1; may block"],
    ["attachProcessor", "irql 0 -> same"],
    ["detachProcessor", "irql 0 -> same"],
    ["withSpinLock/release", "irql 2 -> restored from this.#irql; -lock of this (ordinary, raise)"],
  ])("%s", (key, says) => {
    const contract = book.ofRuntime(key);
    expect(contract && printContract(contract)).toBe(says);
  });

  it("mean nothing where the runtime does not declare them", () => {
    expect(book.builtin("withSpinLock")).toBeUndefined();
    expect(book.builtin("KeAcquireSpinLock")).toBe(book.ofRuntime("KeAcquireSpinLock"));
  });
});
