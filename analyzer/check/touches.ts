import type { ContractPath } from "../contract/contract.js";
import type { Case } from "../domain/case.js";
import { parentPath, rootPath, type Path } from "../domain/path.js";
import { place, type Value } from "../domain/value.js";
import type { FunctionUnit, GraphNode } from "../ir/graph.js";
import type { Operation, PlaceId } from "../ir/operation.js";
import type { Span } from "../ir/span.js";
import { isNamed, keysOf, ownValueAt } from "../solve/contract-path.js";
import { propertyPath, readKeys, readRegister } from "../solve/memory.js";
import { outsidePath, type EntryContext } from "./entry-contexts.js";
import type { SettledProgram } from "./settled-program.js";
import { isBeforeSharing, isEnteredBeforeSharing } from "./sharing.js";

/** A read or write of a declared property or a variable that several functions see. */
export interface Touch {
  readonly place: PlaceId;
  readonly name: string;
  readonly writes: boolean;
  readonly span: Span;
}

/** What an operation touches; undefined for all that is no access to a declared place. */
export const touchOf = (operation: Operation): Touch | undefined => {
  const { kind, span } = operation;
  if (kind === "load" || kind === "store")
    return { place: operation.variable, name: operation.name, writes: kind === "store", span };
  if ((kind !== "get" && kind !== "set") || operation.key.kind !== "name" || operation.key.property === undefined)
    return undefined;
  return { place: operation.key.property, name: operation.key.name, writes: kind === "set", span };
};

/** The object whose property is touched; undefined for a variable, and where the object is not known. */
export const touchedObject = (state: Case, operation: Operation): Path | undefined => {
  if (operation.kind !== "get" && operation.kind !== "set") return undefined;
  const path = propertyPath(state, readRegister(state, operation.object), operation.key);
  return path && parentPath(path);
};

const guardValue = (state: Case, guard: ContractPath, object: Path | undefined): Value | undefined => {
  if (guard.root.kind === "this") return object && readKeys(state, place(object), keysOf(guard));
  return isNamed(guard) ? ownValueAt(state, guard) : undefined;
};

/** The lock that a guard names, for a touch of this object. */
export const guardPath = (state: Case, guard: ContractPath, object: Path | undefined): Path | undefined => {
  const lock = guardValue(state, guard, object);
  return lock?.kind === "place" ? lock.path : undefined;
};

const constructs = ({ kind }: FunctionUnit): boolean => kind === "constructor";

/** The object is being made: by a constructor that is at work on it, here or among the callers. */
const isUnderConstruction = (program: SettledProgram, context: EntryContext, object: Path): boolean => {
  const name = outsidePath(program, context, object).text;
  for (let at: EntryContext | undefined = context; at; at = at.via?.context)
    if (constructs(at.instance.unit) && outsidePath(program, at, rootPath("this")).text === name) return true;
  return false;
};

const startsAtModule = (context: EntryContext): boolean =>
  context.via ? startsAtModule(context.via.context) : context.root?.reason.kind === "module";

/** A variable of the function itself, or an object that it has made. */
const isOwn = ({ id }: FunctionUnit, { operation }: GraphNode, object: Path | undefined): boolean =>
  operation.kind === "load" || operation.kind === "store"
    ? operation.variable.startsWith(`${id}/`)
    : object?.root.startsWith("new:") === true;

/** Nobody else can touch it yet: the object's own constructor, something fresh, or module code before anything is shared. */
export const isInitialisation = (
  program: SettledProgram,
  context: EntryContext,
  node: GraphNode,
  object: Path | undefined,
): boolean => {
  if (object && isUnderConstruction(program, context, object)) return true;
  if (isOwn(context.instance.unit, node, object)) return isBeforeSharing(program, node, context.instance.unit);
  const isFresh = object !== undefined && outsidePath(program, context, object).root.startsWith("new:");
  return (isFresh || startsAtModule(context)) && isEnteredBeforeSharing(program, context, node);
};
