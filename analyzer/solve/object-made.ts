import { isStorageClass } from "../contract/storage-classes.js";
import type { Case } from "../domain/case.js";
import { childPath, rootPath, type Path } from "../domain/path.js";
import { literal } from "../domain/value.js";
import type { FunctionUnit, GraphNode, NodeId } from "../ir/graph.js";
import type { SolveContext } from "./context.js";
import { isInLoop } from "./loops.js";
import { readPlace, writePlace } from "./memory.js";

/** Names what arises at a node: results that are not followed, new objects, levels read. */
export const siteOf = (context: SolveContext, node: GraphNode): string => `${context.unit.id}:${String(node.id)}`;

/** The node of a function after which a place is named, or an element in its path: where its object or index arises. */
export const namingNode = ({ id }: FunctionUnit, path: string): NodeId | undefined => {
  const [site] = ["value", "new"].flatMap((kind) => path.split(`${kind}:${id}:`).slice(1));
  const node = Number.parseInt(site ?? "", 10);
  return Number.isNaN(node) ? undefined : node;
};

/** Module code runs once: what it makes outside a loop is one object, known to the whole program. */
const isMadeOnce = (context: SolveContext, node: GraphNode): boolean =>
  context.unit.kind === "module" && !isInLoop(context.unit.graph, node.id);

/** The object that is made at a node. */
export const objectMade = (context: SolveContext, node: GraphNode): Path =>
  rootPath(`${isMadeOnce(context, node) ? "var" : "new"}:${siteOf(context, node)}`);

/** Hidden property with the class of an object. */
export const classCell = (object: Path): Path => childPath(object, "<class>");

/** What is known of the class of an object that is made here. */
export const withClass = (state: Case, made: Path, typeName: string | undefined): Case =>
  typeName !== undefined && isStorageClass(typeName) ? writePlace(state, classCell(made), literal(typeName)) : state;

/** The class of lock storage that an object is known to be of. */
export const storageClassOf = (state: Case, object: Path): string | undefined => {
  const known = readPlace(state, classCell(object));
  return known.kind === "literal" && typeof known.value === "string" ? known.value : undefined;
};
