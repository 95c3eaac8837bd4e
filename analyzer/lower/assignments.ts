import { ts } from "#compiler";
import type { ArithmeticOperator, Register } from "../ir/operation.js";
import type { Body } from "./body.js";
import { branchOnOperator } from "./conditions.js";
import { assignList, assignName, assignPattern } from "./destructuring.js";
import { bare } from "./syntax.js";
import { iteratePattern } from "./go-over.js";
import { isAccess, lowerBase, memberAt, readMember, writeMember } from "./members.js";

/** A place that is read and written once: its object is evaluated once. */
interface Target {
  readonly read: () => Register;
  readonly write: (value: Register) => void;
}

const targetOf = (body: Body, written: ts.Expression): Target => {
  const node = bare(written);
  if (!isAccess(node)) return { read: () => body.expression(node), write: (value) => assignName(body, node, value) };
  const member = memberAt(body, node);
  if (member.entity.kind === "variable")
    return { read: () => body.expression(node), write: (value) => assignMember(body, node, value) };
  const object = lowerBase(body, node);
  return {
    read: () => readMember(body, member, object),
    write: (value) => writeMember(body, member, object, value, node),
  };
};

const assignMember = (body: Body, node: ts.Expression, value: Register): void => assignPattern(body, node, value);

export const lowerAssignment = (body: Body, node: ts.BinaryExpression): Register => {
  const left = bare(node.left);
  const right = bare(node.right);
  if (ts.isArrayLiteralExpression(left) && ts.isArrayLiteralExpression(right)) return assignList(body, left, right);
  if (ts.isArrayLiteralExpression(left) || ts.isObjectLiteralExpression(left)) {
    const value = body.expression(node.right);
    if (ts.isArrayLiteralExpression(left)) iteratePattern(body, left, node.right, value);
    assignPattern(body, left, value);
    return value;
  }
  const target = targetOf(body, left);
  const value = body.expression(node.right);
  target.write(value);
  return value;
};

const K = ts.SyntaxKind;

const COMPOUND: ReadonlyMap<ts.SyntaxKind, ArithmeticOperator> = new Map([
  [K.PlusEqualsToken, "+"],
  [K.MinusEqualsToken, "-"],
  [K.AsteriskEqualsToken, "*"],
  [K.SlashEqualsToken, "/"],
  [K.PercentEqualsToken, "%"],
  [K.AsteriskAsteriskEqualsToken, "**"],
  [K.LessThanLessThanEqualsToken, "<<"],
  [K.GreaterThanGreaterThanEqualsToken, ">>"],
  [K.GreaterThanGreaterThanGreaterThanEqualsToken, ">>>"],
  [K.AmpersandEqualsToken, "&"],
  [K.BarEqualsToken, "|"],
  [K.CaretEqualsToken, "^"],
]);

export const lowerCompoundAssignment = (body: Body, node: ts.BinaryExpression): Register => {
  const target = targetOf(body, node.left);
  const left = target.read();
  const right = body.expression(node.right);
  const dst = body.build.temp();
  const span = body.span(node);
  const operator = COMPOUND.get(node.operatorToken.kind);
  if (operator) body.emit({ kind: "arithmetic", dst, operator, left, right, span });
  else body.emit({ kind: "opaque", dst, span });
  target.write(dst);
  return dst;
};

/** `a ||= b`: assigns only where the right side is needed. */
export const lowerLogicalAssignment = (body: Body, node: ts.BinaryExpression): Register => {
  const target = targetOf(body, node.left);
  const dst = body.build.temp();
  const old = target.read();
  body.copy(dst, old, node.left);
  const more = body.build.join();
  const done = body.build.join();
  branchOnOperator(body, node.operatorToken.kind, old, more, done, node.left);
  body.build.bind(more);
  const value = body.expression(node.right);
  target.write(value);
  body.copy(dst, value, node.right);
  body.build.bind(done);
  return dst;
};

/** `x++`, `--x`: the result is the value before or after. */
export const lowerStep = (body: Body, node: ts.PrefixUnaryExpression | ts.PostfixUnaryExpression): Register => {
  const target = targetOf(body, node.operand);
  const before = body.build.temp();
  body.copy(before, target.read(), node.operand);
  const dst = body.build.temp();
  const operator = node.operator === K.MinusMinusToken ? "-" : "+";
  body.emit({ kind: "arithmetic", dst, operator, left: before, right: body.constant(1, node), span: body.span(node) });
  target.write(dst);
  return ts.isPostfixUnaryExpression(node) ? before : dst;
};
