import type { LoweredProgram } from "../ir/graph.js";
import type { FunctionId } from "../ir/operation.js";
import type { Judgement } from "./check.js";
import type { SolvedInstance } from "../summarize/instance.js";
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

/** Functions that the code names where it calls: of one that was cut off, no case at a call tells which it runs. */
const namedBy = ({ unit }: SolvedInstance): readonly FunctionId[] =>
  unit.graph.nodes.flatMap(({ operation }) =>
    operation.kind === "call"
      ? operation.targets.flatMap((target) => (target.kind === "function" ? [target.id] : []))
      : [],
  );

/** Functions that were cut off, those that call them, by way of others or not, and all that these call: no state in them is sure. */
const unsureFunctions = ({ summaries, entries }: SettledProgram): ReadonlySet<FunctionId> => {
  const instances = [...summaries.instances.values()];
  const cutOff = instances.filter(({ solution }) => solution.isCutOff);
  if (cutOff.length === 0) return new Set();
  const callers = new Map<string, string[]>();
  const callees = new Map<string, string[]>();
  for (const { key } of instances)
    for (const { caller } of entries.get(key)?.calls ?? []) {
      add(callers, key, caller.key);
      add(callees, caller.key, key);
    }
  for (const caller of cutOff) {
    const named = new Set(namedBy(caller));
    for (const { key, unit } of instances) if (named.has(unit.id)) add(callees, caller.key, key);
  }
  const keys = cutOff.map(({ key }) => key);
  const unsure = closed([...closed(keys, callers)], callees);
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
