import type { LockFamily } from "../contract/contract.js";
import { isBareParameter, isRelative, type Path } from "../domain/path.js";
import type { Case } from "../domain/case.js";
import type { Span } from "../ir/span.js";
import { spanKey } from "../ir/span.js";
import { substitutePath } from "../solve/substitute.js";
import { levelsOver, type CallEdge } from "../summarize/call-edges.js";
import type { SolvedInstance } from "../summarize/instance.js";
import { lockOfContract } from "../solve/apply-contract.js";
import { resolveCall } from "../solve/invocations.js";
import { entryOf, type ContractCallPoint, type SettledProgram } from "./settled-program.js";
import { lockNames, type NameLock } from "./lock-names.js";
import { contractCalls } from "./settled-program.js";

/** One acquire of one lock, named as far out as its callers tell. */
export interface LockUse {
  readonly family: LockFamily;
  readonly routine: string;
  /** The acquire; where the lock came in as an argument, the call that passed it. */
  readonly span: Span;
  readonly instance: SolvedInstance;
  /** The lock, in terms of that function or of the whole program. */
  readonly lock: Path;
  /** Callers that cannot be seen decide what the path means. */
  readonly open: boolean;
}

interface Spot {
  readonly instance: SolvedInstance;
  readonly span: Span;
  readonly lock: Path;
}

const MAX_DEPTH = 12;

const callersOf = (program: SettledProgram, instance: SolvedInstance): CallEdge[] =>
  entryOf(program, instance).calls.filter(
    (edge) =>
      (edge.kind === "direct" || edge.kind === "callback") &&
      levelsOver(edge, entryOf(program, edge.caller).levels) !== 0,
  );

const inCaller = (spot: Spot, edge: CallEdge): Spot | undefined => {
  const substitution = {
    caller: edge.state,
    callee: edge.state,
    args: edge.args,
    receiver: edge.receiver,
    site: `${edge.caller.unit.id}:${String(edge.node.id)}`,
  };
  const value = substitutePath(substitution, spot.lock);
  if (value.kind !== "place") return undefined;
  const span = isBareParameter(spot.lock) ? edge.node.operation.span : spot.span;
  return { instance: isBareParameter(spot.lock) ? edge.caller : spot.instance, span, lock: value.path };
};

interface Resolved extends Spot {
  readonly open: boolean;
}

/** Follows a lock that came in from outside to where it has a name; `frame` is the function whose terms the path is in. */
const resolve = (
  program: SettledProgram,
  spot: Spot,
  frame: SolvedInstance,
  visited: ReadonlySet<string>,
): Resolved[] => {
  if (!isRelative(spot.lock)) return [{ ...spot, open: false }];
  const calls =
    visited.size < MAX_DEPTH ? callersOf(program, frame).filter((edge) => !visited.has(edge.caller.key)) : [];
  const outer = calls.flatMap((edge) => {
    const next = inCaller(spot, edge);
    return next ? resolve(program, next, edge.caller, new Set([...visited, edge.caller.key])) : [];
  });
  const mayComeFromElsewhere = entryOf(program, frame).roots.length > 0 || outer.length === 0;
  return mayComeFromElsewhere ? [...outer, { ...spot, open: true }] : outer;
};

const lockOf = (point: ContractCallPoint, state: Case): Path[] =>
  resolveCall(point.instance.context, state, point.operation).invocations.flatMap(({ target, args, receiver }) => {
    if (target.kind !== "contract" || target.contract !== point.contract.name) return [];
    const call = { contract: point.contract, operation: point.operation, args, receiver, site: "" };
    return point.contract.locks
      .filter((effect) => effect.operation === "acquire" || effect.operation === "try")
      .flatMap((effect) => lockOfContract(state, call, effect) ?? []);
  });

const usesAt = (program: SettledProgram, point: ContractCallPoint, name: NameLock): LockUse[] => {
  const effect = point.contract.locks.find(({ operation }) => operation === "acquire" || operation === "try");
  if (!effect) return [];
  const { instance, operation } = point;
  return point.cases
    .flatMap((state) => lockOf(point, state))
    .flatMap((lock) => resolve(program, { instance, span: operation.span, lock }, instance, new Set([instance.key])))
    .map((found) => ({ ...found, lock: name(found.lock), family: effect.family, routine: point.contract.name }));
};

/** Every acquire in the program with the lock that it takes, each once. */
export const lockUses = (program: SettledProgram): LockUse[] => {
  const name = lockNames(program);
  const uses = new Map<string, LockUse>();
  for (const point of contractCalls(program))
    for (const use of usesAt(program, point, name)) {
      const key = `${spanKey(use.span)} ${use.family} ${use.lock.text} ${use.open ? "open" : ""}`;
      if (!uses.has(key)) uses.set(key, use);
    }
  return [...uses.values()];
};
