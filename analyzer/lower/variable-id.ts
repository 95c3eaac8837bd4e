import { ts } from "#compiler";
import type { VariableId } from "../ir/operation.js";
import type { VariableDeclaration } from "./entity.js";
import { placeIn } from "./outline.js";
import { ownerOf } from "./owner.js";
import type { Survey } from "./survey.js";

export const variableName = (declaration: VariableDeclaration): string =>
  ts.isIdentifier(declaration.name) ? declaration.name.text : "";

/** Name of a variable within the function that declares it. */
export const localName = (declaration: VariableDeclaration): string =>
  `${variableName(declaration)}@${placeIn(declaration.getSourceFile(), declaration.name)}`;

/** Name of a variable that several functions see. */
export const variableIdOf = (survey: Pick<Survey, "plans">, declaration: VariableDeclaration): VariableId => {
  const owner = survey.plans.get(ownerOf(declaration))?.id;
  return `${owner ?? `${declaration.getSourceFile().fileName}#<module>@0`}/${localName(declaration)}`;
};
