import { factsText } from "../domain/fact.js";
import type { Case } from "../domain/case.js";
import { isHeldHere } from "../domain/held.js";
import { describeLevels } from "../domain/level-set.js";
import { describePath } from "../domain/path.js";
import { printCaseLevel, printSummary } from "../domain/print-summary.js";
import { raisesText } from "../domain/raise.js";
import { valueText } from "../domain/value.js";
import { printGraph } from "../ir/print.js";
import { solve } from "../solve/solve.js";
import type { SolvedInstance } from "../summarize/instance.js";
import { entryOf, type SettledProgram } from "./settled-program.js";

const printCase = (instance: SolvedInstance, state: Case): string => {
  const nameOf = (index: number): string => instance.unit.parameters[index]?.name ?? "?";
  const locks = [...state.locks.values()].map(
    (held) =>
      `${held.converted === true ? "converted" : isHeldHere(held) ? "holds" : "gave back"} ${describePath(held.path, nameOf)}${held.maybe ? " (maybe)" : ""}${held.again ? " (again)" : ""}`,
  );
  const registers = [...state.registers].map(([register, value]) => `${register}=${valueText(value)}`).sort();
  const memory = state.memory
    .values()
    .map((cell) => `${describePath(cell.path, nameOf)}=${valueText(cell.value)}`)
    .sort();
  const raises = state.raises.length === 0 ? "" : `open ${raisesText(state.raises)}`;
  const level = `irql ${printCaseLevel(state, nameOf)}`;
  const parts = [level, raises, ...locks, ...registers, ...memory, factsText(state.facts)];
  return parts.filter((part) => part !== "").join("  ");
};

const printStates = (instance: SolvedInstance): string => {
  const solution = solve({ ...instance.context, keepsAll: true });
  return instance.unit.graph.nodes
    .map((node) => {
      const cases = solution.before[node.id]?.cases ?? [];
      const lines = cases.length === 0 ? ["not reached"] : cases.map((state) => printCase(instance, state));
      return lines.map((line) => `  ${String(node.id).padStart(3)}: ${line}`).join("\n");
    })
    .join("\n");
};

/** Everything that is known of a function: entry, graph, cases before every node, summary. */
export const printInstance = (program: SettledProgram, instance: SolvedInstance): string => {
  const entry = entryOf(program, instance);
  const reasons = entry.roots.map((root) => root.reason.kind).join(", ");
  const callers = new Set(entry.calls.map((edge) => edge.caller.unit.name));
  const nameOf = (index: number): string => instance.unit.parameters[index]?.name ?? "?";
  return [
    `${instance.unit.name}  (${instance.key})`,
    `entered at ${describeLevels(entry.levels)}${reasons === "" ? "" : ` by ${reasons}`}${callers.size > 0 ? `, called by ${[...callers].join(", ")}` : ""}`,
    "graph",
    printGraph(instance.unit),
    "cases before each node",
    printStates(instance),
    "summary",
    printSummary(instance.summary, nameOf),
  ].join("\n");
};
