import type { Case } from "../domain/case.js";
import type { LevelSet } from "../domain/level-set.js";
import { captureKey, isVague, parentPath } from "../domain/path.js";
import { literal, place, UNKNOWN, type Captured, type Value } from "../domain/value.js";
import type { CallOperation, Target } from "../ir/operation.js";
import type { SolveContext } from "./context.js";
import { calledValue, elementPassed } from "./elements.js";
import { askedOf, type Asked } from "./generators.js";
import { asksBody, methodsAsked } from "./iterators.js";
import { possibleRuns } from "./lineage.js";
import { readProperty, readRegister } from "./memory.js";

/**
 * One thing that a call may run. `direct`: the callee itself. `callback`: a function argument, during the call.
 * `later`: a function argument, at PASSIVE_LEVEL with nothing held. `role`: registered as a role. `escapes`: handed to code
 * that cannot be seen.
 */
export interface Invocation {
  readonly kind: "direct" | "callback" | "later" | "role" | "escapes";
  readonly target: Target;
  readonly receiver: Value | undefined;
  readonly args: readonly Value[];
  readonly captured: Captured | undefined;
  /** Level at which it runs, where that is not the caller's. */
  readonly at: LevelSet | undefined;
  readonly role: string | undefined;
  /** Of a generator: only what runs in this stretch. */
  readonly stretch?: number | undefined;
}

type LibraryCallbacks = Extract<Target, { kind: "callbacks" }>;

export interface ResolvedCall {
  readonly invocations: readonly Invocation[];
  /** No target is known: nothing is certain about the callee. */
  readonly unresolved: boolean;
  /** Any of the functions in a collection: what one of them takes or gives back says nothing of the next call. */
  readonly anyOf: boolean;
  /** One of several functions, whichever the case leaves possible. */
  readonly isChosen: boolean;
  /** The generator that it asks, where that is known. */
  readonly asked?: Asked | undefined;
}

const direct = (
  target: Target,
  receiver: Value | undefined,
  args: readonly Value[],
  captured: Captured | undefined,
): Invocation => ({
  kind: "direct",
  target,
  receiver,
  args,
  captured,
  at: undefined,
  role: undefined,
});

/** What runs where the value is called in this way. */
export const callback = (
  kind: Invocation["kind"],
  value: Value | undefined,
  at?: LevelSet,
  role?: string,
  passed: readonly Value[] = [],
): Invocation[] => {
  if (value?.kind !== "functions") return [];
  const { targets, receiver, bound = [], captured } = value;
  const args = [...bound, ...passed];
  return targets.map((target) => ({ kind, target, receiver, args, captured, at, role }));
};

const contractCallbacks = (context: SolveContext, key: string, args: readonly Value[]): Invocation[] => {
  const contract = context.program.contracts.get(key);
  const effects = contract?.callbacks ?? [];
  const known = effects.flatMap((effect) =>
    effect.when === "now"
      ? callback("callback", args[effect.argument], effect.level, effect.role)
      : callback(effect.role === undefined ? "later" : "role", args[effect.argument], undefined, effect.role),
  );
  const others = args.filter((_, index) => !effects.some((effect) => effect.argument === index));
  return [...known, ...others.flatMap((value) => callback("escapes", value))];
};

const expand = (context: SolveContext, target: Target): readonly Target[] =>
  target.kind === "property"
    ? (context.program.propertyFunctions.get(target.property) ?? []).map((id) => ({ kind: "function", id }))
    : [target];

const invocationsOf = (
  context: SolveContext,
  target: Target,
  receiver: Value | undefined,
  args: readonly Value[],
  captured: Captured | undefined,
  elementsFor: (target: LibraryCallbacks) => readonly Value[],
): Invocation[] => {
  switch (target.kind) {
    case "function":
      return [direct(target, receiver, args, captured)];
    case "contract":
      return [direct(target, receiver, args, undefined), ...contractCallbacks(context, target.contract, args)];
    case "callbacks": {
      const elements = elementsFor(target);
      const passed = target.name.includes(".reduce") ? [UNKNOWN, ...elements] : elements;
      const kind = target.when === "now" ? "callback" : "later";
      return target.args.flatMap((index) => callback(kind, args[index], undefined, undefined, passed));
    }
    case "external":
      return args.flatMap((value) => callback("escapes", value));
    case "property":
      return [];
  }
};

const placeTargets = (context: SolveContext, value: Value): readonly Target[] =>
  value.kind === "place" && value.path.property !== undefined
    ? expand(context, { kind: "property", property: value.path.property, name: "" })
    : [];

const targetsOf = (context: SolveContext, operation: CallOperation, callee: Value): readonly Target[] => {
  if (callee.kind === "functions")
    return operation.role ? withDeclared(context, operation.role, callee.targets) : callee.targets;
  const named = operation.targets.flatMap((target) => expand(context, target));
  const known = named.length > 0 ? named : placeTargets(context, callee);
  return operation.role ? withDeclared(context, operation.role, known) : known;
};

