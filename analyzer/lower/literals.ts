import { ts } from "#compiler";
import type { PropertyKey, Register } from "../ir/operation.js";
import type { Body } from "./body.js";
import { closure } from "./closures.js";
import { isFixedTable } from "./fixed-tables.js";
import { iterateAll } from "./go-over.js";
import { propertyNameText } from "./names.js";
import { emitGet } from "./members.js";
import { mainDeclaration, propertyIdOf } from "./property-id.js";
import { readVariable } from "./variables.js";

export const lowerIdentifier = (body: Body, node: ts.Identifier): Register => {
  if (node.text === "undefined") return body.constant(undefined, node);
  if (node.text === "arguments") return body.opaque(node);
  const { constants, entities } = body.program;
  const constant = constants.ofIdentifier(node);
  if (constant) return body.constant(constant.value, node);
  const entity = entities.ofIdentifier(node);
  switch (entity.kind) {
    case "variable":
      return readVariable(body, entity.declaration, node);
    case "function":
    case "class":
    case "contract":
    case "library":
      return closure(body, entity, node);
    default:
      return body.opaque(node);
  }
};

export const lowerTemplate = (body: Body, node: ts.TemplateExpression): Register => {
  for (const span of node.templateSpans) body.expression(span.expression);
  return body.opaque(node);
};

const isPlainData = (node: ts.Expression): boolean => ts.isNumericLiteral(node) || ts.isStringLiteralLike(node);

const isList = ({ program: { checker } }: Body, node: ts.Expression): boolean => {
  const type = checker.getTypeAtLocation(node);
  return checker.isArrayType(type) || checker.isTupleType(type);
};

/** Elements of a list that comes first keep their indices; how many they are is not known. */
const spreadInto = (body: Body, object: Register, item: ts.SpreadElement, isFirst: boolean): void => {
  const src = body.expression(item.expression);
  iterateAll(body, item.expression, src);
  if (isFirst && isList(body, item.expression)) body.emit({ kind: "spread", object, src, span: body.span(item) });
};

export const lowerArray = (body: Body, node: ts.ArrayLiteralExpression): Register => {
  const dst = body.build.temp();
  const fixed = isFixedTable(body, node);
  body.emit({ kind: "allocate", dst, typeName: undefined, fixed, span: body.span(node) });
  // Other lists of numbers and strings alone are data: their elements are not followed.
  if (!fixed && node.elements.every(isPlainData)) return dst;
  let isCounted = true;
  for (const [index, item] of node.elements.entries()) {
    if (ts.isOmittedExpression(item)) continue;
    if (ts.isSpreadElement(item)) {
      spreadInto(body, dst, item, index === 0);
      isCounted = false;
      continue;
    }
    const src = body.expression(item);
    const key: PropertyKey = { kind: "index", index: isCounted ? body.constant(index, item) : body.opaque(item) };
    body.emit({ kind: "set", object: dst, key, src, span: body.span(item) });
  }
  return dst;
};

export const lowerObject = (body: Body, node: ts.ObjectLiteralExpression): Register => {
  const dst = body.build.temp();
  body.emit({ kind: "allocate", dst, typeName: undefined, fixed: isFixedTable(body, node), span: body.span(node) });
  const before = new Set<string>();
  for (const item of node.properties) {
    if (ts.isSpreadAssignment(item)) copyMembers(body, item.expression, dst, before);
    else lowerObjectMember(body, item, dst);
    const name = item.name && propertyNameText(item.name);
    if (name !== undefined) before.add(name);
  }
  return dst;
};

const isNumeric = (type: ts.Type): boolean =>
  type.isUnion() ? type.types.some(isNumeric) : (type.flags & ts.TypeFlags.NumberLike) !== 0;

/** Fields of the program's own types, which may hold locks, levels or functions. */
const isFollowed = ({ plainData, origins, checker }: Body["program"], member: ts.Symbol, at: ts.Declaration): boolean =>
  (member.flags & ts.SymbolFlags.Property) !== 0 &&
  !origins.isLibrary(at.getSourceFile()) &&
  (!plainData.has(member.name) || isNumeric(checker.getTypeOfSymbol(member)));

/**
 * `...source`: what is known of it is copied, and members that are followed are read and set one by one; so are those that
 * stand in the place of others.
 * @param before names of members that the object has been given already
 */
const copyMembers = (body: Body, source: ts.Expression, object: Register, before: ReadonlySet<string>): void => {
  const { checker } = body.program;
  const from = body.expression(source);
  const span = body.span(source);
  body.emit({ kind: "spread", object, src: from, span });
  for (const member of checker.getNonNullableType(checker.getTypeAtLocation(source)).getProperties()) {
    const declaration = mainDeclaration(member);
    if (!declaration || !(before.has(member.name) || isFollowed(body.program, member, declaration))) continue;
    const key: PropertyKey = { kind: "name", name: member.name, property: propertyIdOf(declaration) };
    const src = emitGet(body, from, key, source);
    body.emit({ kind: "set", object, key, src, span });
  }
};

type OwnMember = Exclude<ts.ObjectLiteralElementLike, ts.SpreadAssignment>;

const lowerObjectMember = (body: Body, item: OwnMember, object: Register): void => {
  if (ts.isAccessor(item)) return;
  const text = propertyNameText(item.name);
  const computed =
    text === undefined && ts.isComputedPropertyName(item.name) ? body.expression(item.name.expression) : undefined;
  const key: PropertyKey =
    text === undefined
      ? { kind: "index", index: computed ?? body.opaque(item) }
      : { kind: "name", name: text, property: propertyIdOf(item) };
  body.emit({ kind: "set", object, key, src: memberValue(body, item), span: body.span(item) });
};

const memberValue = (
  body: Body,
  item: ts.PropertyAssignment | ts.ShorthandPropertyAssignment | ts.MethodDeclaration,
): Register => {
  if (ts.isPropertyAssignment(item)) return body.expression(item.initializer);
  if (ts.isShorthandPropertyAssignment(item)) return body.expression(item.name);
  return closure(body, { kind: "function", node: item }, item);
};

/** JSX builds data; components run later, called by a library. */
export const lowerJsx = (body: Body, node: ts.Expression): Register => {
  const work: ts.Node[] = [node];
  for (let at = work.shift(); at; at = work.shift()) {
    if (ts.isJsxExpression(at)) {
      if (at.expression) body.expression(at.expression);
    } else if (ts.isJsxSpreadAttribute(at)) body.expression(at.expression);
    else ts.forEachChild(at, (child) => void work.push(child));
  }
  return body.opaque(node);
};
