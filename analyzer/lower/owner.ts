import { ts } from "#compiler";
import type { UnitNode } from "./unit-plan.js";

const isFunctionWithBody = (node: ts.Node): node is UnitNode =>
  (ts.isFunctionDeclaration(node) ||
    ts.isFunctionExpression(node) ||
    ts.isArrowFunction(node) ||
    ts.isMethodDeclaration(node) ||
    ts.isConstructorDeclaration(node) ||
    ts.isGetAccessor(node) ||
    ts.isSetAccessor(node)) &&
  node.body !== undefined;

export const isUnitNode = (node: ts.Node): node is UnitNode =>
  isFunctionWithBody(node) || ts.isClassStaticBlockDeclaration(node) || ts.isSourceFile(node);

export const isStatic = (node: ts.Node): boolean =>
  ts.canHaveModifiers(node) && (ts.getModifiers(node)?.some((m) => m.kind === ts.SyntaxKind.StaticKeyword) ?? false);

/** The constructor as written, with a body; otherwise the class stands for it. */
export const constructorOf = (node: ts.ClassLikeDeclaration): ts.ConstructorDeclaration | ts.ClassLikeDeclaration =>
  node.members.find((m): m is ts.ConstructorDeclaration => ts.isConstructorDeclaration(m) && m.body !== undefined) ??
  node;

/** Instance fields are initialised by the constructor, static ones where the class stands. */
const ownerThroughField = (child: ts.Node, field: ts.PropertyDeclaration): UnitNode | undefined =>
  field.initializer === child && !isStatic(field) ? constructorOf(field.parent) : undefined;

/** Decorators and computed names run outside of the function that they stand on. */
const runsOutside = (child: ts.Node): boolean => ts.isDecorator(child) || ts.isComputedPropertyName(child);

/** The function whose graph runs `node`: for a declaration of a function, the one around it. */
export const ownerOf = (node: ts.Node): UnitNode => {
  let child = node;
  for (let at: ts.Node = node.parent; ; at = at.parent) {
    if (ts.isSourceFile(at)) return at;
    if (isUnitNode(at) && !runsOutside(child)) return at;
    const field = ts.isPropertyDeclaration(at) ? ownerThroughField(child, at) : undefined;
    if (field) return field;
    child = at;
  }
};

/** Whose `this` a `this` is. */
export type ThisOwner =
  | { readonly kind: "unit"; readonly node: UnitNode; readonly throughArrow: boolean }
  | { readonly kind: "class"; readonly node: ts.ClassLikeDeclaration }
  | { readonly kind: "none" };

export const thisOwnerOf = (node: ts.Node): ThisOwner => {
  let child = node;
  let throughArrow = false;
  for (let at: ts.Node = node.parent; ; at = at.parent) {
    if (ts.isSourceFile(at)) return { kind: "none" };
    if (ts.isArrowFunction(at)) throughArrow = true;
    else if (isUnitNode(at) && !runsOutside(child)) return { kind: "unit", node: at, throughArrow };
    else if (ts.isPropertyDeclaration(at) && at.initializer === child)
      return isStatic(at)
        ? { kind: "class", node: at.parent }
        : { kind: "unit", node: constructorOf(at.parent), throughArrow };
    child = at;
  }
};
