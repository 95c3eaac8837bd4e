import type { LoweredProgram } from "../ir/graph.js";
import type { FunctionId } from "../ir/operation.js";
import type { Judgement } from "./check.js";
import { functionsAround } from "./function-around.js";
import type { SettledProgram } from "./settled-program.js";

type Edges = ReadonlyMap<string, readonly string[]>;

const add = (edges: Map<string, string[]>, from: string, to: string): void => {
  const known = edges.get(from);
  if (known) known.push(to);
  else edges.set(from, [to]);
};

const closed = (starts: readonly string[], edges: Edges): ReadonlySet<string> => {
  const reached = new Set(starts);
  for (const key of reached) for (const next of edges.get(key) ?? []) reached.add(next);
  return reached;
};

/** Functions that were cut off, those that call them, by way of others or not, and all that these call: no state in them is sure. */
const unsureFunctions = ({ summaries, entries }: SettledProgram): ReadonlySet<FunctionId> => {
  const instances = [...summaries.instances.values()];
  const cutOff = instances.filter(({ solution }) => solution.isCutOff).map(({ key }) => key);
  if (cutOff.length === 0) return new Set();
  const callers = new Map<string, string[]>();
  const callees = new Map<string, string[]>();
  for (const { key } of instances)
    for (const { caller } of entries.get(key)?.calls ?? []) {
      add(callers, key, caller.key);
      add(callees, caller.key, key);
    }
  const unsure = closed([...closed(cutOff, callers)], callees);
  return new Set([...unsure].flatMap((key) => summaries.instances.get(key)?.unit.id ?? []));
};

/** Leaves out what rests on a function that was cut off: it may be as wrong as right, and the function is told of instead. */
export const founded = (
  program: SettledProgram,
  functions: LoweredProgram["functions"],
  judgements: readonly Judgement[],
): readonly Judgement[] => {
  const unsure = unsureFunctions(program);
  if (unsure.size === 0) return judgements;
  const functionAround = functionsAround(functions.values());
  return judgements.filter(({ said }) => !unsure.has(functionAround(said.span)?.id ?? ""));
};
