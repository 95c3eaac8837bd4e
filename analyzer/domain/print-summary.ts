import { isOfResult } from "./result.js";
import { boundsOf, levelsIn, type Case } from "./case.js";
import type { Fact } from "./fact.js";
import { literalText } from "./literal-text.js";
import { isTakenOtherwise, type Held } from "./held.js";
import { ENTRY } from "./level.js";
import { ANY_LEVEL, printLevels } from "./level-set.js";
import { describePath, parsePath } from "./path.js";
import type { Exit, Summary } from "./summary.js";

type NameOf = (index: number) => string;

const printHeld = (held: Held, nameOf: NameOf): string => {
  const sign = held.converted === true ? "converts " : (held.balance > 0 ? "+" : "-").repeat(Math.abs(held.balance));
  const lent = held.lent && isTakenOtherwise(held) ? `${printHeld(held.lent, nameOf)}, +` : "";
  return `${lent}${sign}${describePath(held.path, nameOf)}${held.maybe ? "?" : ""} (${held.family}, ${held.form})`;
};

const factVerb = (fact: Fact): string => {
  if (fact.equals) return `is ${literalText(fact.equals.value)}`;
  if (fact.truthy !== undefined) return fact.truthy ? "holds" : "fails";
  const [relation] = fact.relations;
  if (relation) return `${relation.holds ? "" : "not "}${relation.operator} ${String(relation.bound)}`;
  return `is not ${fact.differs.map(literalText).join(", ")}`;
};

const printLevel = ({ level }: Case, nameOf: NameOf): string => {
  if (level.kind === "set") return printLevels(level.set);
  if (level.symbol === ENTRY) return "same";
  return level.symbol.startsWith("path:")
    ? describePath(parsePath(level.symbol.slice("path:".length)), nameOf)
    : level.symbol;
};

const printExit = ({ how, state }: Exit, nameOf: NameOf): string => {
  const entry = printLevels(levelsIn(state, { kind: "symbol", symbol: ENTRY }, boundsOf(state, ENTRY).taken));
  const facts = [...state.facts.values()]
    .filter((fact) => !isOfResult(fact))
    .sort(({ path: a }, { path: b }) => (a.text < b.text ? -1 : 1))
    .map((fact) => `${describePath(fact.path, nameOf)} ${factVerb(fact)}`);
  const locks = [...state.locks.values()].map((held) => printHeld(held, nameOf));
  const when = facts.length > 0 ? ` when ${facts.join(", ")}` : "";
  return `${how === "throw" ? "throws: " : ""}irql ${entry} → ${printLevel(state, nameOf)}${locks.length > 0 ? `; ${locks.join(", ")}` : ""}${when}`;
};

/** One line for each way out: `irql 0..2 → 2; +this.#lock (ordinary, raise)`. */
export const printSummary = (summary: Summary, nameOf: NameOf): string =>
  summary.exits.length === 0
    ? "never returns"
    : [...new Set(summary.exits.map((exit) => printExit(exit, nameOf)))].join("\n");

/** Levels of a case, for any entry. */
export const printCaseLevel = (state: Case, nameOf: NameOf): string =>
  `${printLevel(state, nameOf)}${state.level.kind === "symbol" ? ` in ${printLevels(levelsIn(state, state.level, ANY_LEVEL))}` : ""}`;
