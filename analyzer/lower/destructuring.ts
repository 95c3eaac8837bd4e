import { ts } from "#compiler";
import type { Register } from "../ir/operation.js";
import type { Body } from "./body.js";
import { bare } from "./syntax.js";
import { iteratePattern } from "./go-over.js";
import type { Access } from "./members.js";
import { emitGet, isAccess, lowerBase, memberAt, readNamed, writeMember } from "./members.js";
import { propertyNameText } from "./names.js";
import { sameVariable, writeVariable } from "./variables.js";

type Bound = ts.VariableDeclaration | ts.ParameterDeclaration | ts.BindingElement;

/** The value, or the default where it is undefined. */
export const withDefault = (body: Body, value: Register, initializer: ts.Expression | undefined): Register => {
  if (!initializer) return value;
  const dst = body.build.temp();
  const missing = body.build.join();
  const done = body.build.join();
  body.copy(dst, value, initializer);
  body.branchOnUndefined(value, missing, done, initializer);
  body.build.bind(missing);
  body.copy(dst, body.expression(initializer), initializer);
  body.build.bind(done);
  return dst;
};

/** Gives a declared name or pattern its value. */
export const bindName = (body: Body, declaration: Bound, value: Register): void => {
  const { name } = declaration;
  if (ts.isIdentifier(name)) writeVariable(body, sameVariable(body, declaration), value, declaration);
  else if (ts.isObjectBindingPattern(name)) bindObject(body, name, value);
  else bindArray(body, name, value);
};

/** What a pattern takes from an object by the name of a property. */
const readPart = (body: Body, pattern: ts.Node, name: ts.PropertyName, object: Register, part: ts.Node): Register => {
  const text = propertyNameText(name);
  if (text === undefined) {
    const index = ts.isComputedPropertyName(name) ? body.expression(name.expression) : body.opaque(name);
    return emitGet(body, object, { kind: "index", index }, part);
  }
  const symbol = body.program.checker.getTypeAtLocation(pattern).getProperty(text);
  return readNamed(body, { name: text, symbol }, object, part);
};

const bindObject = (body: Body, pattern: ts.ObjectBindingPattern, value: Register): void => {
  for (const element of pattern.elements) {
    if (element.dotDotDotToken) {
      bindName(body, element, body.opaque(element));
      continue;
    }
    const name = element.propertyName ?? (ts.isIdentifier(element.name) ? element.name : undefined);
    if (!name) continue;
    const got = readPart(body, pattern, name, value, element);
    bindName(body, element, withDefault(body, got, element.initializer));
  }
};

const element = (body: Body, list: Register, index: number, node: ts.Node): Register =>
  emitGet(body, list, { kind: "index", index: body.constant(index, node) }, node);

const bindArray = (body: Body, pattern: ts.ArrayBindingPattern, value: Register): void => {
  for (const [index, item] of pattern.elements.entries()) {
    if (ts.isOmittedExpression(item)) continue;
    const got = item.dotDotDotToken ? body.opaque(item) : element(body, value, index, item);
    bindName(body, item, withDefault(body, got, item.initializer));
  }
};

/** A declaration with its initialiser. `[a, b] = [x, y]` moves values without the array. */
export const declare = (body: Body, declaration: ts.VariableDeclaration, initializer: ts.Expression): void => {
  const { name } = declaration;
  const plain = bare(initializer);
  if (ts.isArrayBindingPattern(name) && ts.isArrayLiteralExpression(plain) && !hasSpread(plain)) {
    const values = plain.elements.map((e) => copied(body, e));
    for (const [index, item] of name.elements.entries()) {
      if (ts.isOmittedExpression(item)) continue;
      const got = item.dotDotDotToken ? body.opaque(item) : (values[index] ?? body.constant(undefined, item));
      bindName(body, item, withDefault(body, got, item.initializer));
    }
    return;
  }
  const value = body.expression(initializer);
  if (ts.isArrayBindingPattern(name)) iteratePattern(body, name, initializer, value);
  bindName(body, declaration, value);
};

const hasSpread = (node: ts.ArrayLiteralExpression): boolean => node.elements.some((e) => ts.isSpreadElement(e));

/** The value as it is now, whatever is assigned to its variable later. */
const copied = (body: Body, node: ts.Expression): Register => {
  const dst = body.build.temp();
  body.copy(dst, body.expression(node), node);
  return dst;
};

/** Assigns to a name, a property, or the parts of a pattern. */
export const assignPattern = (body: Body, written: ts.Expression, value: Register): void => {
  const target = bare(written);
  if (ts.isObjectLiteralExpression(target)) assignObject(body, target, value);
  else if (ts.isArrayLiteralExpression(target)) assignArray(body, target, (i, node) => element(body, value, i, node));
  else if (ts.isBinaryExpression(target) && target.operatorToken.kind === ts.SyntaxKind.EqualsToken)
    assignPattern(body, target.left, withDefault(body, value, target.right));
  else if (isAccess(target)) assignMember(body, target, value);
  else assignName(body, target, value);
};

const assignMember = (body: Body, target: Access, value: Register): void => {
  const member = memberAt(body, target);
  if (member.entity.kind === "variable") writeVariable(body, member.entity.declaration, value, target);
  else writeMember(body, member, lowerBase(body, target), value, target);
};

export const assignName = (body: Body, target: ts.Expression, value: Register): void => {
  const entity = ts.isIdentifier(target) ? assignedVariable(body, target) : undefined;
  if (entity) writeVariable(body, entity, value, target);
  else if (!ts.isIdentifier(target)) body.unsupported("assignment target", target);
};

const assignedVariable = (body: Body, target: ts.Identifier): Bound | undefined => {
  const symbol = ts.isShorthandPropertyAssignment(target.parent)
    ? body.program.checker.getShorthandAssignmentValueSymbol(target.parent)
    : body.program.entities.symbolOf(target);
  const found = symbol?.valueDeclaration;
  return found && (ts.isVariableDeclaration(found) || ts.isParameter(found) || ts.isBindingElement(found))
    ? found
    : undefined;
};

const assignObject = (body: Body, target: ts.ObjectLiteralExpression, value: Register): void => {
  for (const item of target.properties) {
    if (ts.isSpreadAssignment(item)) assignPattern(body, item.expression, body.opaque(item));
    else if (ts.isShorthandPropertyAssignment(item)) {
      const got = readPart(body, target, item.name, value, item);
      assignName(body, item.name, withDefault(body, got, item.objectAssignmentInitializer));
    } else if (ts.isPropertyAssignment(item))
      assignPattern(body, item.initializer, readPart(body, target, item.name, value, item));
    else body.unsupported("assignment target", item);
  }
};

const assignArray = (
  body: Body,
  target: ts.ArrayLiteralExpression,
  at: (index: number, node: ts.Node) => Register,
): void => {
  for (const [index, item] of target.elements.entries()) {
    if (ts.isOmittedExpression(item)) continue;
    if (ts.isSpreadElement(item)) assignPattern(body, item.expression, body.opaque(item));
    else assignPattern(body, item, at(index, item));
  }
};

/** `[a, b] = [b, a]` exchanges: all values are read before any is written. */
export const assignList = (
  body: Body,
  target: ts.ArrayLiteralExpression,
  source: ts.ArrayLiteralExpression,
): Register => {
  if (hasSpread(source)) {
    const list = body.expression(source);
    assignPattern(body, target, list);
    return list;
  }
  const values = source.elements.map((e) => copied(body, e));
  assignArray(body, target, (index, node) => values[index] ?? body.constant(undefined, node));
  return body.opaque(source);
};
