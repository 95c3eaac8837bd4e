import { ts } from "#compiler";
import type { Register, VariableId } from "../ir/operation.js";
import type { Body } from "./body.js";
import type { VariableDeclaration } from "./entity.js";
import { ownerOf, thisOwnerOf } from "./owner.js";
import { isModuleLevel } from "./survey.js";
import { thisVariable } from "./unit-plan.js";
import { localName, variableIdOf, variableName } from "./variable-id.js";
import { closure } from "./closures.js";

/** Where a variable lives: in a register of its function, or, where other functions see it, in memory. */
type Place =
  | { readonly kind: "register"; readonly register: Register }
  | { readonly kind: "memory"; readonly variable: VariableId; readonly name: string };

export const placeOf = (body: Body, declaration: VariableDeclaration): Place => {
  const { survey } = body.program;
  const isOwn = ownerOf(declaration) === body.plan.node;
  if (isOwn && !survey.captured.has(declaration) && !isModuleLevel(declaration))
    return { kind: "register", register: localName(declaration) };
  return { kind: "memory", variable: variableIdOf(survey, declaration), name: variableName(declaration) };
};

export const readVariable = (body: Body, declaration: VariableDeclaration, node: ts.Node): Register => {
  const place = placeOf(body, declaration);
  if (place.kind === "register") return place.register;
  const dst = body.build.temp();
  body.emit({ kind: "load", dst, variable: place.variable, name: place.name, span: body.span(node) });
  return dst;
};

export const writeVariable = (body: Body, declaration: VariableDeclaration, src: Register, node: ts.Node): void => {
  const place = placeOf(body, declaration);
  if (place.kind === "register") {
    body.copy(place.register, src, node);
    return;
  }
  const { variable, name } = place;
  body.emit({ kind: "store", variable, name, src, roles: declaredRoles(body, declaration), span: body.span(node) });
};

const declaredRoles = (body: Body, declaration: VariableDeclaration): readonly string[] | undefined => {
  const types = body.program.roleTypes;
  const made = ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
  const satisfied = made && ts.isSatisfiesExpression(made) ? types.ofTypeNode(made.type) : [];
  const roles = [...types.ofDeclaration(declaration), ...satisfied];
  return roles.length === 0 ? undefined : roles;
};

/** `var x` twice, or `var` with a parameter's name, is one variable: the first declaration stands for it. */
export const sameVariable = (body: Body, declaration: VariableDeclaration): VariableDeclaration => {
  const root = ts.isBindingElement(declaration) ? ts.walkUpBindingElementsAndPatterns(declaration) : declaration;
  if (!ts.isVariableDeclaration(root) || (ts.getCombinedNodeFlags(root) & ts.NodeFlags.BlockScoped) !== 0)
    return declaration;
  const first = body.program.checker.getSymbolAtLocation(declaration.name)?.valueDeclaration;
  const isVariable = first && (ts.isVariableDeclaration(first) || ts.isParameter(first) || ts.isBindingElement(first));
  return isVariable ? first : declaration;
};

/** In a static method `this` is the class (or one that extends it): its static members are the declaring class's. */
const staticClassOf = (node: ts.Node): ts.ClassLikeDeclaration | undefined => {
  const isStatic =
    ts.isClassElement(node) &&
    ts.canHaveModifiers(node) &&
    (ts.getModifiers(node)?.some((modifier) => modifier.kind === ts.SyntaxKind.StaticKeyword) ?? false);
  return isStatic && ts.isClassLike(node.parent) ? node.parent : undefined;
};

/** `this`, as an arrow function, a field initialiser or a static initialiser sees it. */
export const readThis = (body: Body, node: ts.Node): Register => {
  const owner = thisOwnerOf(node);
  if (owner.kind === "none") return body.constant(undefined, node);
  if (owner.kind === "class") return closure(body, { kind: "class", node: owner.node }, node);
  const declaring = staticClassOf(owner.node);
  if (declaring) return closure(body, { kind: "class", node: declaring }, node);
  const dst = body.build.temp();
  const lender = owner.throughArrow ? body.program.survey.plans.get(owner.node) : undefined;
  if (lender && lender !== body.plan)
    body.emit({ kind: "load", dst, variable: thisVariable(lender), name: "this", span: body.span(node) });
  else body.emit({ kind: "this", dst, span: body.span(node) });
  return dst;
};
