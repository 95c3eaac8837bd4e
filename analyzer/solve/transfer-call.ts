import { isFeasible, type Case } from "../domain/case.js";
import { levelSet } from "../domain/level.js";
import { ANY_LEVEL } from "../domain/level-set.js";
import { rootPath, type Path } from "../domain/path.js";
import { OVER, START } from "../domain/stretch.js";
import { place, UNKNOWN, type Value } from "../domain/value.js";
import type { Contract } from "../contract/contract.js";
import type { GraphNode } from "../ir/graph.js";
import type { CallOperation, Target } from "../ir/operation.js";
import { applyContract, meetContract, type ContractOutcome } from "./apply-contract.js";
import { applySummary, refineFact } from "./apply-summary.js";
import type { CallEvent } from "./call-event.js";
import type { Outcome, SolveContext } from "./context.js";
import { forgetSite } from "./forget.js";
import { answered, generatorMade } from "./generators.js";
import { withNewLock } from "./initialised.js";
import { resolveCall, type Invocation } from "./invocations.js";
import { asksBody, unanswered } from "./iterators.js";
import { libraryOutcomes } from "./library-calls.js";
import { showing } from "./lineage.js";
import { readRegister, writeRegister } from "./memory.js";
import { objectMade, siteOf, withClass } from "./object-made.js";

interface CallSite {
  readonly context: SolveContext;
  readonly node: GraphNode;
  readonly operation: CallOperation;
  readonly site: string;
  /** The call stands in a `try` with a `catch`: unknown code may end up there. */
  readonly caught: boolean;
}

interface CallOutcome {
  readonly how: "return" | "throw";
  readonly state: Case;
  readonly result: Value;
  readonly events: readonly CallEvent[];
  /** Of a generator: the stretch that comes next. */
  readonly stand?: number | undefined;
}

const returned = (state: Case, result: Value): CallOutcome => ({ how: "return", state, result, events: [] });

const freshResult = (call: CallSite): Value => place(rootPath(`value:${call.site}`));

/** A routine that makes its result has made an object of its own. */
const withObject = (call: CallSite, { makes }: Contract, outcome: ContractOutcome): ContractOutcome => {
  if (makes === undefined) return outcome;
  const made = objectMade(call.context, call.node);
  return { ...outcome, state: withClass(outcome.state, made, makes), result: place(made) };
};

const contractOutcomes = (call: CallSite, state: Case, key: string, invocation: Invocation): CallOutcome[] => {
  const contract = call.context.program.contracts.get(key);
  if (!contract) return [returned(state, freshResult(call))];
  const { operation, site } = call;
  const { receiver, args } = invocation;
  return applyContract(state, { contract, operation, receiver, args, site }).map((outcome) => ({
    how: "return",
    ...withObject(call, contract, outcome),
  }));
};

/** What the function's own contract asks of its entry level counts as met after the call. */
const meetOwnContract = (call: CallSite, state: Case, key: string | undefined, invocation: Invocation): Case => {
  const contract = key === undefined ? undefined : call.context.program.contracts.get(key);
  const { receiver, args } = invocation;
  return contract
    ? meetContract(state, { contract, operation: call.operation, receiver, args, site: call.site })
    : state;
};

const functionOutcomes = (
  call: CallSite,
  before: Case,
  { id, contract }: Extract<Target, { kind: "function" }>,
  invocation: Invocation,
): CallOutcome[] => {
  const unit = call.context.program.functions.get(id);
  if (!unit) return [returned(before, freshResult(call))];
  if (unit.isGenerator && !asksBody(call.operation)) {
    const { target, receiver, args, captured } = invocation;
    const made = { kind: "generator", target, receiver, args, captured } as const;
    const { state, result } = generatorMade(call.context, call.node, before, made);
    return [returned(state, result)];
  }
  // Tags speak of how it is entered: a generator that goes on is not.
  const isEntered = (invocation.stretch ?? START) === START;
  const state = isEntered ? meetOwnContract(call, before, contract ?? unit.contract, invocation) : before;
  const { summary } = call.context.summaryOf(id, invocation, before);
  const { operation, site } = call;
  const { receiver, args, captured } = invocation;
  return applySummary(state, summary, { operation, receiver, args, captured, site }).flatMap((outcome) => {
    const result = outcome.result.kind === "unknown" ? freshResult(call) : outcome.result;
    const told = outcome.told ? refineFact(outcome.state, result, outcome.told, operation.span) : outcome.state;
    return told ? [{ ...outcome, state: told, result }] : [];
  });
};

const runDirect = (call: CallSite, state: Case, invocation: Invocation): CallOutcome[] => {
  const { target } = invocation;
  if (target.kind === "function") return functionOutcomes(call, state, target, invocation);
  if (target.kind === "contract") return contractOutcomes(call, state, target.contract, invocation);
  return [returned(state, freshResult(call))];
};

/** Runs a callback at its own level, if it has one; afterwards the caller's level is back. */
const runCallback = (call: CallSite, state: Case, invocation: Invocation): CallOutcome[] => {
  const entered = invocation.at === undefined ? state : { ...state, level: levelSet(invocation.at) };
  return runDirect(call, entered, invocation).map((outcome) => ({
    ...outcome,
    state:
      invocation.at === undefined
        ? outcome.state
        : { ...outcome.state, level: state.level, origin: state.origin, lowered: state.lowered },
  }));
};

