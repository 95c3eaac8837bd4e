import { ts } from "#compiler";
import { isStorageClass } from "../contract/storage-classes.js";
import { bare, isAssignmentOperator } from "./syntax.js";
import { typeNameOf } from "./type-name.js";
import type { ArithmeticOperator, CompareOperator, Literal, Register } from "../ir/operation.js";
import { lowerAssignment, lowerCompoundAssignment, lowerLogicalAssignment, lowerStep } from "./assignments.js";
import type { Body } from "./body.js";
import { lowerLogical } from "./conditions.js";
import { isComparedWithFalsy, lowerMissing } from "./missing.js";
import { lowerMembership, membershipOf } from "./membership.js";

const K = ts.SyntaxKind;

const COMPARE: ReadonlyMap<ts.SyntaxKind, { readonly operator: CompareOperator; readonly loose?: boolean }> = new Map([
  [K.LessThanToken, { operator: "<" }],
  [K.LessThanEqualsToken, { operator: "<=" }],
  [K.GreaterThanToken, { operator: ">" }],
  [K.GreaterThanEqualsToken, { operator: ">=" }],
  [K.EqualsEqualsEqualsToken, { operator: "==" }],
  [K.ExclamationEqualsEqualsToken, { operator: "!=" }],
  [K.EqualsEqualsToken, { operator: "==", loose: true }],
  [K.ExclamationEqualsToken, { operator: "!=", loose: true }],
]);

const ARITHMETIC: ReadonlyMap<ts.SyntaxKind, ArithmeticOperator> = new Map([
  [K.PlusToken, "+"],
  [K.MinusToken, "-"],
  [K.AsteriskToken, "*"],
  [K.SlashToken, "/"],
  [K.PercentToken, "%"],
  [K.AsteriskAsteriskToken, "**"],
  [K.LessThanLessThanToken, "<<"],
  [K.GreaterThanGreaterThanToken, ">>"],
  [K.GreaterThanGreaterThanGreaterThanToken, ">>>"],
  [K.AmpersandToken, "&"],
  [K.BarToken, "|"],
  [K.CaretToken, "^"],
]);

const LOGICAL: ReadonlySet<ts.SyntaxKind> = new Set([
  K.AmpersandAmpersandToken,
  K.BarBarToken,
  K.QuestionQuestionToken,
]);
const LOGICAL_ASSIGNMENT: ReadonlySet<ts.SyntaxKind> = new Set([
  K.AmpersandAmpersandEqualsToken,
  K.BarBarEqualsToken,
  K.QuestionQuestionEqualsToken,
]);

export const lowerBinary = (body: Body, node: ts.BinaryExpression): Register => {
  const { kind } = node.operatorToken;
  if (LOGICAL.has(kind)) return lowerLogical(body, node);
  if (kind === K.EqualsToken) return lowerAssignment(body, node);
  if (LOGICAL_ASSIGNMENT.has(kind)) return lowerLogicalAssignment(body, node);
  if (isAssignmentOperator(kind)) return lowerCompoundAssignment(body, node);
  const membership = membershipOf(body, node);
  return membership ? lowerMembership(body, membership) : lowerSpine(body, node);
};

/** Left-deep chains, `a + b + c`, from the innermost out: thousands of operands need no stack. */
const lowerSpine = (body: Body, node: ts.BinaryExpression): Register => {
  const spine: ts.BinaryExpression[] = [];
  let at: ts.Expression = node;
  while (
    ts.isBinaryExpression(at) &&
    (at === node || at.operatorToken.kind !== K.InKeyword) &&
    !LOGICAL.has(at.operatorToken.kind) &&
    !isAssignmentOperator(at.operatorToken.kind)
  ) {
    spine.push(at);
    at = at.left;
  }
  let left = ts.isPrivateIdentifier(at) ? body.opaque(at) : body.expression(at);
  let difference: { readonly left: Register; readonly right: Register } | undefined;
  for (const item of spine.reverse()) {
    const right = body.expression(item.right);
    const compared = difference && isComparedWithZero(item) ? difference : { left, right };
    difference = item.operatorToken.kind === K.MinusToken ? { left, right } : undefined;
    left = combine(body, item, compared.left, compared.right);
  }
  return left;
};

