import { ts } from "#compiler";
import type { RoleBinding } from "../ir/graph.js";
import type { ProgramContext } from "./program-context.js";
import type { UnitPlan } from "./unit-plan.js";

const symbolOf = (program: ProgramContext, node: ts.Node): ts.Symbol | undefined => {
  const name = ts.isFunctionLike(node) ? ts.getNameOfDeclaration(node) : undefined;
  return name && program.checker.getSymbolAtLocation(name);
};

/** Declarations whose tags hold for a function, nearest first: its own, its overloads', those that it implements. */
const taggedDeclarations = (program: ProgramContext, plan: UnitPlan): readonly ts.Node[] => {
  const { node } = plan;
  if (ts.isSourceFile(node) || ts.isClassLike(node)) return [];
  const overloads = symbolOf(program, node)?.declarations?.filter((d) => d !== node && ts.isFunctionLike(d)) ?? [];
  const holder = ts.isArrowFunction(node) || ts.isFunctionExpression(node) ? node.parent : node;
  const isMember = ts.isMethodDeclaration(holder) || ts.isPropertyDeclaration(holder);
  return [node, ...overloads, ...(isMember ? program.hierarchy.overriddenBy(holder) : [])];
};

/** Key of the contract that tags give a function. */
export const contractOf = (program: ProgramContext, plan: UnitPlan): string | undefined => {
  for (const declaration of taggedDeclarations(program, plan)) {
    const key = program.tags.ofNode(declaration);
    if (key !== undefined) return key;
  }
  return undefined;
};

/** `@functionClass KDEFERRED_ROUTINE`. */
export const taggedRoles = (program: ProgramContext, plan: UnitPlan): readonly RoleBinding[] => {
  const found: RoleBinding[] = [];
  for (const declaration of taggedDeclarations(program, plan)) {
    const named = program.tags.functionClass(declaration);
    const role = named && program.contracts.role(named.name);
    if (role) found.push({ role: role.name, how: "tagged", span: named.span });
    if (program.tags.ofNode(declaration) !== undefined) break;
  }
  return found;
};
