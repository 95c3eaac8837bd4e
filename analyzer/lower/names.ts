import { ts } from "#compiler";
import { isAssignmentOperator } from "./syntax.js";

/** A property's name as written in a declaration or access; computed well-known symbols read `[Symbol.dispose]`. */
export const propertyNameText = (name: ts.Node | undefined): string | undefined => {
  if (name === undefined) return undefined;
  if (ts.isIdentifier(name) || ts.isPrivateIdentifier(name)) return name.text;
  if (ts.isStringLiteralLike(name) || ts.isNumericLiteral(name)) return name.text;
  if (ts.isComputedPropertyName(name)) return computedNameText(name.expression);
  return undefined;
};

/** The key of `object[key]`, where it is known from the text of a literal or a well-known symbol. */
export const computedNameText = (key: ts.Expression): string | undefined => {
  if (ts.isStringLiteralLike(key)) return key.text;
  if (ts.isPropertyAccessExpression(key) && ts.isIdentifier(key.expression) && key.expression.text === "Symbol")
    return `[Symbol.${key.name.text}]`;
  return undefined;
};

/** `text` on one line, short enough for a message. */
export const oneLine = (text: string): string => {
  const line = text.replace(/\s+/gu, " ").trim();
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
};

const isTransparent = (node: ts.Node): boolean =>
  ts.isParenthesizedExpression(node) ||
  ts.isAsExpression(node) ||
  ts.isSatisfiesExpression(node) ||
  ts.isTypeAssertionExpression(node) ||
  ts.isNonNullExpression(node);

const assignedName = (target: ts.Expression): string | undefined => {
  if (ts.isIdentifier(target)) return target.text;
  return ts.isPropertyAccessExpression(target) ? target.name.text : undefined;
};

/** The name that an anonymous function or class gets from the place where it stands. */
export const nameFromPlace = (node: ts.Node): { readonly name: string; readonly node: ts.Node } | undefined => {
  let child = node;
  let parent = node.parent;
  while (isTransparent(parent)) {
    child = parent;
    parent = parent.parent;
  }
  if (ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name))
    return { name: parent.name.text, node: parent.name };
  if (ts.isPropertyAssignment(parent) || ts.isPropertyDeclaration(parent)) {
    const name = propertyNameText(parent.name);
    return name === undefined ? undefined : { name, node: parent.name };
  }
  if (ts.isBinaryExpression(parent) && parent.right === child && isAssignmentOperator(parent.operatorToken.kind)) {
    const name = assignedName(parent.left);
    return name === undefined ? undefined : { name, node: parent.left };
  }
  return undefined;
};

/** The class or object literal's name before a member's: `Nic.` in `Nic.onInterrupt`. */
const holderName = (node: ts.Node): string | undefined => {
  if (ts.isClassLike(node)) return node.name?.text ?? nameFromPlace(node)?.name ?? "<class>";
  if (ts.isObjectLiteralExpression(node)) return nameFromPlace(node)?.name;
  return undefined;
};

const memberName = (holder: ts.Node, name: string): string => {
  const owner = holderName(holder);
  return owner === undefined ? name : `${owner}.${name}`;
};

/** Name of a function for people, given the name of the function around it, and the node that carries it. */
export const functionName = (node: ts.Node, enclosing: string): { readonly name: string; readonly node: ts.Node } => {
  if (ts.isSourceFile(node)) return { name: "<module>", node };
  if (ts.isClassLike(node)) return { name: `${holderName(node) ?? "<class>"}.constructor`, node: node.name ?? node };
  if (ts.isConstructorDeclaration(node)) return { name: memberName(node.parent, "constructor"), node };
  if (ts.isClassStaticBlockDeclaration(node)) return { name: memberName(node.parent, "<static>"), node };
  if (ts.isMethodDeclaration(node) || ts.isAccessor(node))
    return { name: memberName(node.parent, propertyNameText(node.name) ?? "<computed>"), node: node.name };
  if ((ts.isFunctionDeclaration(node) || ts.isFunctionExpression(node)) && node.name)
    return { name: node.name.text, node: node.name };
  const place = nameFromPlace(node);
  if (place === undefined) return { name: anonymousName(node, enclosing), node };
  const holder = place.node.parent;
  const named = ts.isPropertyAssignment(holder) || ts.isPropertyDeclaration(holder);
  return { name: named ? memberName(holder.parent, place.name) : place.name, node: place.node };
};

const anonymousName = (node: ts.Node, enclosing: string): string => {
  if (ts.isExportAssignment(node.parent)) return "<default>";
  if (ts.isFunctionDeclaration(node)) return "<default>";
  const isArgument =
    (ts.isCallExpression(node.parent) || ts.isNewExpression(node.parent)) && node.parent.expression !== node;
  return `<${isArgument ? "callback" : "function"} in ${enclosing}>`;
};
