import type { Contract } from "../contract/contract.js";
import { entryCase, levelsIn, type Case } from "../domain/case.js";
import { addCase, EMPTY } from "../domain/join-cases.js";
import { isTakenOtherwise, type Held } from "../domain/held.js";
import { isReadLevel, levelSet, type Level } from "../domain/level.js";
import { ANY_LEVEL } from "../domain/level-set.js";
import { isForCallers } from "../domain/comparison.js";
import { withResult } from "../domain/result.js";
import type { Exit, Summary } from "../domain/summary.js";
import { isNamedOutside, isOwn, parsePath } from "../domain/path.js";
import { OVER } from "../domain/stretch.js";
import { literal, valueText } from "../domain/value.js";
import { withReturned } from "../domain/returned-object.js";
import type { FunctionUnit } from "../ir/graph.js";
import type { FunctionId } from "../ir/operation.js";
import { isOpaque, readRegister } from "../solve/memory.js";
import type { Solution } from "../solve/solve.js";
import { stretchesBehind } from "../solve/stretch.js";
import { asDeclared } from "./as-declared.js";
import { handedOver, mended } from "./handed-over.js";
import { withoutUncounted } from "./uncounted-releases.js";

/** Cells of new objects are kept where the result or a place of the caller leads to them. */
const keepReachable = (state: Case): Case["memory"] => {
  let kept = state.memory.filter((cell) => !isOwn(cell.path.root));
  let texts = [...kept.values()].map((cell) => valueText(cell.value));
  if (state.result) texts.push(valueText(state.result));
  const waiting = new Map([...state.memory].filter(([, cell]) => isOwn(cell.path.root) && !isOpaque(cell.value)));
  while (texts.length > 0) {
    const reached = [...waiting].filter(([, cell]) => texts.some((text) => text.includes(cell.path.root)));
    for (const [key, cell] of reached) {
      kept = kept.set(key, cell);
      waiting.delete(key);
    }
    texts = reached.map(([, cell]) => valueText(cell.value));
  }
  return kept;
};

/** A level that was read inside has no name outside. */
const levelForCallers = (state: Case, level: Level): Level =>
  level.kind === "symbol" && isReadLevel(level.symbol) ? levelSet(levelsIn(state, level, ANY_LEVEL)) : level;

const heldForCallers = (state: Case, held: Held): Held => ({
  ...held,
  restored: held.restored && levelForCallers(state, held.restored),
  lent: held.lent && heldForCallers(state, held.lent),
});

/** What was given back and taken anew is as if untouched, but where it is held in another way since. */
const isUntouched = (held: Held): boolean => held.balance === 0 && held.converted !== true && !isTakenOtherwise(held);

const forCallers = (state: Case): Case => ({
  ...state,
  level: levelForCallers(state, state.level),
  raises: state.raises.map((raise) => ({
    ...raise,
    saved: levelForCallers(state, raise.saved),
    base: levelForCallers(state, raise.base),
  })),
  lowered: state.lowered.map((level) => levelForCallers(state, level)),
  locks: new Map(
    [...state.locks].flatMap(([key, held]) => (isUntouched(held) ? [] : [[key, heldForCallers(state, held)] as const])),
  ),
  registers: entryCase.registers,
  memory: keepReachable(state),
  free: new Map([...state.free].filter(([text]) => isNamedOutside(parsePath(text)))),
  facts: state.facts.filter((fact) => isForCallers(fact.path)),
  trail: undefined,
});

/** What callers see of a way out. */
type Settle = (state: Case) => readonly Case[];

const exitsOf = (id: FunctionId, cases: readonly Case[], how: Exit["how"], settle: Settle): Exit[] => {
  let merged = EMPTY;
  for (const state of cases.flatMap(settle)) merged = addCase(merged, withReturned(id, forCallers(state)));
  return merged.cases.map((state) => ({ how, state }));
};

/** A function that is left at its end returns `undefined`; an async one a promise, a generator an object. */
const withSomeResult = (unit: FunctionUnit, state: Case): Case =>
  state.result || unit.isAsync || unit.isGenerator ? state : withResult(state, literal(undefined));

/** The cases in which a function is left, as they are. One that is cut off counts as doing nothing. */
export const waysOut = (unit: FunctionUnit, { before, isCutOff }: Solution): readonly Exit[] => {
  if (isCutOff) return [{ how: "return", state: entryCase }];
  const casesAt = (id: number): readonly Case[] => before[id]?.cases ?? [];
  return [
    ...casesAt(unit.graph.exit).map((state): Exit => ({ how: "return", state: withSomeResult(unit, state) })),
    ...casesAt(unit.graph.throwExit).map((state): Exit => ({ how: "throw", state })),
  ];
};

