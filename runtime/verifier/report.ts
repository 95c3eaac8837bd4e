// The text of a violation: what happened, then who, where, and who holds what.
import { cpu } from "../cpu.js";
import { nameOfIdentity } from "../identity.js";
import { TAG } from "../kernel/memories.js";
import { levelName } from "../level-name.js";
import { kindName } from "../lock/layout.js";
import { holdsNow, type Hold } from "./holds.js";
import { framesOf } from "./stacks.js";
import type { StopCode } from "./stop-codes.js";

/** A part of a report: a heading and lines below it. */
export type Section = readonly [heading: string, lines: readonly string[]];

const hex = (value: number): string => `0x${(value >>> 0).toString(16).toUpperCase()}`;

/** "bug check 0xC4 (0x1001, 0x40, 0x0, 0x0) DRIVER_VERIFIER_DETECTED_VIOLATION". */
const headline = ({ bugCheck, name, parameters }: StopCode): string =>
  bugCheck === null ? `violation (${name})` : `bug check ${hex(bugCheck)} (${parameters.map(hex).join(", ")}) ${name}`;

const MEMORY: Readonly<Record<number, string>> = {
  [TAG.arena]: "the arena",
  [TAG.system]: "the system",
  [TAG.elsewhere]: "its buffer",
};

/** A lock in words: where it lies. */
export const nameOfReference = (reference: number): string =>
  `the lock at byte ${String(reference & ~3)} of ${MEMORY[reference & 3] ?? "its buffer"}`;

const kindOf = ({ lock }: Hold): string =>
  lock === null ? "" : kindName(Atomics.load(lock.words, lock.index)).replace(/^(.*)$/, ", $1");

const NO_STACK = "(stack not kept: it was taken often; `IRQL_VERIFIER=stacks` keeps all)";

const indent = (lines: readonly string[]): readonly string[] => lines.map((line) => `    ${line}`);

const at = (stack: Error | null): readonly string[] => {
  if (stack === null) return [NO_STACK];
  const frames = framesOf(stack);
  return frames.length === 0 ? ["(no frame of the program)"] : frames.map((frame) => `at ${frame}`);
};

/** One hold: which lock, by which routine, from which level, since where. */
export const describeHold = (hold: Hold): readonly string[] => [
  `${nameOfReference(hold.lock?.reference ?? 0)}${kindOf(hold)}: \`${hold.routine}\` at ${levelName(hold.irql)}`,
  ...indent(at(hold.stack)),
];

const holding = (): Section => {
  const holds = holdsNow();
  return holds.length === 0
    ? ["holds no lock", []]
    : ["holds, the outermost lock first", holds.flatMap((hold) => describeHold(hold))];
};

const rule = (ruleId: string | null): Section =>
  ruleId === null
    ? ["no static rule finds this before the program runs", []]
    : [`found before the program runs by ${ruleId}`, [`npx irql check · npx irql explain ${ruleId}`]];

const WIDTH = 100;

const wrap = (text: string): readonly string[] => {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length >= WIDTH) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
};

/** The report, as lines. */
export const writeReport = (code: StopCode, message: string, where: Error, more: readonly Section[]): string => {
  const sections: readonly Section[] = [
    [`${nameOfIdentity(cpu.id)}, at ${levelName(cpu.irql)}`, at(where)],
    holding(),
    ...more,
    rule(code.ruleId),
  ];
  const body = sections.flatMap(([heading, lines]) => [heading, ...indent(lines)]);
  return [headline(code), ...wrap(message), "", ...body].join("\n");
};