/** Callbacks run any number of times: not at all, once, and again. */
const MAX_ROUNDS = 2;

const runCallbacks = (
  call: CallSite,
  { state, events }: CallOutcome,
  callbacks: readonly Invocation[],
): CallOutcome[] => {
  let current: CallOutcome[] = [{ ...returned(state, freshResult(call)), events }];
  const all = [...current];
  for (let round = 0; round < MAX_ROUNDS && callbacks.length > 0; round += 1) {
    current = current
      .filter((outcome) => outcome.how === "return")
      .map(({ state: before }) => (round === 0 ? before : forgetSite(before, call.site)))
      .flatMap((before) => callbacks.flatMap((callback) => runCallback(call, before, callback)))
      .map((outcome) => (outcome.how === "return" ? { ...outcome, result: freshResult(call) } : outcome));
    all.push(...current);
  }
  return all;
};

/** What a call of which nobody knows whom it reaches does with a lock that it is given is not known: it may have taken it. */
const withoutGiven = (state: Case, { args }: CallOperation): Case => {
  const given = new Set(
    args.flatMap(({ register }) => {
      const value = readRegister(state, register);
      return value.kind === "place" ? [value.path.text] : [];
    }),
  );
  const isKept = (text: string): boolean => !given.has(text) || (state.locks.get(text)?.balance ?? 0) > 0;
  if (![...state.locks.keys(), ...state.free.keys()].some((text) => !isKept(text))) return state;
  return {
    ...state,
    locks: new Map([...state.locks].filter(([text]) => isKept(text))),
    free: new Map([...state.free].filter(([text]) => isKept(text))),
  };
};

const runAll = (call: CallSite, before: Case): CallOutcome[] => {
  const { invocations, unresolved, anyOf, isChosen } = resolveCall(call.context, before, call.operation);
  const state = unresolved ? withoutGiven(before, call.operation) : before;
  const known = libraryOutcomes(state, call.operation, freshResult(call));
  if (known) return known.map((one) => returned(one.state, one.result));
  const direct = invocations.filter((invocation) => invocation.kind === "direct");
  const callbacks = invocations.filter((invocation) => invocation.kind === "callback");
  const results = direct
    .flatMap((invocation) => runDirect(call, isChosen ? showing(call.context, state, invocation) : state, invocation))
    .map((outcome) => (anyOf && outcome.events.length > 0 ? returned(state, freshResult(call)) : outcome));
  if (callbacks.length === 0 && direct.length > 0) return results;
  const after = direct.length > 0 ? results : [returned(state, freshResult(call))];
  return after.flatMap((outcome) => (outcome.how === "return" ? runCallbacks(call, outcome, callbacks) : [outcome]));
};

/** Where a generator comes back it has given something, or is over; one that throws is. */
const answeredOutcome = (object: Path, outcome: CallOutcome): CallOutcome => {
  const { how, state, result, stand } = outcome;
  if (how === "throw") return { ...outcome, state: answered(state, object, OVER, UNKNOWN).state };
  return { ...outcome, ...answered(state, object, stand === START ? undefined : stand, result) };
};

const runAsked = (call: CallSite, state: Case): CallOutcome[] => {
  const { invocations, asked, unresolved } = resolveCall(call.context, state, call.operation);
  if (unresolved) return [returned(...unanswered(state, call.operation, call.site))];
  if (!asked) return runAll(call, state);
  const { object, mayBeOver, stretch } = asked;
  if (!asksBody(call.operation)) return [returned(state, place(object))];
  const ran = invocations.flatMap((invocation) => runDirect(call, state, invocation));
  const end = stretch === undefined ? undefined : OVER;
  const idle = mayBeOver ? [{ ...returned(state, UNKNOWN), stand: end }] : [];
  return [...ran, ...idle].map((outcome) => answeredOutcome(object, outcome));
};

const isVisible = (call: CallSite): boolean =>
  call.operation.targets.length > 0 &&
  call.operation.targets.every(
    (target) =>
      target.kind === "function" ||
      (target.kind === "contract" && call.context.program.contracts.get(target.contract)?.origin !== "library"),
  );

/** The result of `new C()` is the object, whatever the constructor's body returns. */
const resultValue = (call: CallSite, outcome: CallOutcome, before: Case): Value => {
  if (call.operation.isNew) return readRegister(before, call.operation.receiver);
  return outcome.result.kind === "unknown" ? freshResult(call) : outcome.result;
};

export const transferCall = (
  context: SolveContext,
  node: GraphNode,
  operation: CallOperation,
  state: Case,
): Outcome[] => {
  const caught = node.edges.some((edge) => edge.handler === "catch");
  const call: CallSite = { context, node, operation, site: siteOf(context, node), caught };
  const results: Outcome[] = (operation.iterates ? runAsked : runAll)(call, state)
    .filter((outcome) => isFeasible(outcome.state, ANY_LEVEL))
    .map((outcome) =>
      outcome.how === "throw"
        ? { edge: "throw", state: outcome.state, events: outcome.events }
        : {
            edge: "next",
            state: withNewLock(
              context,
              writeRegister(outcome.state, operation.dst, resultValue(call, outcome, state)),
              operation,
            ),
            events: outcome.events,
          },
    );
  return caught && !isVisible(call) ? [...results, { edge: "throw", state }] : results;
};
