/** Objects that are gone over and are no generators: their own methods run, where they are known, and data has none. */
import type { Case } from "../domain/case.js";
import { childPath, isMadeObject, parentPath, rootPath, symbolicKey, type Path } from "../domain/path.js";
import { place, type Value } from "../domain/value.js";
import type { CallOperation, Target } from "../ir/operation.js";
import type { AskedFacts, SolveContext } from "./context.js";
import { entrusted } from "./entrusted.js";
import { runsOfClass } from "./lineage.js";
import { readProperty, readRegister, writePlace } from "./memory.js";

/** The body of a generator runs; a call of its function, or what asks it for its iterator, runs nothing. */
export const asksBody = ({ iterates }: CallOperation): boolean => iterates === "next" || iterates === "close";

/** Whether the object was made with functions of its own, one of which gives its elements. */
const isWrittenDown = (state: Case, object: Value): boolean =>
  readProperty(state, object, { kind: "name", name: "next" }).kind === "functions";

const heldIn = ({ propertyFunctions }: AskedFacts, method: Value): Target[] =>
  method.kind === "place" && method.path.property !== undefined
    ? (propertyFunctions.get(method.path.property) ?? []).map((id) => ({ kind: "function", id }))
    : [];

const isGenerator = ({ functions }: AskedFacts, target: Target): boolean =>
  target.kind === "function" && functions.get(target.id)?.isGenerator === true;

/**
 * The methods of which one runs where this object is asked; none where it has no such method, undefined where that is not known.
 * @param method what the object holds under the method's name
 */
export const methodsAsked = (
  context: SolveContext,
  state: Case,
  operation: CallOperation,
  method: Value,
): readonly Target[] | undefined => {
  const settled = operation.targets.filter(({ kind }) => kind === "function");
  if (settled.length > 0)
    return asksBody(operation) && settled.some((one) => isGenerator(context.program, one)) ? undefined : settled;
  if (method.kind === "functions") return method.targets;
  const object = readRegister(state, operation.receiver);
  if (object.kind !== "place") return undefined;
  if (isWrittenDown(state, object)) return [];
  const methods = runsOfClass(context, state, object.path, heldIn(context.program, method));
  // One that has nothing to give has it from a class of the library.
  return methods?.length === 0 && operation.iterates !== "close" ? undefined : methods;
};

const DATA = "<iterator>";

/** What goes over data, and the data. */
const iteratorOf = (data: Path): Path => childPath(data, DATA);
const dataOf = (iterator: Path): Path | undefined => (iterator.keys.at(-1) === DATA ? parentPath(iterator) : undefined);

/**
 * The case behind a question to an object of which nothing is known, and what it gives: it counts as data, and gives any element.
 * @param site names what it gives
 */
export const unanswered = (state: Case, operation: CallOperation, site: string): [Case, Value] => {
  const answer = rootPath(`value:${site}`);
  const object = readRegister(state, operation.receiver);
  if (object.kind !== "place") return [state, place(answer)];
  if (operation.iterates === "start") return [state, place(iteratorOf(object.path))];
  const data = dataOf(object.path);
  if (data) {
    const element = place(childPath(data, symbolicKey(answer)));
    return [writePlace(state, childPath(answer, "value"), element), place(answer)];
  }
  // What is asked by its name, or was made by the program, may give back what is held here.
  const isOurs = operation.targets.length > 0 || isMadeObject(object.path);
  return [isOurs ? entrusted(state) : state, place(answer)];
};