/** `a - b >= 0` is `a >= b`. */
const isComparedWithZero = ({ operatorToken, right }: ts.BinaryExpression): boolean => {
  const zero = bare(right);
  return COMPARE.has(operatorToken.kind) && ts.isNumericLiteral(zero) && zero.text === "0";
};

const combine = (body: Body, node: ts.BinaryExpression, left: Register, right: Register): Register => {
  const { kind } = node.operatorToken;
  if (kind === K.CommaToken) return right;
  const dst = body.build.temp();
  const span = body.span(node);
  const compare = COMPARE.get(kind);
  const arithmetic = ARITHMETIC.get(kind);
  const missing = compare && lowerMissing(body, node, { left, right }, compare);
  if (missing !== undefined) return missing;
  if (compare) {
    const { operator, loose } = compare;
    const isFalsy = ((operator === "==" || operator === "!=") && isComparedWithFalsy(body, node)) || undefined;
    body.emit({ kind: "compare", dst, operator, left, right, loose, isFalsy, span });
  } else if (arithmetic) body.emit({ kind: "arithmetic", dst, operator: arithmetic, left, right, span });
  else if (kind === K.InstanceOfKeyword) lowerInstanceOf(body, node, left, dst);
  else body.emit({ kind: "opaque", dst, span });
  return dst;
};

const lowerInstanceOf = (body: Body, node: ts.BinaryExpression, src: Register, dst: Register): void => {
  const named = bare(node.right);
  const typeName = typeNameOf(body, named);
  const span = body.span(node);
  const entity = body.program.entities.ofExpression(named);
  const classes = entity.kind === "class" ? body.program.hierarchy.lineageOf(entity.node) : undefined;
  if (classes || isStorageClass(typeName))
    body.emit({ kind: "instanceOf", dst, src, typeName: typeName ?? "", classes, span });
  else body.emit({ kind: "opaque", dst, span });
};

const negated = (node: ts.Expression): Literal => (ts.isNumericLiteral(node) ? -Number(node.text) : undefined);

/** `-x` is `0 - x`, and `~x` is `-1 ^ x`. */
const UNARY: ReadonlyMap<ts.SyntaxKind, { readonly operator: ArithmeticOperator; readonly left: number }> = new Map([
  [K.MinusToken, { operator: "-", left: 0 }],
  [K.TildeToken, { operator: "^", left: -1 }],
]);

export const lowerPrefix = (body: Body, node: ts.PrefixUnaryExpression): Register => {
  const { operator, operand } = node;
  if (operator === K.PlusPlusToken || operator === K.MinusMinusToken) return lowerStep(body, node);
  if (operator === K.MinusToken) {
    const value = negated(operand);
    if (value !== undefined) return body.constant(value, node);
  }
  const src = body.expression(operand);
  if (operator === K.PlusToken) return src;
  const dst = body.build.temp();
  const span = body.span(node);
  const unary = UNARY.get(operator);
  if (unary) {
    const left = body.constant(unary.left, node);
    body.emit({ kind: "arithmetic", dst, operator: unary.operator, left, right: src, span });
  } else body.emit({ kind: "not", dst, src, span });
  return dst;
};

export const lowerPostfix = (body: Body, node: ts.PostfixUnaryExpression): Register => lowerStep(body, node);

/** `typeof x`, `delete o.p`: evaluates the operand, gives data. */
export const lowerToData = (body: Body, node: ts.TypeOfExpression | ts.DeleteExpression): Register => {
  body.expression(node.expression);
  return body.opaque(node);
};

export const lowerVoid = (body: Body, node: ts.VoidExpression): Register => {
  body.expression(node.expression);
  return body.constant(undefined, node);
};
