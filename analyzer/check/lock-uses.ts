import type { LockEffect, LockFamily } from "../contract/contract.js";
import { boundsText, type Case } from "../domain/case.js";
import { isForCallers } from "../domain/comparison.js";
import { factsText } from "../domain/fact.js";
import { fromOutside, isBareParameter, isRelative, type Path } from "../domain/path.js";
import { eachOnce } from "../ir/each-once.js";
import type { PropertyId } from "../ir/operation.js";
import { spanKey, type Span } from "../ir/span.js";
import { lockOfContract } from "../solve/lock-effects.js";
import { refineCaller } from "../solve/apply-summary.js";
import { resolveCall } from "../solve/invocations.js";
import { substitutePath } from "../solve/substitute.js";
import { levelsOver, type CallEdge } from "../summarize/call-edges.js";
import type { SolvedInstance } from "../summarize/instance.js";
import { contractCalls, type ContractCallPoint } from "./contract-calls.js";
import { everywhere } from "./parts.js";
import { entryOf, type SettledProgram } from "./settled-program.js";

/** An acquire as the function that calls the routine sees it. */
export interface AcquirePoint {
  readonly instance: SolvedInstance;
  readonly span: Span;
  readonly lock: Path;
  /** The argument that names the lock, as it stands there. */
  readonly written: Span;
  /** Declaration of the property that the lock was read from, nearest to the acquire. */
  readonly property: PropertyId | undefined;
  readonly state: Case;
  readonly family: LockFamily;
  readonly routine: string;
}

/** One acquire of one lock, named as far out as its callers tell. */
export interface LockUse extends AcquirePoint {
  /** The function that the acquire itself stands in, and its place. */
  readonly inner: { readonly span: Span; readonly function: string };
  /** Callers that cannot be seen decide what the path means. */
  readonly open: boolean;
  /** The class of the object that has the lock in a field, and those that it extends, where a method tells; otherwise none. */
  readonly owners: readonly string[];
  /** Calls on the way and the functions that they ran: one call runs one of its targets on one object. */
  readonly ran: ReadonlyMap<string, string>;
}

const MAX_DEPTH = 12;

const callersOf = (program: SettledProgram, instance: SolvedInstance): CallEdge[] =>
  entryOf(program, instance).calls.filter(
    (edge) =>
      (edge.kind === "direct" || edge.kind === "callback") &&
      levelsOver(edge, entryOf(program, edge.caller).levels) !== 0,
  );

/** The classes of `this`, where the lock is a field of it. */
const ownersOf = ({ unit }: SolvedInstance, { root, keys }: Path): readonly string[] =>
  root === "this" && keys.length === 1 ? unit.classes : [];

/** A caller that is a method of a subclass knows more of the object. */
const narrower = (inner: readonly string[], outer: readonly string[]): readonly string[] =>
  outer.length > inner.length ? outer : inner;

/**
 * The acquire in a caller's terms; undefined where the caller's arguments keep the callee from that way. A lock that the
 * caller does not know by name stays open. A lock that is itself an argument is taken, for the reader, by the call that
 * passes it.
 */
const inCaller = (use: LockUse, edge: CallEdge): LockUse | undefined => {
  const site = `${edge.caller.unit.id}:${String(edge.node.id)}`;
  const { args, receiver, captured } = edge;
  const state = refineCaller(
    { caller: edge.state, callee: use.state, args, receiver, captured, site },
    edge.node.operation.span,
  );
  if (!state) return undefined;
  const lock = fromOutside(use.lock);
  const value = substitutePath({ caller: state, callee: use.state, args, receiver, captured, site }, lock);
  const ran = new Map(use.ran).set(site, edge.callee.unit.id);
  if (value.kind !== "place") return { ...use, ran, open: true };
  const isPassed = isBareParameter(use.lock);
  const { operation } = edge.node;
  const passed = operation.kind === "call" ? operation.args[Number(use.lock.root.slice("param:".length))] : undefined;
  return {
    ...use,
    ran,
    state,
    owners: narrower(use.owners, ownersOf(edge.caller, value.path)),
    lock: value.path,
    property: use.property ?? value.path.property,
    instance: isPassed ? edge.caller : use.instance,
    span: isPassed ? operation.span : use.span,
    written: isPassed ? (passed?.span ?? operation.span) : use.written,
  };
};

