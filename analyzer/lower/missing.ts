import { ts } from "#compiler";
import type { CompareOperator, Literal, Register } from "../ir/operation.js";
import type { Body } from "./body.js";
import type { Join } from "./builder.js";
import { constantOf } from "./constant-of.js";
import { bare } from "./syntax.js";

/** How a value shows that it is missing, by its type: an object or nothing is falsy where it is nothing. */
export type Missing = "falsy" | "null" | "undefined" | "either";

const { TypeFlags } = ts;
const NULL = TypeFlags.Null;
/** `void` may be anything: a function that returns something is one that returns nothing. */
const UNDEFINED = TypeFlags.Undefined;

/** `{}` may be a number or a string. */
const isObject = (type: ts.Type): boolean =>
  (type.flags & TypeFlags.NonPrimitive) !== 0 ||
  ((type.flags & TypeFlags.Object) !== 0 &&
    (type.getProperties().length > 0 ||
      type.getCallSignatures().length > 0 ||
      type.getConstructSignatures().length > 0));

interface Shape {
  readonly isObjectOrMissing: boolean;
  readonly hasNull: boolean;
  readonly hasUndefined: boolean;
  readonly hasVoid: boolean;
}

const shapeOf = ({ program }: Body, node: ts.Expression): Shape => {
  const type = program.checker.getTypeAtLocation(node);
  const parts = type.isUnion() ? type.types : [type];
  const has = (flags: ts.TypeFlags): boolean => parts.some((part) => (part.flags & flags) !== 0);
  return {
    isObjectOrMissing: parts.every((part) => (part.flags & (NULL | UNDEFINED)) !== 0 || isObject(part)),
    hasNull: has(NULL),
    hasUndefined: has(UNDEFINED),
    hasVoid: has(TypeFlags.Void),
  };
};

export const missingOf = (body: Body, node: ts.Expression): Missing => {
  const { isObjectOrMissing, hasNull, hasUndefined, hasVoid } = shapeOf(body, node);
  if (isObjectOrMissing) return "falsy";
  if (hasNull === hasUndefined || hasVoid) return "either";
  return hasNull ? "null" : "undefined";
};

/** Leads to `whenTrue` where `value` is null or undefined. */
export const branchOnMissing = (
  body: Body,
  value: Register,
  [whenTrue, whenFalse]: readonly [Join, Join],
  node: ts.Node,
  missing: Missing,
): void => {
  body.build.branch(emitMissing(body, value, node, missing), whenTrue, whenFalse, body.span(node));
};

/** Whether the value is missing. */
const emitMissing = (body: Body, value: Register, node: ts.Node, missing: Missing): Register => {
  const span = body.span(node);
  if (missing === "falsy") {
    const dst = body.build.temp();
    body.emit({ kind: "not", dst, src: value, span });
    return dst;
  }
  const right = body.constant(missing === "undefined" ? undefined : null, node);
  const dst = body.build.temp();
  body.emit({
    kind: "compare",
    dst,
    operator: "==",
    left: value,
    right,
    loose: missing === "either" || undefined,
    span,
  });
  return dst;
};

/** Types of which a value is the only falsy one. */
const FALSY_OF: ReadonlyMap<Literal, ts.TypeFlags> = new Map<Literal, ts.TypeFlags>([
  [0, TypeFlags.NumberLike],
  [false, TypeFlags.BooleanLike],
  ["", TypeFlags.StringLike],
]);

/** `status === 0`, of a number: true exactly where it is falsy. */
export const isComparedWithFalsy = (body: Body, node: ts.BinaryExpression): boolean => {
  const right = bare(node.right);
  const value = right.kind === ts.SyntaxKind.FalseKeyword ? false : constantOf(body, right)?.value;
  const flags = FALSY_OF.get(value);
  if (flags === undefined) return false;
  const type = body.program.checker.getTypeAtLocation(node.left);
  const parts = type.isUnion() ? type.types : [type];
  return parts.every((part) => (part.flags & flags) !== 0);
};

const isUndefined = (node: ts.Expression): boolean => ts.isIdentifier(node) && node.text === "undefined";

const isNull = (node: ts.Expression): boolean => node.kind === ts.SyntaxKind.NullKeyword;

/** The compared value where a comparison asks for no more than whether an object is there. */
const askedFor = (body: Body, node: ts.BinaryExpression, loose: boolean): "left" | "right" | undefined => {
  const [left, right] = [bare(node.left), bare(node.right)];
  const side = isNull(right) || isUndefined(right) ? "left" : isNull(left) || isUndefined(left) ? "right" : undefined;
  if (side === undefined) return undefined;
  const shape = shapeOf(body, node[side]);
  const isThat = isNull(side === "left" ? right : left)
    ? shape.hasNull && !shape.hasUndefined
    : shape.hasUndefined && !shape.hasNull;
  return shape.isObjectOrMissing && (loose || isThat) ? side : undefined;
};

/** `object === null`, where nothing else is missing, asks the same as `!object`. */
export const lowerMissing = (
  body: Body,
  node: ts.BinaryExpression,
  operands: { readonly left: Register; readonly right: Register },
  { operator, loose = false }: { readonly operator: CompareOperator; readonly loose?: boolean },
): Register | undefined => {
  if (operator !== "==" && operator !== "!=") return undefined;
  const side = askedFor(body, node, loose);
  if (side === undefined) return undefined;
  const isMissing = emitMissing(body, operands[side], node, "falsy");
  return operator === "==" ? isMissing : emitMissing(body, isMissing, node, "falsy");
};
