import type { FunctionUnit } from "../ir/graph.js";
import { ofEach } from "../ir/of-each.js";
import type { PropertyId } from "../ir/operation.js";
import { everywhere } from "./parts.js";
import { ask, inWhole, question, type SettledProgram } from "./settled-program.js";

/** A value that a function puts into a field: an object that it makes there, or another one. */
interface Filled {
  readonly property: PropertyId;
  readonly isMadeThere: boolean;
}

const filledBy = ofEach(({ graph }: FunctionUnit): readonly Filled[] => {
  const operations = graph.nodes.map(({ operation }) => operation);
  const made = new Set(operations.flatMap((operation) => (operation.kind === "allocate" ? [operation.dst] : [])));
  return operations.flatMap((operation) => {
    if (operation.kind !== "set" || operation.key.kind !== "name" || operation.key.property === undefined) return [];
    return [{ property: operation.key.property, isMadeThere: made.has(operation.src) }];
  });
});

const filled = everywhere("own-fields: filled", ({ instances }) => instances.flatMap(({ unit }) => filledBy(unit)));

/** Fields of which each object has its own: nothing but an object made on the spot is ever put there. */
export const ownFields = inWhole((program): ReadonlySet<PropertyId> => {
  const all = filled(program);
  const own = new Set(all.map(({ property }) => property));
  for (const { property, isMadeThere } of all) if (!isMadeThere) own.delete(property);
  return own;
});

const IS_OWN = question<boolean>("own-fields: is own", {
  answer: (whole, property) => ownFields(whole).has(property),
  byObject: false,
});

/** The same of one field, for a part of the program. */
export const isOwnField = (program: SettledProgram, property: PropertyId): boolean => ask(program, IS_OWN, property);
