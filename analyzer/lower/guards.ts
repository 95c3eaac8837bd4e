import { ts } from "#compiler";
import type { PlaceId } from "../ir/operation.js";
import type { Hierarchy } from "./hierarchy.js";
import { propertyNameText } from "./names.js";
import { propertyIdOf } from "./property-id.js";
import type { Survey } from "./survey.js";
import type { Tags } from "./tags.js";
import { variableIdOf } from "./variable-id.js";

/** Places that may be touched only with a lock held, and the contract that says with which. */
export interface Guards {
  readonly places: ReadonlyMap<PlaceId, string>;
  /** Names of the guarded properties. */
  readonly names: ReadonlySet<string>;
}

interface Inputs {
  readonly files: readonly ts.SourceFile[];
  readonly survey: Survey;
  readonly tags: Tags;
  readonly hierarchy: Hierarchy;
}

type Property = ts.PropertyDeclaration | ts.PropertySignature | ts.PropertyAssignment | ts.ParameterDeclaration;

const isProperty = (node: ts.Node): node is Property =>
  ts.isPropertyDeclaration(node) ||
  ts.isPropertySignature(node) ||
  ts.isPropertyAssignment(node) ||
  (ts.isParameter(node) && ts.isParameterPropertyDeclaration(node, node.parent));

/** Declarations of a file that may carry the tag; the walk keeps its own stack because syntax can be very deep. */
const declarationsIn = (file: ts.SourceFile): (Property | ts.VariableDeclaration)[] => {
  const found: (Property | ts.VariableDeclaration)[] = [];
  const work: ts.Node[] = file.text.includes("@guardedBy") ? [file] : [];
  for (let node = work.pop(); node; node = work.pop()) {
    if (isProperty(node) || ts.isVariableDeclaration(node)) found.push(node);
    ts.forEachChild(node, (child) => void work.push(child));
  }
  return found;
};

/** What `@guardedBy` is written on. A class's member has the guard of what it overrides or implements. */
export const findGuards = ({ files, survey, tags, hierarchy }: Inputs): Guards => {
  const places = new Map<PlaceId, string>();
  const names = new Set<string>();
  for (const node of files.flatMap(declarationsIn)) {
    const guard = tags.guardOf(node);
    if (guard === undefined) continue;
    if (ts.isVariableDeclaration(node)) places.set(variableIdOf(survey, node), guard);
    else {
      places.set(propertyIdOf(node), guard);
      names.add(propertyNameText(node.name) ?? "");
    }
  }
  for (const member of survey.classes.flatMap((node) => [...node.members])) {
    if (!ts.isPropertyDeclaration(member) || !names.has(propertyNameText(member.name) ?? "")) continue;
    const inherited = hierarchy.overriddenBy(member).find((declaration) => tags.guardOf(declaration) !== undefined);
    const guard = tags.guardOf(member) ?? (inherited && tags.guardOf(inherited));
    if (guard !== undefined) places.set(propertyIdOf(member), guard);
  }
  return { places, names };
};
