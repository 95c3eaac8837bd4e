import { isElementKey, isLiteralKey, parentPath, UNKNOWN_ELEMENT, type Path } from "../domain/path.js";
import type { Case } from "../domain/case.js";
import type { GraphNode } from "../ir/graph.js";
import type { CallOperation, Register } from "../ir/operation.js";
import type { Span } from "../ir/span.js";
import { propertyPath, readRegister } from "../solve/memory.js";
import type { SolvedInstance } from "../summarize/instance.js";
import { locksHeld, outsidePath, type EntryContext } from "./entry-contexts.js";
import type { OuterLocks } from "./outer-lock.js";
import { statePoints } from "./event-points.js";
import { everywhere } from "./parts.js";
import type { SettledProgram } from "./settled-program.js";
import { isInitialisation } from "./touches.js";

/** A read or write of one element of an array, plain or through `Atomics`. */
export interface ElementUse {
  readonly context: EntryContext;
  readonly span: Span;
  /** The array, by its name outside of all functions. */
  readonly view: Path;
  /** Key of the element: a number, a name that stands for one, or unknown. */
  readonly index: string;
  /** The routine of `Atomics`, as written; undefined for a plain access. */
  readonly atomic: string | undefined;
  readonly writes: boolean;
  readonly locks: OuterLocks;
}

const ATOMICS = /^Atomics\.(\w+)$/;
/** Of these, `notify` looks at no element, and `isLockFree` and `pause` at no array. */
const NO_ACCESS: ReadonlySet<string> = new Set(["notify", "isLockFree", "pause"]);
const READS: ReadonlySet<string> = new Set(["load", "wait", "waitAsync"]);

/** The routine of `Atomics` that a call runs; what may wait is known by contract. */
const atomicRoutine = ({ targets }: CallOperation): string | undefined => {
  const [target] = targets;
  const name =
    target?.kind === "external" ? target.name : target?.kind === "contract" ? target.contract.replace(/^\w+:/, "") : "";
  const routine = ATOMICS.exec(name)?.[1];
  return routine === undefined || NO_ACCESS.has(routine) ? undefined : routine;
};

interface Access {
  readonly object: Register;
  readonly index: Register;
  readonly atomic: string | undefined;
  readonly writes: boolean;
}

const accessOf = ({ operation }: GraphNode): Access | undefined => {
  if (operation.kind === "call") {
    const routine = atomicRoutine(operation);
    const [view, index] = operation.args;
    return routine !== undefined && view && index
      ? { object: view.register, index: index.register, atomic: operation.text, writes: !READS.has(routine) }
      : undefined;
  }
  if ((operation.kind !== "get" && operation.kind !== "set") || operation.key.kind !== "index") return undefined;
  const { object, key } = operation;
  return { object, index: key.index, atomic: undefined, writes: operation.kind === "set" };
};

/** An index that was computed says nothing of which element it is; one that has a name is the same wherever the name is. */
const indexName = (
  program: SettledProgram,
  context: EntryContext,
  state: Case,
  element: Path,
  index: Register,
): string => {
  const key = element.keys.at(-1) ?? UNKNOWN_ELEMENT;
  if (!isElementKey(key) || isLiteralKey(key)) return key;
  const value = readRegister(state, index);
  if (value.kind !== "place" || value.path.root.startsWith("value:")) return UNKNOWN_ELEMENT;
  return `[${outsidePath(program, context, value.path).text}]`;
};

const usesAt = (program: SettledProgram, instance: SolvedInstance, node: GraphNode): ElementUse[] => {
  const access = accessOf(node);
  if (!access) return [];
  const { object, index, atomic, writes } = access;
  return statePoints(program, instance, node).flatMap(({ context, state }): ElementUse[] => {
    const element = propertyPath(state, readRegister(state, object), { kind: "index", index });
    const view = element && parentPath(element);
    if (!view || isInitialisation(program, context, node, view)) return [];
    const owner = parentPath(view);
    if (owner && isInitialisation(program, context, node, owner)) return [];
    const { span } = node.operation;
    const name = indexName(program, context, state, element, index);
    const locks = locksHeld(program, context, state);
    return [{ context, span, view: outsidePath(program, context, view), index: name, atomic, writes, locks }];
  });
};

const atomicUsers = everywhere("element-uses: atomic users", ({ instances }) =>
  instances.filter(({ unit }) => unit.graph.nodes.some((node) => accessOf(node)?.atomic !== undefined)),
);

const uses = everywhere("element-uses: uses", (part) =>
  part.instances.flatMap((instance) => instance.unit.graph.nodes.flatMap((node) => usesAt(part, instance, node))),
);

/** All accesses of elements of arrays after others may be at work, in a program that uses `Atomics`; none in any other. */
export const elementUses = (program: SettledProgram): readonly ElementUse[] =>
  atomicUsers(program).length > 0 ? uses(program) : [];
