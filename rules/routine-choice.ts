import type { CallEffect } from "../analyzer/check/call-effects.js";
import { firstEffects, type Point } from "../analyzer/check/first-effects.js";
import type { LevelQuestion } from "../analyzer/check/level-questions.js";
import { step } from "../analyzer/check/settled-program.js";
import type { LockFamily, LockForm } from "../analyzer/contract/contract.js";
import { APC_LEVEL, atMost, complement } from "../analyzer/domain/level-set.js";

const BELOW_DISPATCH = atMost(APC_LEVEL);

/** What an arm does first: takes or gives back one lock, in one form. */
interface ArmEffect {
  readonly takes: boolean;
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
  return { takes: first.takes, family: first.family, raises: RAISES[first.form], lock: first.lock.text };
};

const sameArm = (a: ArmEffect, b: ArmEffect): boolean =>
  a.takes === b.takes && a.family === b.family && a.raises === b.raises && a.lock === b.lock;

/** The one thing that all ways along an arm do first; undefined where they differ or do none. */
const firstOfArm = (question: LevelQuestion, start: readonly Point[]): ArmEffect | undefined => {
  const effects = firstEffects(question.instance, start);
  if (!effects || effects.mayEnd) return undefined;
  const arms = effects.found.map((found) => armEffect(found.effects));
  const [first] = arms;
  return first && arms.every((arm) => arm && sameArm(arm, first)) ? first : undefined;
};

const armStart = (question: LevelQuestion, arm: "true" | "false"): Point[] => {
  const edge = question.node.edges.find((candidate) => candidate.when === arm);
  return step(question.instance, question.node, question.state).filter((point) => point.node.id === edge?.to);
};

/** Whether the branch only chooses between the two forms of one lock routine, the raising form where the level is low. */
export const routineChoice = (question: LevelQuestion): RoutineChoice | undefined => {
  const whenTrue = firstOfArm(question, armStart(question, "true"));
  const whenFalse = firstOfArm(question, armStart(question, "false"));
  if (!whenTrue || !whenFalse || whenTrue.raises === whenFalse.raises) return undefined;
  if (!sameArm({ ...whenTrue, raises: true }, { ...whenFalse, raises: true })) return undefined;
  const reliesAt = whenTrue.raises ? complement(question.set) : question.set;
  if ((reliesAt & BELOW_DISPATCH) !== 0) return undefined;
  return { takes: whenTrue.takes, lock: whenTrue.lock, raisingArm: whenTrue.raises ? "true" : "false" };
};
