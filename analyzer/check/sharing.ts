import type { FunctionUnit, GraphNode, NodeId } from "../ir/graph.js";
import type { FunctionId, Target } from "../ir/operation.js";
import { reachable } from "../ir/reachable.js";
import type { EntryContext } from "./entry-contexts.js";
import { entryOf, type SettledProgram } from "./settled-program.js";

/** Hands data or routines to other workers: `new Worker(…)`, `port.postMessage(…)`. */
const SENDS: ReadonlySet<string> = new Set(["Worker", "postMessage"]);

const isSending = (name: string): boolean => SENDS.has(name.slice(name.lastIndexOf(".") + 1));

const startsOthers = (program: SettledProgram, target: Target): boolean => {
  switch (target.kind) {
    case "contract": {
      const callbacks = program.facts.contracts.get(target.contract)?.callbacks ?? [];
      return callbacks.some(({ when }) => when === "later");
    }
    case "callbacks":
      return target.when === "later";
    case "external":
      return isSending(target.name);
    case "function":
    case "property":
      return false;
  }
};

/** From here on other workers, or routines that run by themselves, may be at work. */
const isStart = (program: SettledProgram, { operation }: GraphNode): boolean =>
  (operation.kind === "suspend" && operation.how === "await") ||
  (operation.kind === "call" && operation.targets.some((target) => startsOthers(program, target)));

interface Starts {
  /** Functions that may start others, themselves or through what they call. */
  readonly functions: ReadonlySet<FunctionId>;
  /** Nodes behind such a start, by function. */
  readonly behind: Map<FunctionId, ReadonlySet<NodeId>>;
}

const findStarts = (program: SettledProgram): Starts => {
  const functions = new Set<FunctionId>();
  const work = program.instances.filter(({ unit }) => unit.graph.nodes.some((node) => isStart(program, node)));
  for (let instance = work.pop(); instance; instance = work.pop()) {
    if (functions.has(instance.unit.id)) continue;
    functions.add(instance.unit.id);
    for (const { kind, caller } of entryOf(program, instance).calls)
      if (kind === "direct" || kind === "callback") work.push(caller);
  }
  return { functions, behind: new Map() };
};

const known = new WeakMap<SettledProgram, Starts>();

const behindStart = (program: SettledProgram, { id, graph }: FunctionUnit): ReadonlySet<NodeId> => {
  const starts = known.get(program) ?? findStarts(program);
  known.set(program, starts);
  const found = starts.behind.get(id);
  if (found) return found;
  const calls = ({ operation }: GraphNode): boolean =>
    operation.kind === "call" &&
    operation.targets.some((target) => target.kind === "function" && starts.functions.has(target.id));
  const behind = new Set<NodeId>();
  for (const node of graph.nodes)
    if (isStart(program, node) || calls(node))
      for (const { to } of node.edges) for (const each of reachable(graph, to, node.id)) behind.add(each);
  starts.behind.set(id, behind);
  return behind;
};

/** Whether nothing in the function has started other workers or routines before it comes to the node. */
export const isBeforeSharing = (program: SettledProgram, node: GraphNode, unit: FunctionUnit): boolean =>
  !behindStart(program, unit).has(node.id);

/** The same of the callers on the way in, too. */
export const isEnteredBeforeSharing = (program: SettledProgram, context: EntryContext, node: GraphNode): boolean =>
  isBeforeSharing(program, node, context.instance.unit) &&
  (context.via === undefined || isEnteredBeforeSharing(program, context.via.context, context.via.edge.node));
