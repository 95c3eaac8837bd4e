import type { CallEffect } from "../analyzer/check/call-effects.js";
import { firstEffects, type FirstEffects, type Point } from "../analyzer/check/first-effects.js";
import { contractCalls, type ContractCallPoint } from "../analyzer/check/contract-calls.js";
import { everywhere } from "../analyzer/check/parts.js";
import { contractsCalled, step } from "../analyzer/check/settled-program.js";
import type { Case } from "../analyzer/domain/case.js";
import type { Value } from "../analyzer/domain/value.js";
import type { CallOperation, Operation } from "../analyzer/ir/operation.js";
import { readRegisters } from "../analyzer/ir/registers.js";
import { sameSpan, type Span } from "../analyzer/ir/span.js";
import { resolveCall } from "../analyzer/solve/invocations.js";
import { readRegister } from "../analyzer/solve/memory.js";

/** A level that is read although the raise that follows saves the same one. */
export interface SavedAgain {
  readonly point: ContractCallPoint;
  /** The raise or raising acquire. */
  readonly raise: CallOperation;
  /** The raise is one of several, or what was read is put away, and may be seen, before it. */
  readonly isMoved: boolean;
}

const cameFrom = (value: Value, read: Span): boolean =>
  "read" in value && value.read !== undefined && sameSpan(value.read.span, read);

const movesOnly = (operation: Operation): boolean =>
  operation.kind === "copy" || operation.kind === "store" || operation.kind === "set";

/** Whether the operation makes something of the level that was read, other than putting it away. */
const uses = (operation: Operation, state: Case, read: Span): boolean =>
  !movesOnly(operation) && readRegisters(operation).some((register) => cameFrom(readRegister(state, register), read));

const isRaise = (effect: CallEffect): boolean =>
  effect.kind === "raise" || (effect.kind === "lock" && effect.takes && effect.form === "raise");

/** A helper that raises may return anything; a routine that saves the level returns it. */
const returnsLevel = ({ instance }: ContractCallPoint, { node, state }: Point): boolean => {
  if (node.operation.kind !== "call") return false;
  const { invocations } = resolveCall(instance.context, state, node.operation);
  const contracts = contractsCalled(instance, state, node.operation);
  return (
    invocations.every(({ target }) => target.kind === "contract") &&
    contracts.every((contract) => contract.saves?.root.kind === "return" && contract.saves.keys.length === 0)
  );
};

const isSavedByAll = (effects: FirstEffects, read: Span): boolean =>
  !effects.mayEnd &&
  effects.found.every((found) => found.effects.every(isRaise) && !uses(found.node.operation, found.state, read)) &&
  !effects.passed.some(({ node, state }) => uses(node.operation, state, read));

/** Putting the level into the variable that it was read for is one copy; a variable that functions share is another matter. */
const isPutAway = (effects: FirstEffects, read: Span): boolean => {
  const moves = new Map(
    effects.passed
      .filter(({ node, state }) =>
        readRegisters(node.operation).some((one) => cameFrom(readRegister(state, one), read)),
      )
      .map(({ node }) => [node.id, node.operation.kind]),
  );
  return moves.size > 1 || [...moves.values()].some((kind) => kind !== "copy");
};

const inCase = (point: ContractCallPoint, state: Case): Omit<SavedAgain, "point"> | undefined => {
  const effects = firstEffects(point.instance, step(point.instance, point.node, state));
  if (!effects || !isSavedByAll(effects, point.operation.span)) return undefined;
  const [found] = effects.found;
  if (found?.node.operation.kind !== "call" || !effects.found.every((one) => returnsLevel(point, one)))
    return undefined;
  const isMoved =
    effects.found.some(({ node }) => node.id !== found.node.id) || isPutAway(effects, point.operation.span);
  return { raise: found.node.operation, isMoved };
};

/** Reads of the level whose value is first looked at after a raise has saved it anyway. */
export const savedAgain = everywhere("saved again", (program) =>
  contractCalls(program).flatMap((point) => {
    if (!point.contract.returnsCurrentLevel) return [];
    const raises = point.cases.map((state) => inCase(point, state));
    const [first] = raises;
    if (!first || !raises.every((other) => other)) return [];
    const isMoved = raises.some((other) => other?.isMoved === true || other?.raise !== first.raise);
    return [{ point, raise: first.raise, isMoved }];
  }),
);
