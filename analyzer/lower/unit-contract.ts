import { ts } from "#compiler";
import type { RoleBinding } from "../ir/graph.js";
import type { FileContext } from "./program-context.js";
import type { UnitPlan } from "./unit-plan.js";

const symbolOf = (program: FileContext, node: ts.Node): ts.Symbol | undefined => {
  const name = ts.isFunctionLike(node) ? ts.getNameOfDeclaration(node) : undefined;
  return name && program.checker.getSymbolAtLocation(name);
};

const overloadsOf = (program: FileContext, node: ts.Node): readonly ts.Node[] =>
  symbolOf(program, node)?.declarations?.filter((d) => d !== node && ts.isFunctionLike(d)) ?? [];

/** Declarations whose tags hold for a function, nearest first: its own, its overloads', those that it implements. */
const taggedDeclarations = (program: FileContext, plan: UnitPlan): readonly ts.Node[] => {
  const { node } = plan;
  if (ts.isSourceFile(node) || ts.isClassLike(node)) return [];
  const overloads = overloadsOf(program, node);
  const holder = ts.isArrowFunction(node) || ts.isFunctionExpression(node) ? node.parent : node;
  return [node, ...overloads, ...implementedBy(program, holder)];
};

/** Members that a class's or an object literal's member takes the place of. */
const implementedBy = (program: FileContext, member: ts.Node): readonly ts.Node[] => {
  if (!ts.isMethodDeclaration(member) && !ts.isPropertyDeclaration(member) && !ts.isPropertyAssignment(member))
    return [];
  if (!ts.isObjectLiteralExpression(member.parent)) return program.hierarchy.overriddenBy(member);
  const type = program.checker.getContextualType(member.parent);
  return (type && program.hierarchy.propertyLike(type, member.name)?.declarations) ?? [];
};

/** Whether the place where a function stands may give it a type. */
const standsInPlace = (node: ts.Node): node is ts.ArrowFunction | ts.FunctionExpression | ts.MethodDeclaration =>
  ts.isArrowFunction(node) ||
  ts.isFunctionExpression(node) ||
  (ts.isMethodDeclaration(node) && ts.isObjectLiteralExpression(node.parent));

/** Key of the contract that tags give a function. */
export const contractOf = (program: FileContext, plan: UnitPlan): string | undefined => {
  const [own, ...others] = taggedDeclarations(program, plan);
  if (!own) return undefined;
  const { tags } = program;
  const stated = [
    () => tags.ofNode(own),
    () => (standsInPlace(own) ? program.taggedPlaces.at(own)[0]?.role : undefined),
    ...others.map((declaration) => () => tags.ofDeclaration(declaration)),
  ];
  for (const state of stated) {
    const key = state();
    if (key !== undefined) return key;
  }
  return undefined;
};

/** Keys of the contracts of overloads, where the function has no contract of its own; undefined where they are not several. */
export const overloadContracts = (program: FileContext, plan: UnitPlan): readonly string[] | undefined => {
  const { node } = plan;
  if (!ts.isFunctionDeclaration(node) && !ts.isMethodDeclaration(node)) return undefined;
  if (program.tags.ofNode(node) !== undefined) return undefined;
  const keys = overloadsOf(program, node).flatMap((overload) => program.tags.ofNode(overload) ?? []);
  return keys.length > 1 ? keys : undefined;
};

/** `@functionClass KDEFERRED_ROUTINE`. */
export const taggedRoles = (program: FileContext, plan: UnitPlan): readonly RoleBinding[] => {
  const found: RoleBinding[] = [];
  for (const declaration of taggedDeclarations(program, plan)) {
    const named = program.tags.functionClass(declaration);
    const role = named && program.contracts.role(named.name);
    if (role) found.push({ role: role.name, how: "tagged", span: named.span });
    if (program.tags.ofNode(declaration) !== undefined) break;
  }
  return found;
};