/** What an `await` or `yield` leaves held is reported there; nothing of it is for the caller. */
const beforeSuspend = (unit: FunctionUnit, solution: Solution): Case[] =>
  unit.graph.nodes
    .filter(({ operation }) => operation.kind === "suspend")
    .flatMap(({ id }) => solution.before[id]?.cases ?? [])
    .map((state) => mended(state, new Set()));

/**
 * An async function comes back to its caller at its first `await`, or at its end if it has met none. One that always throws
 * comes back as well, with a promise.
 */
const asyncExits = (unit: FunctionUnit, solution: Solution, settle: Settle): Exit[] => {
  const out = waysOut(unit, solution).filter(({ state }) => !state.suspended);
  const ends = out.filter(({ how }) => how === "return").flatMap(({ state }) => settle(state));
  const returning = [...beforeSuspend(unit, solution).filter((state) => !state.suspended), ...ends];
  const cases = returning.length > 0 ? returning : out.flatMap(({ state }) => settle(state));
  return exitsOf(unit.id, cases, "return", (state) => [{ ...state, result: undefined }]);
};

const asLeft: Settle = (state) => [state];

const summary = (unit: FunctionUnit, solution: Solution, returned: Settle, thrown: Settle): Summary => {
  if (unit.isAsync) return { exits: asyncExits(unit, solution, returned) };
  const casesOf = (how: Exit["how"]): Case[] =>
    waysOut(unit, solution).flatMap((exit) => (exit.how === how ? [exit.state] : []));
  // A generator that never ends comes back wherever it yields.
  if (unit.isGenerator && casesOf("return").length === 0)
    return { exits: exitsOf(unit.id, beforeSuspend(unit, solution), "return", returned) };
  // What it returns is no result of what runs it.
  const returnedFrom: Settle = unit.isGenerator
    ? (state) => returned(state).map((one) => ({ ...one, result: undefined }))
    : returned;
  return {
    exits: [
      ...exitsOf(unit.id, casesOf("return"), "return", returnedFrom),
      ...exitsOf(unit.id, casesOf("throw"), "throw", thrown),
    ],
  };
};

/** A solved function's ways out as its body leaves them, mistakes and all. */
export const bodySummary = (unit: FunctionUnit, solution: Solution): Summary => summary(unit, solution, asLeft, asLeft);

/** What decides on what a function hands over: a generator is one function, whichever of its stretches is run. */
export const allWaysOut = (unit: FunctionUnit, solution: Solution): readonly Exit[] =>
  waysOut(unit, solution.ends ? { ...solution, before: solution.ends } : solution);

/** Where it yields: what it gives, and the stretch that comes next. */
const yieldingCases = ({ graph }: FunctionUnit, { before }: Solution): Case[] =>
  [...stretchesBehind(graph)].flatMap(([id, stretch]) => {
    const operation = graph.nodes[id]?.operation;
    const src = operation?.kind === "suspend" ? operation.src : undefined;
    const cases = before[id]?.cases ?? [];
    return cases.map((state) => ({ ...withResult(mended(state, new Set()), readRegister(state, src)), stretch }));
  });

/** Of a stretch of a generator: it comes back where it yields, or at the end. */
const stretchSummary = (unit: FunctionUnit, solution: Solution, left: (state: Case) => Case): Summary => {
  if (solution.isCutOff) return { exits: waysOut(unit, solution) };
  const leaving = (how: Exit["how"]): Case[] =>
    waysOut(unit, solution).flatMap((exit) => (exit.how === how ? [{ ...left(exit.state), stretch: OVER }] : []));
  return {
    exits: [
      ...exitsOf(unit.id, yieldingCases(unit, solution), "return", asLeft),
      ...exitsOf(unit.id, leaving("return"), "return", asLeft),
      ...exitsOf(unit.id, leaving("throw"), "throw", asLeft),
    ],
  };
};

/**
 * What callers see of a solved function: what it leaves them to undo, but no mistake that is reported in it, and what its
 * tags promise. An async function's exceptions reach no caller: they reject its promise.
 * @param stretch of a generator that is solved for one
 */
export const summaryOfSolution = (
  unit: FunctionUnit,
  contract: Contract | undefined,
  solution: Solution,
  stretch?: number,
): Summary => {
  const handed = handedOver(unit, contract, allWaysOut(unit, solution));
  const left = (state: Case): Case => {
    const own = mended(withoutUncounted(unit, solution, state), handed);
    // The kernel runs a role: there is no caller whose raise it could undo.
    return unit.roles.length > 0 ? { ...own, lowered: [] } : own;
  };
  if (stretch !== undefined) return stretchSummary(unit, solution, left);
  const returned: Settle = (state) =>
    contract ? asDeclared(left(state), { contract, body: state, span: contract.span ?? unit.nameSpan }) : [left(state)];
  return summary(unit, solution, returned, (state) => [left(state)]);
};
