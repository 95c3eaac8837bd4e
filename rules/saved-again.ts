import type { CallEffect } from "../analyzer/check/call-effects.js";
import { firstEffects, type FirstEffects } from "../analyzer/check/first-effects.js";
import { contractCalls, step, type ContractCallPoint, type SettledProgram } from "../analyzer/check/settled-program.js";
import type { Case } from "../analyzer/domain/case.js";
import type { Value } from "../analyzer/domain/value.js";
import type { CallOperation, Operation } from "../analyzer/ir/operation.js";
import { readRegisters } from "../analyzer/ir/registers.js";
import { sameSpan, type Span } from "../analyzer/ir/span.js";
import { readRegister } from "../analyzer/solve/memory.js";

/** A level that is read although the raise that follows saves the same one. */
export interface SavedAgain {
  readonly point: ContractCallPoint;
  /** The raise or raising acquire. */
  readonly raise: CallOperation;
}

const cameFrom = (value: Value, read: Span): boolean =>
  (value.kind === "level" || value.kind === "test") && value.read !== undefined && sameSpan(value.read.span, read);

const movesOnly = (operation: Operation): boolean =>
  operation.kind === "copy" || operation.kind === "store" || operation.kind === "set";

/** Whether the operation makes something of the level that was read, other than putting it away. */
const uses = (operation: Operation, state: Case, read: Span): boolean =>
  !movesOnly(operation) && readRegisters(operation).some((register) => cameFrom(readRegister(state, register), read));

const isRaise = (effect: CallEffect): boolean =>
  effect.kind === "raise" ||
  (effect.kind === "lock" && effect.takes && effect.form === "raise" && effect.contract?.saves !== undefined);

const isSavedByAll = (effects: FirstEffects, read: Span): boolean =>
  !effects.mayEnd &&
  effects.found.every((found) => found.effects.every(isRaise) && !uses(found.node.operation, found.state, read)) &&
  !effects.passed.some(({ node, state }) => uses(node.operation, state, read));

const inCase = (point: ContractCallPoint, state: Case): CallOperation | undefined => {
  const effects = firstEffects(point.instance, step(point.instance, point.node, state));
  if (!effects || !isSavedByAll(effects, point.operation.span)) return undefined;
  const raise = effects.found[0]?.node.operation;
  return raise?.kind === "call" ? raise : undefined;
};

/** Reads of the level whose value is first looked at after a raise has saved it anyway. */
export const savedAgain = (program: SettledProgram): SavedAgain[] =>
  contractCalls(program).flatMap((point) => {
    if (!point.contract.returnsCurrentLevel) return [];
    const raises = point.cases.map((state) => inCase(point, state));
    const [raise] = raises;
    return raise && raises.every((other) => other) ? [{ point, raise }] : [];
  });