/** Of a member with tags: functions that were put there and know nothing of them are called by them all the same. */
const withDeclared = (context: SolveContext, declared: Target, known: readonly Target[]): readonly Target[] => {
  if (known.length === 0) return [declared];
  const { contracts, functions } = context.program;
  if (declared.kind !== "contract" || contracts.get(declared.contract)?.origin !== "tags") return known;
  const isKept = known.every((one) => one.kind === "function" && functions.get(one.id)?.contract !== undefined);
  return isKept ? known : [declared, ...known];
};

const callArguments = (state: Case, operation: CallOperation): Value[] => {
  const firstSpread = operation.args.findIndex((arg) => arg.spread);
  return operation.args.map((arg, index) =>
    firstSpread >= 0 && index >= firstSpread ? UNKNOWN : readRegister(state, arg.register),
  );
};

/** An argument that is left out is `undefined`. Behind a list of which the length is not known, none is left out for certain. */
const withLeftOut = (
  { program }: SolveContext,
  operation: CallOperation,
  target: Target,
  args: readonly Value[],
): readonly Value[] => {
  const unit = target.kind === "function" ? program.functions.get(target.id) : undefined;
  if (!unit || operation.args.some(({ spread }) => spread)) return args;
  const leftOut = unit.parameters.slice(args.length).filter(({ rest }) => !rest);
  return leftOut.length === 0 ? args : [...args, ...leftOut.map(() => literal(undefined))];
};

/** An arrow function has no `this` of its own, but its tags speak of the object that it is a member of. */
const asksForThis = ({ program }: SolveContext, target: Target): boolean => {
  const unit = target.kind === "function" ? program.functions.get(target.id) : undefined;
  return unit === undefined || unit.hasOwnThis || unit.contract !== undefined;
};

/**
 * What the called function captured. Of a member of an object that nothing is known of, the object's own name for it: its
 * functions were made together.
 */
const capturedIn = (context: SolveContext, state: Case, target: Target, callee: Value): Captured | undefined => {
  if (callee.kind === "functions") return callee.captured;
  const object = callee.kind === "place" ? parentPath(callee.path) : undefined;
  if (!object || isVague(object) || target.kind !== "function") return undefined;
  const captures = context.program.functions.get(target.id)?.captures ?? [];
  const held = captures.map(
    (variable) => [variable, readProperty(state, place(object), { kind: "name", name: captureKey(variable) })] as const,
  );
  return held.length === 0 ? undefined : new Map(held);
};

/** Undefined where nothing is known of whom it reaches. */
const foundTargets = (
  context: SolveContext,
  state: Case,
  operation: CallOperation,
  callee: Value,
): readonly Target[] | undefined => {
  if (operation.iterates) return methodsAsked(context, state, operation, callee);
  const targets = targetsOf(context, operation, callee);
  return targets.length === 0 ? undefined : targets;
};

/** Everything that the call may run in this case. */
export const resolveCall = (context: SolveContext, state: Case, operation: CallOperation): ResolvedCall => {
  const called = readRegister(state, operation.callee);
  const callee = calledValue(context.program, state, called);
  const held = callee.kind === "functions" ? callee : undefined;
  const args = [...(held?.bound ?? []), ...callArguments(state, operation)];
  const receiver = operation.receiver === undefined ? undefined : readRegister(state, operation.receiver);
  const asked = operation.iterates && askedOf(context, state, receiver, operation);
  if (asked) return resolveGenerator(asked, operation);
  const found = foundTargets(context, state, operation, callee);
  const targets = found ?? [];
  const elementsFor = (target: LibraryCallbacks): readonly Value[] => elementPassed(context, state, target, operation);
  const reached = targets.flatMap((target) =>
    invocationsOf(
      context,
      target,
      held?.receiver ?? (asksForThis(context, target) ? receiver : undefined),
      withLeftOut(context, operation, target, args),
      capturedIn(context, state, target, callee),
      elementsFor,
    ),
  );
  const invocations = possibleRuns(context, state, reached);
  const escaping = found ? [] : args.flatMap((value) => callback("escapes", value));
  return {
    invocations: [...invocations, ...escaping],
    unresolved: found === undefined,
    anyOf: callee !== called,
    // Whoever asks for an iterator has seen of which class the object is, which the iterator may be itself.
    isChosen: reached.length > 1 || operation.iterates === "start",
  };
};

const resolveGenerator = (asked: Asked, operation: CallOperation): ResolvedCall => {
  const nothing = { invocations: [], unresolved: false, anyOf: false, isChosen: false, asked };
  if (!asked.mayRun || !asksBody(operation)) return nothing;
  const { target, receiver, args, captured } = asked.generator;
  return { ...nothing, invocations: [{ ...direct(target, receiver, args, captured), stretch: asked.stretch }] };
};
