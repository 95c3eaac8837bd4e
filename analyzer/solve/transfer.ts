import { assertNever } from "../finding/errors.js";
import type { Case } from "../domain/case.js";
import { awaitedLocks, isHeldHere } from "../domain/held.js";
import { levelSet } from "../domain/level.js";
import { exactly, PASSIVE_LEVEL } from "../domain/level-set.js";
import { isVague, rootPath } from "../domain/path.js";
import { withResult } from "../domain/result.js";
import { closedAt } from "../domain/stretch.js";
import { bounded, literal, place, storedValue, UNKNOWN, type Captured, type Value } from "../domain/value.js";
import type { GraphNode } from "../ir/graph.js";
import type { Operation, Target } from "../ir/operation.js";
import { withoutAsked } from "./awaited.js";
import { bind } from "./bind.js";
import { compareValues, everyOf, negate } from "./compare.js";
import { calculate, isByLevel, isRound, withinRounds } from "./computed.js";
import { changedLevel, next, type Outcome, type SolveContext } from "./context.js";
import { entrusted } from "./entrusted.js";
import { ofLineage, withLineage } from "./lineage.js";
import { isInLoop } from "./loops.js";
import { forgetSite } from "./forget.js";
import { classCell, objectMade, siteOf, withClass } from "./object-made.js";
import {
  copyMembers,
  propertyPath,
  readPlace,
  readProperty,
  readRegister,
  writePlace,
  writeRegister,
} from "./memory.js";
import { refineTruth } from "./refine.js";
import { resumed, stretchesBehind, stretchOf } from "./stretch.js";
import { entriesByLevel } from "./tables.js";
import { transferCall } from "./transfer-call.js";

const MAX_TRAIL = 64;

const branchOutcome = (
  state: Case,
  operation: Extract<Operation, { kind: "branch" }>,
  node: GraphNode,
  taken: boolean,
): Outcome[] => {
  const refined = refineTruth(state, readRegister(state, operation.condition), taken);
  if (!refined) return [];
  const length = (state.trail?.length ?? 0) + 1;
  const trail =
    length > MAX_TRAIL ? state.trail : { span: operation.span, node: node.id, taken, before: state.trail, length };
  return [{ edge: taken ? "true" : "false", state: { ...refined, trail } }];
};

const set = (state: Case, operation: Extract<Operation, { kind: "set" }>): Case => {
  const path = propertyPath(state, readRegister(state, operation.object), operation.key);
  return path ? writePlace(state, path, storedValue(readRegister(state, operation.src))) : state;
};

const opaqueValue = (context: SolveContext, node: GraphNode): Value =>
  place(rootPath(`value:${siteOf(context, node)}`));

/** What is not followed is named after the node. */
const named = (context: SolveContext, node: GraphNode, value: Value): Value =>
  value.kind === "unknown" ? opaqueValue(context, node) : value;

/** The value that an operation computes, where computing it is all that it does. */
const computed = (context: SolveContext, node: GraphNode, state: Case): Value | undefined => {
  const { operation } = node;
  switch (operation.kind) {
    case "const":
      return literal(operation.value);
    case "copy":
      return readRegister(state, operation.src);
    case "opaque":
      return opaqueValue(context, node);
    case "this":
      return place(rootPath("this"));
    case "load":
      return readPlace(state, rootPath(`var:${operation.variable}`));
    case "get":
      return readProperty(state, readRegister(state, operation.object), operation.key);
    case "allocate":
      return place(objectMade(context, node));
    case "closure":
      return bounded({
        kind: "functions",
        targets: [operation.target],
        receiver: undefined,
        captured: capturedBy(context, operation.target, state),
      });
    case "bind":
      return bind(state, operation);
    case "not":
      return negate(readRegister(state, operation.src), operation.span);
    case "compare":
      return (
        whichIsIt(state, operation) ??
        compareValues(operation, readRegister(state, operation.left), readRegister(state, operation.right))
      );
    case "every":
      return everyOf(operation.of.map((register) => readRegister(state, register)));
    case "instanceOf":
      return isInstance(readRegister(state, operation.src), operation);
    case "arithmetic": {
      const { operator, left, right, span } = operation;
      const result = calculate(operator, readRegister(state, left), readRegister(state, right), span) ?? UNKNOWN;
      return isInLoop(context.unit.graph, node.id) ? withinRounds(result) : result;
    }
    default:
      return undefined;
  }
};

/** `first === from`, of a variable that was given one of several: the case tells which. */
const whichIsIt = (state: Case, operation: Extract<Operation, { kind: "compare" }>): Value | undefined => {
  const { operator, left, right } = operation;
  if (!(operator === "==" || operator === "!=") || !(state.telling.has(left) || state.telling.has(right)))
    return undefined;
  const [one, other] = [readRegister(state, left), readRegister(state, right)];
  if (one.kind !== "place" || other.kind !== "place" || isVague(one.path) || isVague(other.path)) return undefined;
  return literal((one.path.text === other.path.text) === (operator === "=="));
};

/** What a closure that is made here finds in variables of the functions around it; one of this very function is not filled before. */
const capturedBy = (context: SolveContext, target: Target, state: Case): Captured | undefined => {
  const variables = target.kind === "function" ? (context.program.functions.get(target.id)?.captures ?? []) : [];
  const held = variables.flatMap((variable) => {
    const path = rootPath(`var:${variable}`);
    const value = readPlace(state, path);
    const isEmpty =
      value.kind === "place" && value.path.text === path.text && variable.startsWith(`${context.unit.id}/`);
    return isEmpty || value.kind === "unknown" ? [] : [[variable, value] as const];
  });
  return held.length === 0 ? undefined : new Map(held);
};

