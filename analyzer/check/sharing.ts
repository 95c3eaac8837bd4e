import type { FunctionUnit, GraphNode, NodeId } from "../ir/graph.js";
import type { FunctionId, Target } from "../ir/operation.js";
import { reachable } from "../ir/reachable.js";
import type { EntryContext } from "./entry-contexts.js";
import { everywhere } from "./parts.js";
import { ask, entryOf, inWhole, type SettledProgram, question } from "./settled-program.js";

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

const startingInstances = everywhere("sharing: starting instances", (part) =>
  part.instances.filter(({ unit }) => unit.graph.nodes.some((node) => isStart(part, node))),
);

/** Functions that may start others, themselves or through what they call. */
const startingFunctions = inWhole((program): ReadonlySet<FunctionId> => {
  const functions = new Set<FunctionId>();
  const work = [...startingInstances(program)];
  for (let instance = work.pop(); instance; instance = work.pop()) {
    if (functions.has(instance.unit.id)) continue;
    functions.add(instance.unit.id);
    for (const { kind, caller } of entryOf(program, instance).calls)
      if (kind === "direct" || kind === "callback") work.push(caller);
  }
  return functions;
});

const STARTS = question<boolean>("sharing: starts", {
  answer: (whole, id) => startingFunctions(whole).has(id),
  byObject: true,
});

/** Nodes behind a start, by function. */
const known = new WeakMap<SettledProgram, Map<FunctionId, ReadonlySet<NodeId>>>();

const behindStart = (program: SettledProgram, { id, graph }: FunctionUnit): ReadonlySet<NodeId> => {
  const ofProgram = known.get(program) ?? new Map<FunctionId, ReadonlySet<NodeId>>();
  known.set(program, ofProgram);
  const found = ofProgram.get(id);
  if (found) return found;
  const calls = ({ operation }: GraphNode): boolean =>
    operation.kind === "call" &&
    operation.targets.some((target) => target.kind === "function" && ask(program, STARTS, target.id));
  const behind = new Set<NodeId>();
  for (const node of graph.nodes)
    if (isStart(program, node) || calls(node))
      for (const { to } of node.edges) for (const each of reachable(graph, to, node.id)) behind.add(each);
  ofProgram.set(id, behind);
  return behind;
};

/** Whether nothing in the function has started other workers or routines before it comes to the node. */
export const isBeforeSharing = (program: SettledProgram, node: GraphNode, unit: FunctionUnit): boolean =>
  !behindStart(program, unit).has(node.id);

/** The same of the callers on the way in, too; what runs later is started before. */
export const isEnteredBeforeSharing = (program: SettledProgram, context: EntryContext, node: GraphNode): boolean =>
  isBeforeSharing(program, node, context.instance.unit) &&
  (context.via === undefined ||
    (context.via.edge.kind !== "later" && isEnteredBeforeSharing(program, context.via.context, context.via.edge.node)));
