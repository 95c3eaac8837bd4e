import type { Guess } from "../finding/guess.js";
import type { FunctionUnit, LoweredProgram } from "../ir/graph.js";
import type { CallOperation } from "../ir/operation.js";
import type { Span } from "../ir/span.js";
import { UNTOLD } from "../domain/value.js";
import { resolveCall } from "../solve/invocations.js";
import { isFull } from "../solve/memory.js";
import type { SolvedInstance } from "../summarize/instance.js";
import { functionsAround } from "./function-around.js";
import { everywhere } from "./parts.js";
import type { SettledProgram } from "./settled-program.js";

/** What the analysis knows of calls, and what it had to guess, each place once, in the order of files and places. */
export interface Knowledge {
  /** Calls in solved functions, and how many of them have a known target. */
  readonly calls: number;
  readonly resolved: number;
  readonly guesses: readonly Guess[];
}

const unresolvedCall = (text: string, span: Span, unit: FunctionUnit): Guess => ({
  kind: "unresolved-call",
  message: `what \`${text}\` calls is not known: it counts as doing nothing to level and locks`,
  span,
  function: unit.name,
});

const unmodelled = (what: string, span: Span, function_: string): Guess => ({
  kind: "unmodelled-construct",
  message: `this is not modelled: ${what}`,
  span,
  function: function_,
});

const mergedCases = (count: number, span: Span, unit: FunctionUnit): Guess => ({
  kind: "merged-cases",
  message: `too many cases meet here: ${String(count)} became one with another, and what told them apart is lost`,
  span,
  function: unit.name,
});

const tooManyPlaces = (unit: FunctionUnit): Guess =>
  unmodelled("so many places are written that changes of further ones are left out", unit.nameSpan, unit.name);

/** What was written once stays among the places that are known to have changed: the ways out show how many there are. */
const leavesPlacesOut = ({ unit, solution }: SolvedInstance): boolean =>
  [unit.graph.exit, unit.graph.throwExit].some((id) => solution.before[id]?.cases.some(isFull) === true);

const cutOff = (unit: FunctionUnit): Guess => ({
  kind: "cut-off",
  message: `\`${unit.name}\` takes too many steps to be followed: it counts as doing nothing to level and locks, and neither it nor what goes through it is checked`,
  span: unit.nameSpan,
  function: unit.name,
});

/** What goes over something that may be data. */
const isWithoutName = ({ iterates, targets }: CallOperation): boolean => iterates !== undefined && targets.length === 0;

const inInstance = (instance: SolvedInstance): Knowledge => {
  const { unit, context, solution } = instance;
  const guesses: Guess[] = solution.isCutOff ? [cutOff(unit)] : [];
  if (leavesPlacesOut(instance)) guesses.push(tooManyPlaces(unit));
  let calls = 0;
  let resolved = 0;
  for (const { id, operation } of unit.graph.nodes) {
    const before = solution.before[id];
    const state = before?.cases[0];
    if (before && before.collapsed > 0) guesses.push(mergedCases(before.collapsed, operation.span, unit));
    if (operation.kind !== "call" || !state || isWithoutName(operation)) continue;
    calls += 1;
    const { unresolved, invocations } = resolveCall(context, state, operation);
    if (invocations.some(({ captured }) => captured === UNTOLD))
      guesses.push(unmodelled("a call of a function that captures very many values", operation.span, unit.name));
    if (unresolved) guesses.push(unresolvedCall(operation.text, operation.span, unit));
    else resolved += 1;
  }
  return { calls, resolved, guesses };
};

const notLowered = ({ unsupported, functions }: LoweredProgram): Guess[] => {
  const functionAround = functionsAround(functions.values());
  return unsupported.map(({ what, span }) => unmodelled(what, span, functionAround(span)?.name ?? "<module>"));
};

const byPlace = (a: Guess, b: Guess): number =>
  a.span.file === b.span.file ? a.span.start - b.span.start : a.span.file < b.span.file ? -1 : 1;

const once = (guesses: readonly Guess[]): readonly Guess[] => [
  ...new Map(guesses.map((guess) => [`${guess.kind} ${guess.span.file} ${String(guess.span.start)}`, guess])).values(),
];

const inFile = everywhere("guesses: in file", ({ instances }) => instances.map(inInstance));

export const knowledgeOf = (program: SettledProgram, lowered: LoweredProgram): Knowledge => {
  const parts = inFile(program);
  const guesses = [...parts.flatMap((part) => part.guesses), ...notLowered(lowered)];
  return {
    calls: parts.reduce((sum, part) => sum + part.calls, 0),
    resolved: parts.reduce((sum, part) => sum + part.resolved, 0),
    guesses: once(guesses).toSorted(byPlace),
  };
};
