import { beforeAll, describe, expect, it } from "vitest";
import type { Report } from "../analyzer/finding/report.js";
import { checkSources, findingsIn } from "./testing/check-sources.js";

const routine = (body: string): string => `declare const run: (go: () => void) => void;
const other = new KSPIN_LOCK(new SharedArrayBuffer(KSPIN_LOCK.BYTES));
const kept: { undo?: () => void } = {};
export const onDpc: KDEFERRED_ROUTINE = () => {
  const undo: (() => void)[] = [];
  KeAcquireSpinLockAtDpcLevel(lock);
  ${body}
};`;

const HANDED_OUT = {
  toAList: routine("undo.push(() => KeReleaseSpinLockFromDpcLevel(lock)); while (undo.length > 0) undo.pop()!();"),
  backwards: routine("undo.push(() => KeReleaseSpinLockFromDpcLevel(lock)); for (const one of undo.reverse()) one();"),
  toUnknownCode: routine("run(() => KeReleaseSpinLockFromDpcLevel(lock));"),
  asCaptured: routine("const own = lock; run(() => KeReleaseSpinLockFromDpcLevel(own));"),
};

const NOT_GIVEN_BACK = {
  another: routine("run(() => KeReleaseSpinLockFromDpcLevel(other));"),
  onlyAsked: routine("run(() => work());"),
  nothing: routine("undo.length = 0;"),
  later: routine("setTimeout(() => { const old = KeRaiseIrqlToDpcLevel(); KeReleaseSpinLock(lock, old); }, 0);"),
};

type Name = keyof typeof HANDED_OUT | keyof typeof NOT_GIVEN_BACK;

let report: Report;
beforeAll(async () => {
  const sources = Object.entries({ ...HANDED_OUT, ...NOT_GIVEN_BACK });
  report = await checkSources(Object.fromEntries(sources.map(([name, code]) => [`${name}.ts`, code])));
});

/** How certain, and in what words. */
const leaks = (name: Name): [string, string | undefined][] =>
  findingsIn(report, `${name}.ts`)
    .filter(({ ruleId }) => ruleId === "unreleased-spin-lock")
    .map(({ certainty, message }) => [certainty, /(?:may|is) still(?: be)? held/.exec(message)?.[0]]);

describe("a lock that a function gives back which is handed out", () => {
  it.each(Object.keys(HANDED_OUT) as (keyof typeof HANDED_OUT)[])("may be given back: %s", (name) => {
    expect(leaks(name)).toEqual([["possible", "may still be held"]]);
  });

  it.each(Object.keys(NOT_GIVEN_BACK) as (keyof typeof NOT_GIVEN_BACK)[])("is left for certain: %s", (name) => {
    expect(leaks(name)).toEqual([["certain", "is still held"]]);
  });
});
