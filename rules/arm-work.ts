import { callEffects } from "../analyzer/check/call-effects.js";
import type { LevelQuestion } from "../analyzer/check/level-questions.js";
import type { Case } from "../analyzer/domain/case.js";
import { EMPTY } from "../analyzer/domain/join-cases.js";
import { DISPATCH_LEVEL } from "../analyzer/domain/level-set.js";
import { valueText, type Value } from "../analyzer/domain/value.js";
import type { GraphNode, NodeId } from "../analyzer/ir/graph.js";
import type { CallOperation, Operation, Register } from "../analyzer/ir/operation.js";
import { readRegisters } from "../analyzer/ir/registers.js";
import { readRegister } from "../analyzer/solve/memory.js";
import { reachable } from "../analyzer/ir/reachable.js";
import type { SolvedInstance } from "../analyzer/summarize/instance.js";

/** Results and objects made in two arms have two names; what made them is compared by itself. */
const comparable = (value: Value): string => valueText(value).replaceAll(/\b(value|new):[^|;,()]*/g, "$1");

const callWork = (instance: SolvedInstance, state: Case, operation: CallOperation, lock: string): string[] => {
  const effects = callEffects(instance, state, operation);
  if (effects.length > 0 && effects.every((effect) => effect.kind === "lock" && effect.lock.text === lock)) return [];
  const args = operation.args.map(({ register }) => comparable(readRegister(state, register)));
  return [`${operation.text}(${args.join()})`];
};

/** Whether what is in the register is given away: returned, stored, passed to anything but a routine of the lock. */
const isGiven = (instance: SolvedInstance, register: Register, lock: string): boolean =>
  instance.unit.graph.nodes.some(({ id, operation }) => {
    const { cases } = instance.solution.before[id] ?? EMPTY;
    if (cases.length === 0 || !readRegisters(operation).includes(register)) return false;
    if (operation.kind === "call") return cases.some((state) => callWork(instance, state, operation, lock).length > 0);
    return operation.kind === "return" || operation.kind === "set" || operation.kind === "store";
  });

/** The saved level put away, and a note of which way was taken. */
const isBookkeeping = (value: Value): boolean => value.kind === "literal" || value.kind === "level";

/** What a raising acquire returns, and what stands for it beside the form that relies on the level. */
const isSavedLevel = (value: Value): boolean =>
  value.kind === "level" || (value.kind === "literal" && value.value === DISPATCH_LEVEL);

const workIn = (instance: SolvedInstance, operation: Operation, lock: string, state: Case): string[] => {
  switch (operation.kind) {
    case "call":
      return callWork(instance, state, operation, lock);
    case "set":
      return isBookkeeping(readRegister(state, operation.src))
        ? []
        : [`set ${operation.key.kind === "name" ? operation.key.name : ""}`];
    case "suspend":
      return ["suspend"];
    case "throw":
      return ["throw"];
    case "return": {
      const value = readRegister(state, operation.src);
      return operation.src === undefined || (value.kind === "literal" && value.value === undefined)
        ? []
        : [`return ${isSavedLevel(value) ? "the saved level" : comparable(value)}`];
    }
    case "store":
      return isBookkeeping(readRegister(state, operation.src)) ? [] : [`store ${operation.variable}`];
    case "copy": {
      const value = readRegister(state, operation.src);
      const tells =
        value.kind === "literal" && !operation.dst.startsWith("%") && isGiven(instance, operation.dst, lock);
      return tells ? [`${operation.dst} = ${valueText(value)}`] : [];
    }
    default:
      return [];
  }
};

/** What the operation does in any of its cases, each once. */
const workOf = (instance: SolvedInstance, { id, operation }: GraphNode, lock: string): string[] => {
  const { cases } = instance.solution.before[id] ?? EMPTY;
  return [...new Set(cases.flatMap((state) => workIn(instance, operation, lock, state)))];
};

/**
 * Whether the arms of a branch do the same but for taking and releasing the lock: calls with what they are given, writes,
 * ways out. Values moved about, and flags that only branches look at, are no work.
 */
export const sameWork = ({ instance, node }: LevelQuestion, lock: string): boolean => {
  const { graph } = instance.unit;
  const startOf = (when: "true" | "false"): NodeId | undefined => node.edges.find((edge) => edge.when === when)?.to;
  const whenTrue = reachable(graph, startOf("true"), node.id);
  const whenFalse = reachable(graph, startOf("false"), node.id);
  const work = (own: ReadonlySet<NodeId>, other: ReadonlySet<NodeId>): string =>
    graph.nodes
      .filter(({ id }) => own.has(id) && !other.has(id))
      .flatMap((one) => workOf(instance, one, lock))
      .sort()
      .join("\n");
  return work(whenTrue, whenFalse) === work(whenFalse, whenTrue);
};
