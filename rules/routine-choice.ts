import type { CallEffect } from "../analyzer/check/call-effects.js";
import { firstEffects, type Point } from "../analyzer/check/first-effects.js";
import type { LevelQuestion } from "../analyzer/check/level-questions.js";
import { step } from "../analyzer/check/settled-program.js";
import type { LockFamily, LockForm } from "../analyzer/contract/contract.js";
import { readRegister } from "../analyzer/solve/memory.js";
import { APC_LEVEL, atMost, complement } from "../analyzer/domain/level-set.js";

const BELOW_DISPATCH = atMost(APC_LEVEL);

/** What an arm does first: takes or gives back one lock, in one form. */
interface ArmEffect {
  readonly takes: boolean;
  readonly tries: boolean;
  readonly family: LockFamily;
  readonly raises: boolean;
  readonly lock: string;
}

/** A branch that only chooses between a routine that saves the level and the one that relies on it. */
export interface RoutineChoice {
  readonly takes: boolean;
  readonly lock: string;
  /** The arm with the routine that is right at every level up to DISPATCH_LEVEL. */
  readonly raisingArm: "true" | "false";
}

const RAISES: Readonly<Record<LockForm, boolean>> = { raise: true, forDpc: true, dpc: false, kef: false };

const armEffect = (effects: readonly CallEffect[]): ArmEffect | undefined => {
  const [first] = effects;
  if (first?.kind !== "lock" || effects.length !== 1) return undefined;
  return {
    takes: first.takes,
    tries: first.tries,
    family: first.family,
    raises: RAISES[first.form],
    lock: first.lock.text,
  };
};

const sameArm = (a: ArmEffect, b: ArmEffect): boolean =>
  a.takes === b.takes && a.tries === b.tries && a.family === b.family && a.raises === b.raises && a.lock === b.lock;

interface Arm {
  readonly effect: ArmEffect;
  /** What else it does before: calls and writes, by node and by text. */
  readonly work: ReadonlyMap<number, string>;
}

/** Work that only one arm does makes the branch more than a choice of the routine. Moving values about is none. */
const workOf = ({ node, state }: Point): [number, string][] => {
  const { operation } = node;
  if (operation.kind === "call") return [[node.id, operation.text]];
  if (operation.kind === "set") return [[node.id, "set"]];
  if (operation.kind === "suspend") return [[node.id, "suspend"]];
  const isData = operation.kind === "store" && readRegister(state, operation.src).kind !== "literal";
  return isData ? [[node.id, `store ${operation.variable}`]] : [];
};

/** The one thing that all ways along an arm do first; undefined where they differ or do none. */
const armOf = (question: LevelQuestion, start: readonly Point[]): Arm | undefined => {
  const effects = firstEffects(question.instance, start);
  if (!effects || effects.mayEnd) return undefined;
  const arms = effects.found.map((found) => armEffect(found.effects));
  const [first] = arms;
  if (!first || !arms.every((arm) => arm && sameArm(arm, first))) return undefined;
  return { effect: first, work: new Map(effects.passed.flatMap(workOf)) };
};

const armStart = (question: LevelQuestion, arm: "true" | "false"): Point[] => {
  const edge = question.node.edges.find((candidate) => candidate.when === arm);
  return step(question.instance, question.node, question.state).filter((point) => point.node.id === edge?.to);
};

const sameWork = (a: Arm, b: Arm): boolean => {
  const texts = (arm: Arm, other: Arm): string[] =>
    [...arm.work]
      .filter(([node]) => !other.work.has(node))
      .map(([, text]) => text)
      .sort();
  return texts(a, b).join("\n") === texts(b, a).join("\n");
};

/** Whether the branch only chooses between the two forms of one lock routine, the raising form where the level is low. */
export const routineChoice = (question: LevelQuestion): RoutineChoice | undefined => {
  const trueArm = armOf(question, armStart(question, "true"));
  const falseArm = armOf(question, armStart(question, "false"));
  if (!trueArm || !falseArm || !sameWork(trueArm, falseArm)) return undefined;
  const whenTrue = trueArm.effect;
  const whenFalse = falseArm.effect;
  if (whenTrue.raises === whenFalse.raises) return undefined;
  if (!sameArm({ ...whenTrue, raises: true }, { ...whenFalse, raises: true })) return undefined;
  const reliesAt = whenTrue.raises ? complement(question.set) : question.set;
  if ((reliesAt & BELOW_DISPATCH) !== 0) return undefined;
  return { takes: whenTrue.takes, lock: whenTrue.lock, raisingArm: whenTrue.raises ? "true" : "false" };
};
