import type { Contract } from "../contract/contract.js";
import type { Case } from "../domain/case.js";
import { ANY_LEVEL, NO_LEVEL, type LevelSet } from "../domain/level-set.js";
import { START } from "../domain/stretch.js";
import type { GraphNode } from "../ir/graph.js";
import type { CallOperation, Target } from "../ir/operation.js";
import { applies, clauseWays } from "../solve/contract-conditions.js";
import type { ContractCall } from "../solve/contract-call.js";
import { resolveCall, type Invocation } from "../solve/invocations.js";
import { asksBody } from "../solve/iterators.js";
import type { AskedFacts, FunctionHead } from "../solve/context.js";
import type { SolvedInstance } from "../summarize/instance.js";
import { everywhere } from "./parts.js";
import { casesAt, type SettledProgram } from "./settled-program.js";

/** What one call needs of the level, in one case. */
export interface LevelNeed {
  readonly instance: SolvedInstance;
  readonly node: GraphNode;
  readonly operation: CallOperation;
  readonly state: Case;
  /** The routine or function that is called. */
  readonly name: string;
  readonly requires: LevelSet;
  /** The arguments narrow it: `KeSetEvent` with `Wait`. */
  readonly isConditional: boolean;
  /** Only if a condition on the arguments is met of which nothing is known. */
  readonly isOpen: boolean;
  readonly mayBlock: boolean;
  /** It gives back a lock, whatever its arguments are of which nothing is known. */
  readonly isRelease: boolean;
  /** Absent: a role says it. */
  readonly contract: Contract | undefined;
}

interface Said {
  readonly name: string;
  readonly contract: Contract | undefined;
  readonly requires: LevelSet;
}

/** A function's own contract, else the roles that it is declared with: the levels at which it is entered. */
const saidOfFunction = (facts: AskedFacts, unit: FunctionHead): Said | undefined => {
  const contract = unit.contract === undefined ? undefined : facts.contracts.get(unit.contract);
  const roles = unit.roles.filter(({ how }) => how !== "passed").flatMap(({ role }) => facts.roles.get(role) ?? []);
  const isSaid = contract !== undefined && !(contract.impliesLevel === true && roles.length > 0);
  if (isSaid && (contract.statesLevel || contract.mayBlock || roles.length === 0))
    return { name: unit.name, contract, requires: contract.requires };
  const entry = roles.reduce((levels, role) => levels | role.entry, NO_LEVEL);
  return roles.length === 0 ? undefined : { name: unit.name, contract: undefined, requires: entry };
};

const saidOf = (facts: AskedFacts, operation: CallOperation, target: Target): Said | undefined => {
  if (target.kind === "contract") {
    const contract = facts.contracts.get(target.contract);
    const name = contract?.origin === "role" ? operation.text : contract?.name;
    return contract && name !== undefined ? { name, contract, requires: contract.requires } : undefined;
  }
  const unit = target.kind === "function" ? facts.functions.get(target.id) : undefined;
  const contract = target.kind === "function" ? target.contract : undefined;
  return unit && saidOfFunction(facts, contract === undefined ? unit : { ...unit, contract });
};

/** Calling a generator function runs nothing; iterating it does. */
const runsNow = (facts: AskedFacts, operation: CallOperation, target: Target): boolean =>
  asksBody(operation) || target.kind !== "function" || facts.functions.get(target.id)?.isGenerator !== true;

const isCertainRelease = (state: Case, call: ContractCall): boolean =>
  call.contract.locks.some(
    ({ operation, when }) => operation === "release" && (!when || applies(state, call, when, undefined) === true),
  );

const needOf = (
  base: Pick<LevelNeed, "instance" | "node" | "operation" | "state">,
  invocation: Invocation,
): LevelNeed[] => {
  const said = saidOf(base.instance.context.program, base.operation, invocation.target);
  if (
    !said ||
    invocation.kind !== "direct" ||
    (invocation.stretch ?? START) !== START ||
    !runsNow(base.instance.context.program, base.operation, invocation.target)
  )
    return [];
  const { name, contract, requires } = said;
  const none = { isConditional: false, isOpen: false, mayBlock: false, isRelease: false };
  if (!contract) return [{ ...base, ...none, name, contract, requires }];
  const { receiver, args } = invocation;
  const call: ContractCall = { contract, operation: base.operation, receiver, args, site: "" };
  return clauseWays(base.state, call).map(({ state, clauses, isOpen }) => {
    const isConditional = clauses.requires !== contract.requires;
    return {
      ...base,
      state,
      name,
      contract,
      requires: contract.statesLevel || isConditional ? clauses.requires : ANY_LEVEL,
      isConditional,
      isOpen,
      mayBlock: clauses.mayBlock,
      isRelease: isCertainRelease(state, call),
    };
  });
};

const needsAt = (program: SettledProgram, instance: SolvedInstance, node: GraphNode): LevelNeed[] => {
  const { operation } = node;
  if (operation.kind !== "call") return [];
  return casesAt(program, instance, node).flatMap((state) =>
    resolveCall(instance.context, state, operation).invocations.flatMap((invocation) =>
      needOf({ instance, node, operation, state }, invocation),
    ),
  );
};

/** What every call of a routine, or of a function with a contract or role, needs of the level. */
export const levelNeeds = everywhere("level needs", (part) =>
  part.instances.flatMap((instance) => instance.unit.graph.nodes.flatMap((node) => needsAt(part, instance, node))),
);
