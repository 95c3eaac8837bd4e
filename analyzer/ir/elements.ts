import type { CallOperation, PlaceId, PropertyId } from "./operation.js";

/** Stands for what the collection in a variable or property holds. */
export const elementsOf = (collection: PlaceId): PropertyId => `${collection}[]`;

/** Library methods that put arguments into their collection, from this one on. */
const PUTS: ReadonlyMap<string, number> = new Map([
  ["Array.push", 0],
  ["Array.unshift", 0],
  ["Set.add", 0],
  ["WeakSet.add", 0],
  ["Map.set", 1],
  ["WeakMap.set", 1],
]);

/** The function of the language that is called. */
export const libraryName = ({ targets }: CallOperation): string => {
  const [target] = targets;
  return target?.kind === "external" ? target.name : "";
};

/** From which argument on the call puts what it is given into a collection. */
export const putFrom = (operation: CallOperation): number | undefined => PUTS.get(libraryName(operation));
