import type { CallEffect } from "../analyzer/check/call-effects.js";
import { firstEffects, type Point } from "../analyzer/check/first-effects.js";
import type { LevelQuestion } from "../analyzer/check/level-questions.js";
import { step } from "../analyzer/check/settled-program.js";
import type { LockFamily, LockForm } from "../analyzer/contract/contract.js";
import { isHeldHere } from "../analyzer/domain/held.js";
import { APC_LEVEL, atMost, complement } from "../analyzer/domain/level-set.js";
import type { SolvedInstance } from "../analyzer/summarize/instance.js";
import { sameWork } from "./arm-work.js";

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
  /** The lock that is given back was taken here, at some level by the form that relies on it. */
  readonly tookRelying: boolean;
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

/** The one thing that all ways along an arm do first; undefined where they differ or do none. */
const armOf = (instance: SolvedInstance, start: readonly Point[]): ArmEffect | undefined => {
  const effects = firstEffects(instance, start);
  if (!effects || effects.mayEnd) return undefined;
  const arms = effects.found.map((found) => armEffect(found.effects));
  const [first] = arms;
  if (!first || !arms.every((arm) => arm && sameArm(arm, first))) return undefined;
  return first;
};

/** The start of an arm; one that cannot be taken here is looked at as it is written. */
const armStart = ({ instance, node, state }: LevelQuestion, arm: "true" | "false"): Point[] => {
  const edge = node.edges.find((candidate) => candidate.when === arm);
  const first = edge && instance.unit.graph.nodes[edge.to];
  const taken = step(instance, node, state).filter((point) => point.node.id === edge?.to);
  return taken.length > 0 || !first ? taken : [{ node: first, state }];
};

const tookRelying = (questions: readonly LevelQuestion[], lock: string): boolean =>
  questions.some(({ state }) => {
    const held = state.locks.get(lock);
    return held !== undefined && isHeldHere(held) && !RAISES[held.form];
  });

/**
 * Whether a branch, with all the cases that come to it, only chooses between the two forms of one lock routine, the raising
 * form where the level is low.
 */
export const routineChoice = (questions: readonly LevelQuestion[]): RoutineChoice | undefined => {
  const [question] = questions;
  if (!question || questions.some(({ set }) => set !== question.set)) return undefined;
  const starts = (arm: "true" | "false"): Point[] => questions.flatMap((one) => armStart(one, arm));
  const whenTrue = armOf(question.instance, starts("true"));
  const whenFalse = armOf(question.instance, starts("false"));
  if (!whenTrue || !whenFalse || whenTrue.raises === whenFalse.raises) return undefined;
  if (!sameArm({ ...whenTrue, raises: true }, { ...whenFalse, raises: true })) return undefined;
  const reliesAt = whenTrue.raises ? complement(question.set) : question.set;
  if ((reliesAt & BELOW_DISPATCH) !== 0 || !sameWork(question, whenTrue.lock)) return undefined;
  const { takes, lock } = whenTrue;
  return { takes, lock, raisingArm: whenTrue.raises ? "true" : "false", tookRelying: tookRelying(questions, lock) };
};