const asUse = (point: AcquirePoint): LockUse => ({
  ...point,
  inner: { span: point.span, function: point.instance.unit.name },
  open: false,
  owners: ownersOf(point.instance, point.lock),
  ran: new Map(),
});

/** A use in the terms of a function, which may have the lock from its callers. */
interface Way {
  readonly use: LockUse;
  readonly frame: SolvedInstance;
  /** Calls from the acquire outwards. */
  readonly depth: number;
}

/** What callers are told of the case. */
const toldText = (state: Case): string =>
  `${factsText(state.facts.filter(({ path }) => isForCallers(path)))} ${boundsText(state)}`;

/** Equal where callers are asked the same. */
const wayText = ({ use, frame }: Way): string =>
  `${frame.key} ${use.lock.text} ${String(use.open)} ${spanKey(use.span)} ${use.owners.join()} ${toldText(use.state)}`;

const isSettled = ({ use, depth }: Way): boolean => use.open || !isRelative(use.lock) || depth >= MAX_DEPTH;

const outward = (program: SettledProgram, way: Way): Way[] =>
  isSettled(way)
    ? []
    : callersOf(program, way.frame).flatMap((edge) => {
        const use = inCaller(way.use, edge);
        return use ? [{ use, frame: edge.caller, depth: way.depth + 1 }] : [];
      });

/** What the way's function itself knows of the lock: its name, or that it may come from callers that nobody sees. */
const endOf = (program: SettledProgram, way: Way): LockUse[] => {
  const { use, frame } = way;
  if (!isRelative(use.lock)) return [{ ...use, open: false }];
  const isOpen = isSettled(way) || entryOf(program, frame).roots.length > 0 || callersOf(program, frame).length === 0;
  return isOpen ? [{ ...use, open: true }] : [];
};

/** Follows a lock that came in from outside to where it has a name. */
const resolve = (program: SettledProgram, point: AcquirePoint): LockUse[] =>
  eachOnce([{ use: asUse(point), frame: point.instance, depth: 0 }], wayText, (way) => outward(program, way)).flatMap(
    (way) => endOf(program, way),
  );

const writtenLock = ({ operation }: ContractCallPoint, effect: LockEffect): Span => {
  const root = effect.lock?.root;
  return (root?.kind === "argument" ? operation.args[root.index]?.span : undefined) ?? operation.span;
};

const acquireOf = (point: ContractCallPoint, state: Case, effect: LockEffect, lock: Path): AcquirePoint => ({
  instance: point.instance,
  span: point.operation.span,
  lock,
  written: writtenLock(point, effect),
  property: lock.property,
  state,
  family: effect.family,
  routine: point.contract.name,
});

const acquiresAt = (point: ContractCallPoint, state: Case): AcquirePoint[] => {
  const { instance, operation, contract } = point;
  const taking = contract.locks.filter((effect) => effect.operation === "acquire" || effect.operation === "try");
  return resolveCall(instance.context, state, operation).invocations.flatMap(({ target, args, receiver }) => {
    if (target.kind !== "contract" || instance.context.program.contracts.get(target.contract) !== contract) return [];
    return taking.flatMap((effect) => {
      const lock = lockOfContract(state, { contract, operation, args, receiver, site: "" }, effect);
      return lock ? [acquireOf(point, state, effect, lock)] : [];
    });
  });
};

/** Every acquire in the program, in the terms of the function that it stands in. */
export const acquirePoints = everywhere("lock-uses: acquire points", (program) =>
  contractCalls(program).flatMap((point) => point.cases.flatMap((state) => acquiresAt(point, state))),
);

/** Every acquire with the lock that it takes, each once, followed through arguments and `this` to a name. */
export const lockUses = (program: SettledProgram, points: readonly AcquirePoint[]): LockUse[] => {
  const uses = new Map<string, LockUse>();
  for (const point of points)
    for (const use of resolve(program, point)) {
      const key = `${spanKey(use.inner.span)} ${spanKey(use.span)} ${use.family} ${use.lock.text} ${use.open ? "open" : ""}`;
      if (!uses.has(key)) uses.set(key, use);
    }
  return [...uses.values()];
};
