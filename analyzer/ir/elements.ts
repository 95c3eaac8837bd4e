import type { PlaceId, PropertyId } from "./operation.js";

/** Stands for what the collection in a variable or property holds. */
export const elementsOf = (collection: PlaceId): PropertyId => `${collection}[]`;
