import { levelsIn, type Case, type Cell } from "../domain/case.js";
import { addCase, EMPTY, type CaseSet } from "../domain/join-cases.js";
import { levelSet, type Level } from "../domain/level.js";
import { ANY_LEVEL } from "../domain/level-set.js";
import type { Exit, Summary } from "../domain/summary.js";
import { valueText } from "../domain/value.js";
import type { FunctionUnit } from "../ir/graph.js";
import { isOpaque } from "../solve/memory.js";
import type { Solution } from "../solve/solve.js";

const isOwn = (root: string): boolean => root.startsWith("new:") || root.startsWith("value:");

/** Cells of new objects are kept where the result or a place of the caller leads to them. */
const keepReachable = (state: Case): Map<string, Cell> => {
  const kept = new Map([...state.memory].filter(([, cell]) => !isOwn(cell.path.root)));
  let texts = [...kept.values()].map((cell) => valueText(cell.value));
  if (state.result) texts.push(valueText(state.result));
  const waiting = new Map([...state.memory].filter(([, cell]) => isOwn(cell.path.root) && !isOpaque(cell.value)));
  while (texts.length > 0) {
    const reached = [...waiting].filter(([, cell]) => texts.some((text) => text.includes(cell.path.root)));
    for (const [key, cell] of reached) {
      kept.set(key, cell);
      waiting.delete(key);
    }
    texts = reached.map(([, cell]) => valueText(cell.value));
  }
  return kept;
};

/** A level that was read inside has no name outside. */
const levelForCallers = (state: Case, level: Level): Level =>
  level.kind === "symbol" && level.symbol.startsWith("at:") ? levelSet(levelsIn(state, level, ANY_LEVEL)) : level;

const forCallers = (state: Case): Case => ({
  ...state,
  level: levelForCallers(state, state.level),
  raises: state.raises.map((raise) => ({
    ...raise,
    saved: levelForCallers(state, raise.saved),
    base: levelForCallers(state, raise.base),
  })),
  registers: new Map(),
  memory: keepReachable(state),
  facts: new Map([...state.facts].filter(([, fact]) => !isOwn(fact.path.root))),
  trail: undefined,
});

const exitsAt = (cases: CaseSet | undefined, how: Exit["how"]): Exit[] => {
  let merged = EMPTY;
  for (const state of cases?.cases ?? []) merged = addCase(merged, forCallers(state));
  return merged.cases.map((state) => ({ how, state }));
};

const isBeforeAwait = (state: Case): boolean => !state.suspended;

/**
 * An async function comes back to its caller at its first `await`, or at its end if it has met none. One that always throws
 * comes back as well, with a promise.
 */
const asyncExits = (unit: FunctionUnit, solution: Solution): Exit[] => {
  const casesAt = (id: number): Case[] => (solution.before[id]?.cases ?? []).filter(isBeforeAwait);
  const ends = unit.graph.nodes.filter(({ id, operation }) => operation.kind === "suspend" || id === unit.graph.exit);
  const returning = ends.flatMap(({ id }) => casesAt(id));
  const cases = returning.length > 0 ? returning : casesAt(unit.graph.throwExit);
  return exitsAt({ cases: cases.map((state) => ({ ...state, result: undefined })), collapsed: 0 }, "return");
};

/** What callers see of a solved function. An async function's exceptions reach no caller: they reject its promise. */
export const summaryOfSolution = (unit: FunctionUnit, solution: Solution): Summary => ({
  exits: unit.isAsync
    ? asyncExits(unit, solution)
    : [
        ...exitsAt(solution.before[unit.graph.exit], "return"),
        ...exitsAt(solution.before[unit.graph.throwExit], "throw"),
      ],
});
