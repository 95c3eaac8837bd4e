import { isRelative, type Path } from "../domain/path.js";
import type { CallOperation } from "../ir/operation.js";
import type { CallEdge } from "../summarize/call-edges.js";
import { throughCall, type EntryContext } from "./entry-contexts.js";
import { isInner, ownerOf } from "./outside-names.js";
import type { SettledProgram } from "./settled-program.js";

/** A call by which a place was passed to the function that names it, or on the way to it. */
export interface PassingCall {
  readonly operation: CallOperation;
  readonly edge: CallEdge;
}

/** Whoever calls the function decides which place it is: it is passed, or captured from a function that runs. */
const isPassed = ({ facts: { functions } }: SettledProgram, path: Path): boolean => {
  const owner = ownerOf(path);
  return isRelative(path) || (owner !== undefined && isInner(functions, owner));
};

/** The calls that decide which place a path of the function is, innermost first. */
export const passingCalls = (program: SettledProgram, { via }: EntryContext, path: Path): PassingCall[] => {
  if (!via || !isPassed(program, path)) return [];
  const { edge, context } = via;
  const { operation } = edge.node;
  const value = throughCall(edge, path);
  const further = value.kind === "place" && !context.isMerged ? passingCalls(program, context, value.path) : [];
  return operation.kind === "call" ? [{ operation, edge }, ...further] : further;
};