/** What is known of an object from its making. */
const madeHere = (
  context: SolveContext,
  node: GraphNode,
  { typeName, classes }: Extract<Operation, { kind: "allocate" }>,
  state: Case,
): Case => {
  const made = objectMade(context, node);
  return withLineage(withClass(state, made, typeName), made, classes);
};

const isInstance = (value: Value, { typeName, classes }: Extract<Operation, { kind: "instanceOf" }>): Value => {
  if (value.kind !== "place") return value.kind === "unknown" ? UNKNOWN : literal(false);
  return classes
    ? ofLineage(value.path, classes)
    : { kind: "equals", path: classCell(value.path), value: typeName, negated: false };
};

/** After an `await` an async function goes on in a promise reaction, at PASSIVE_LEVEL; its caller went on long before. */
const suspended = (context: SolveContext, before: Case, operation: Extract<Operation, { kind: "suspend" }>): Case => {
  if (operation.how !== "await" || !context.unit.isAsync) return before;
  const state = withoutAsked(before);
  // Reported there, and taken as if nothing had been held: what follows still undoes it.
  if (state.raises.length > 0 || [...state.locks.values()].some(isHeldHere))
    return { ...state, locks: awaitedLocks(state.locks), suspended: true };
  const origin = { kind: "lower", span: operation.span, text: "await", inner: undefined } as const;
  return { ...changedLevel(state, levelSet(exactly(PASSIVE_LEVEL)), origin), suspended: true };
};

/** A generator that is run whole goes on at once; of one that is run for a stretch it is not known whether it is asked again. */
const afterSuspend = (
  context: SolveContext,
  node: GraphNode,
  state: Case,
  operation: Extract<Operation, { kind: "suspend" }>,
): Outcome[] => {
  const behind = stretchesBehind(context.unit.graph).get(node.id);
  if (behind !== undefined && stretchOf(context.bindings) !== undefined)
    return [next(resumed(state, behind)), { edge: "close", state: resumed(state, closedAt(behind)) }];
  const after = suspended(context, state, operation);
  return [next(after), { edge: "throw", state: after }];
};

const isTemporary = (register: string): boolean => register.startsWith("%");

/** The result is named after the node: made there, or not followed. */
const makesFresh = ({ kind }: Operation, value: Value | undefined): boolean =>
  kind === "opaque" || kind === "allocate" || kind === "call" || value?.kind === "unknown";

const looksUp = (context: SolveContext, node: GraphNode, state: Case): Outcome[] => {
  const { operation } = node;
  if (operation.kind !== "get" || operation.key.kind !== "index") return [];
  const index = readRegister(state, operation.key.index);
  if (!isByLevel(index)) return [];
  const entries = entriesByLevel(state, readRegister(state, operation.object), index);
  return entries.map((entry) => next(writeRegister(entry.state, operation.dst, named(context, node, entry.value))));
};

const inRound = (state: Case, { counter, isOver }: Extract<Operation, { kind: "round" }>): Case => {
  const value = isOver ? UNKNOWN : readRegister(state, counter);
  const rounds = new Map(state.rounds);
  if (value.kind === "literal" && isRound(value.value)) rounds.set(counter, value.value);
  else rounds.delete(counter);
  return { ...state, rounds };
};

/** Effect of one operation on one case: where control goes, and the state there. */
export const transfer = (context: SolveContext, node: GraphNode, before: Case): Outcome[] => {
  const { operation } = node;
  const looked = looksUp(context, node, before);
  if (looked.length > 0) return looked;
  const value = computed(context, node, before);
  const mayRepeat = makesFresh(operation, value) && isInLoop(context.unit.graph, node.id);
  const state = mayRepeat ? forgetSite(before, siteOf(context, node)) : before;
  if (value && "dst" in operation) {
    const known = named(context, node, value);
    const written = writeRegister(state, operation.dst, isTemporary(operation.dst) ? known : storedValue(known));
    return [next(operation.kind === "allocate" ? madeHere(context, node, operation, written) : written)];
  }
  switch (operation.kind) {
    case "call":
      return transferCall(context, node, operation, state);
    case "branch":
      return [...branchOutcome(state, operation, node, true), ...branchOutcome(state, operation, node, false)];
    case "store":
      return [
        next(writePlace(state, rootPath(`var:${operation.variable}`), storedValue(readRegister(state, operation.src)))),
      ];
    case "set":
      return [next(set(state, operation))];
    case "spread":
      return [next(copyMembers(state, readRegister(state, operation.object), readRegister(state, operation.src)))];
    case "round":
      return [next(inRound(state, operation))];
    case "return":
      return [
        next(withResult(state, operation.src === undefined ? literal(undefined) : readRegister(state, operation.src))),
      ];
    case "throw":
      return [{ edge: "throw", state }];
    case "unsupported":
      return [next(operation.entrusts === true ? entrusted(state) : state)];
    case "enter":
    case "exit":
    case "throwExit":
    case "nop":
      return [next(state)];
    case "suspend":
      return afterSuspend(context, node, state, operation);
    case "const":
    case "copy":
    case "opaque":
    case "this":
    case "load":
    case "get":
    case "allocate":
    case "closure":
    case "bind":
    case "not":
    case "every":
    case "instanceOf":
    case "compare":
    case "arithmetic":
      return [next(writeRegister(state, operation.dst, UNKNOWN))];
    default:
      return assertNever(operation);
  }
};
