import { ts } from "#compiler";
import type { RoleBinding } from "../ir/graph.js";
import type { FileContext } from "./program-context.js";
import type { UnitPlan } from "./unit-plan.js";

const symbolOf = (program: FileContext, node: ts.Node): ts.Symbol | undefined => {
  const name = ts.isFunctionLike(node) ? ts.getNameOfDeclaration(node) : undefined;
  return name && program.checker.getSymbolAtLocation(name);
};

/** Declarations whose tags hold for a function, nearest first: its own, its overloads', those that it implements. */
const taggedDeclarations = (program: FileContext, plan: UnitPlan): readonly ts.Node[] => {
  const { node } = plan;
  if (ts.isSourceFile(node) || ts.isClassLike(node)) return [];
  const overloads = symbolOf(program, node)?.declarations?.filter((d) => d !== node && ts.isFunctionLike(d)) ?? [];
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

/** Types that a function value is declared with: by its variable or property, by `satisfies` and `as`. */
const typesAround = (node: ts.Node): readonly ts.TypeNode[] => {
  const types: ts.TypeNode[] = [];
  let at = node.parent;
  while (ts.isParenthesizedExpression(at) || ts.isAsExpression(at) || ts.isSatisfiesExpression(at)) {
    if (!ts.isParenthesizedExpression(at)) types.push(at.type);
    at = at.parent;
  }
  const type = ts.isVariableDeclaration(at) || ts.isPropertyDeclaration(at) ? at.type : undefined;
  return type ? [...types, type] : types;
};

/** Key of the contract that tags give a function. */
export const contractOf = (program: FileContext, plan: UnitPlan): string | undefined => {
  const [own, ...others] = taggedDeclarations(program, plan);
  if (!own) return undefined;
  const { tags } = program;
  const isValue = ts.isArrowFunction(own) || ts.isFunctionExpression(own);
  const stated = [
    () => tags.ofNode(own),
    ...(isValue ? typesAround(own).map((type) => () => tags.ofType(type)) : []),
    ...others.map((declaration) => () => tags.ofDeclaration(declaration)),
  ];
  for (const state of stated) {
    const key = state();
    if (key !== undefined) return key;
  }
  return undefined;
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
