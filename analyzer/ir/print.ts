import { assertNever } from "../finding/errors.js";
import type { Edge, FunctionUnit, GraphNode } from "./graph.js";
import type { CallOperation, Literal, Operation, PropertyKey, Target } from "./operation.js";

const EDGE_NAMES: Readonly<Record<Edge["when"], string>> = {
  next: "",
  true: "true ",
  false: "false ",
  throw: "throw ",
  close: "close ",
};

const printEdge = (edge: Edge): string => {
  const handler = edge.handler === undefined ? "" : ` (${edge.handler})`;
  return `${EDGE_NAMES[edge.when]}${String(edge.to)}${handler}`;
};

const printLiteral = (value: Literal): string => (typeof value === "string" ? JSON.stringify(value) : String(value));

const printKey = (key: PropertyKey): string => (key.kind === "name" ? `.${key.name}` : `[${key.index}]`);

/** File names are as long as the disk makes them; the last part is enough for people. */
const shortId = (id: string): string =>
  id.slice(id.lastIndexOf("/", id.includes("#") ? id.indexOf("#") : id.length) + 1);

const shortVariable = (id: string): string => {
  const cut = id.lastIndexOf("/");
  return `${shortId(id.slice(0, cut))}/${id.slice(cut + 1)}`;
};

const printTarget = (target: Target): string => {
  switch (target.kind) {
    case "function":
      return shortId(target.id);
    case "contract":
      return `contract ${shortId(target.contract)}`;
    case "callbacks":
      return `${target.name} runs ${target.args.map(String).join(",")} ${target.when}`;
    case "external":
      return `external ${target.name}`;
    case "property":
      return `property ${target.name}`;
    default:
      return assertNever(target);
  }
};

const printCall = (call: CallOperation): string => {
  const args = call.args.map((arg) => `${arg.spread === true ? "..." : ""}${arg.register}`).join(", ");
  const receiver = call.receiver === undefined ? "" : `${call.receiver} . `;
  const callee = call.callee === undefined ? "" : ` via ${call.callee}`;
  const targets = call.targets.length === 0 ? "" : ` -> ${call.targets.map(printTarget).join(" | ")}`;
  const how = `${call.isNew ? "new " : ""}${call.iterates === undefined ? "" : `${call.iterates} `}`;
  return `${call.dst} = ${how}call ${receiver}${call.text}(${args})${callee}${targets}`;
};

/** One operation on one line, without its edges. */
export const printOperation = (operation: Operation): string => {
  switch (operation.kind) {
    case "enter":
    case "exit":
    case "throwExit":
    case "nop":
    case "throw":
      return operation.kind;
    case "const":
      return `${operation.dst} = ${printLiteral(operation.value)}`;
    case "copy":
      return `${operation.dst} = ${operation.src}`;
    case "opaque":
      return `${operation.dst} = ?`;
    case "this":
      return `${operation.dst} = this`;
    case "load":
      return `${operation.dst} = load ${shortVariable(operation.variable)}`;
    case "store":
      return `store ${shortVariable(operation.variable)} = ${operation.src}`;
    case "get":
      return `${operation.dst} = ${operation.object}${printKey(operation.key)}`;
    case "set":
      return `${operation.object}${printKey(operation.key)} = ${operation.src}`;
    case "spread":
      return `${operation.object} takes members of ${operation.src}`;
    case "allocate":
      return `${operation.dst} = allocate ${operation.typeName ?? "object"}`;
    case "closure":
      return `${operation.dst} = closure ${printTarget(operation.target)}`;
    case "bind":
      return `${operation.dst} = ${operation.src} bound to ${[operation.receiver ?? "undefined", ...operation.args].join(", ")}`;
    case "not":
      return `${operation.dst} = !${operation.src}`;
    case "every":
      return `${operation.dst} = every ${operation.of.join(", ")}`;
    case "instanceOf":
      return `${operation.dst} = ${operation.src} instanceof ${operation.typeName}`;
    case "compare":
      return `${operation.dst} = ${operation.left} ${operation.operator}${operation.loose === true ? "~" : ""} ${operation.right}`;
    case "arithmetic":
      return `${operation.dst} = ${operation.left} ${operation.operator} ${operation.right}`;
    case "call":
      return printCall(operation);
    case "suspend":
      return `suspend ${operation.how}${operation.src === undefined ? "" : ` ${operation.src}`}`;
    case "branch":
      return `branch ${operation.condition}${operation.choice === undefined ? "" : ` (${operation.choice.form})`}`;
    case "round":
      return `round ${operation.counter}${operation.isOver ? " over" : ""}`;
    case "return":
      return operation.src === undefined ? "return" : `return ${operation.src}`;
    case "unsupported":
      return `unsupported ${operation.what}`;
    default:
      return assertNever(operation);
  }
};

/** Edges are said only where they do not simply lead to the next line. */
const printNode = (node: GraphNode): string => {
  const isPlain = node.edges.length === 1 && node.edges[0]?.when === "next" && node.edges[0].to === node.id + 1;
  const edges = isPlain || node.edges.length === 0 ? "" : `  -> ${node.edges.map(printEdge).join(", ")}`;
  return `${String(node.id)}: ${printOperation(node.operation)}${edges}`;
};

/** A graph as compact, stable text: one line per operation, with its edges. */
export const printGraph = (unit: FunctionUnit): string => {
  const parameters = unit.parameters.map((p) => `${p.rest ? "..." : ""}${p.register}`).join(", ");
  const roles = unit.roles.map((role) => ` ${role.role} (${role.how})`).join("");
  const head = `${unit.isAsync ? "async " : ""}${unit.kind}${unit.isGenerator ? "*" : ""} ${unit.name}(${parameters})${roles}`;
  return [head, ...unit.graph.nodes.map(printNode)].join("\n");
};
