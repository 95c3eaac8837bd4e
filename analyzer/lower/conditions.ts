import { ts } from "#compiler";
import type { ChoiceShape, Register } from "../ir/operation.js";
import type { Body } from "./body.js";
import type { Join } from "./builder.js";
import { branchOnMissing, missingOf } from "./missing.js";
import { branchOnMembership, membershipOf } from "./membership.js";
import { bare } from "./syntax.js";

const AND = ts.SyntaxKind.AmpersandAmpersandToken;
const OR = ts.SyntaxKind.BarBarToken;

/** Operands of a chain of one operator, `a && b && c`: they can be thousands, so no recursion along the chain. */
const operandsOf = (node: ts.BinaryExpression): readonly ts.Expression[] => {
  const operator = node.operatorToken.kind;
  const operands: ts.Expression[] = [];
  let at: ts.Expression = node;
  while (ts.isBinaryExpression(at) && at.operatorToken.kind === operator) {
    operands.push(at.right);
    at = at.left;
  }
  operands.push(at);
  return operands.reverse();
};

const isShortCircuit = (node: ts.Expression): node is ts.BinaryExpression =>
  ts.isBinaryExpression(node) && (node.operatorToken.kind === AND || node.operatorToken.kind === OR);

/** Longer chains are data. */
const MAX_SIMPLE = 4;

const areSimple = (body: Body, operands: readonly ts.Expression[]): boolean =>
  operands.length <= MAX_SIMPLE && operands.every((operand) => isSimple(body, operand));

/** Reading it does nothing, and it is no number, which may be a level. */
const isSimple = (body: Body, written: ts.Expression): boolean => {
  const node = bare(written);
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken)
    return isSimple(body, node.operand);
  const kind =
    ts.isIdentifier(node) || ts.isPropertyAccessExpression(node)
      ? body.program.entities.ofExpression(node).kind
      : "unknown";
  if (kind === "variable") return isBoolean(body, node);
  if (kind !== "property" || !ts.isPropertyAccessExpression(node) || node.questionDotToken) return false;
  const isNamed = ts.isIdentifier(node.expression) || node.expression.kind === ts.SyntaxKind.ThisKeyword;
  return isNamed && isBoolean(body, node);
};

const isBoolean = ({ program }: Body, node: ts.Expression): boolean => {
  const type = program.checker.getTypeAtLocation(node);
  return (type.flags & ts.TypeFlags.BooleanLike) !== 0;
};

/**
 * `a && b`, and `!a && !b` for `a || b`: each is asked, and then all of them as one question, so that ways on which different ones
 * fail still know, where they have met, that not all of them hold.
 */
const lowerSimple = (
  body: Body,
  node: ts.BinaryExpression,
  operands: readonly ts.Expression[],
  [whenAll, whenOne]: readonly [Join, Join],
): void => {
  const isAnd = node.operatorToken.kind === AND;
  const span = body.span(node);
  const not = (src: Register): Register => {
    const dst = body.build.temp();
    body.emit({ kind: "not", dst, src, span });
    return dst;
  };
  const asked = operands.map((operand) => body.expression(operand));
  const every = body.build.temp();
  body.emit({ kind: "every", dst: every, of: isAnd ? asked : asked.map(not), span });
  const one = body.build.join();
  for (const [index, register] of asked.entries()) {
    const next = body.build.join();
    const [whenTrue, whenFalse] = isAnd ? [next, one] : [one, next];
    body.build.branch(register, whenTrue, whenFalse, body.span(operands[index] ?? node));
    body.build.bind(next);
  }
  // There is no other way from either.
  body.build.branch(every, whenAll, body.build.join(), span);
  body.build.bind(one);
  if (body.build.reachable) body.build.branch(not(every), whenOne, body.build.join(), span);
};

const lowerShortCircuit = (body: Body, node: ts.BinaryExpression, whenTrue: Join, whenFalse: Join): void => {
  const isAnd = node.operatorToken.kind === AND;
  const operands = operandsOf(node);
  if (areSimple(body, operands)) {
    lowerSimple(body, node, operands, isAnd ? [whenTrue, whenFalse] : [whenFalse, whenTrue]);
    return;
  }
  for (const operand of operands.slice(0, -1)) {
    const next = body.build.join();
    if (isAnd) body.condition(operand, next, whenFalse);
    else body.condition(operand, whenTrue, next);
    body.build.bind(next);
  }
  const last = operands.at(-1);
  if (last) body.condition(last, whenTrue, whenFalse);
};

const lowerChoice = (body: Body, node: ts.ConditionalExpression, whenTrue: Join, whenFalse: Join): void => {
  const left = body.build.join();
  const right = body.build.join();
  body.condition(node.condition, left, right);
  body.build.bind(left);
  body.condition(node.whenTrue, whenTrue, whenFalse);
  body.build.bind(right);
  body.condition(node.whenFalse, whenTrue, whenFalse);
};

export const lowerCondition = (body: Body, written: ts.Expression, whenTrue: Join, whenFalse: Join): void => {
  const node = bare(written);
  if (isShortCircuit(node)) lowerShortCircuit(body, node, whenTrue, whenFalse);
  else if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken)
    body.condition(node.operand, whenFalse, whenTrue);
  else if (ts.isConditionalExpression(node)) lowerChoice(body, node, whenTrue, whenFalse);
  else if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.CommaToken) {
    body.expression(node.left);
    body.condition(node.right, whenTrue, whenFalse);
  } else lowerLast(body, node, written, whenTrue, whenFalse);
};

const lowerLast = (body: Body, node: ts.Expression, written: ts.Expression, whenTrue: Join, whenFalse: Join): void => {
  const membership = membershipOf(body, node);
  if (membership) branchOnMembership(body, membership, whenTrue, whenFalse);
  else body.build.branch(body.expression(node), whenTrue, whenFalse, body.span(written));
};

/** `if` and `?:`: a single test keeps its arms' spans, so that a rewrite can replace them. */
export const lowerTest = (
  body: Body,
  written: ts.Expression,
  whenTrue: Join,
  whenFalse: Join,
  choice: ChoiceShape,
): void => {
  const node = bare(written);
  const isSingle = !hasShortCircuit(body, node);
  if (!isSingle) body.condition(written, whenTrue, whenFalse);
  else body.build.branch(body.expression(node), whenTrue, whenFalse, body.span(written), choice);
};

/** Whether the outcome is decided by more than one branch. */
const hasShortCircuit = (body: Body, node: ts.Expression): boolean => {
  if (isShortCircuit(node) || ts.isConditionalExpression(node)) return true;
  if (membershipOf(body, node) !== undefined) return true;
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken)
    return hasShortCircuit(body, bare(node.operand));
  return (
    ts.isBinaryExpression(node) &&
    node.operatorToken.kind === ts.SyntaxKind.CommaToken &&
    hasShortCircuit(body, bare(node.right))
  );
};

/** Evaluates `&&`, `||` or `??` to a value: the operand that decides. */
export const lowerLogical = (body: Body, node: ts.BinaryExpression) => {
  const dst = body.build.temp();
  const done = body.build.join();
  const operands = operandsOf(node);
  for (const [index, operand] of operands.entries()) {
    const value = body.expression(operand);
    body.copy(dst, value, operand);
    if (index === operands.length - 1) break;
    const next = body.build.join();
    branchOnOperator(body, node.operatorToken.kind, value, next, done, operand);
    body.build.bind(next);
  }
  body.build.bind(done);
  return dst;
};

/** Leads to `more` where the operator needs its right operand. */
export const branchOnOperator = (
  body: Body,
  operator: ts.SyntaxKind,
  value: string,
  more: Join,
  done: Join,
  node: ts.Expression,
): void => {
  if (operator === AND || operator === ts.SyntaxKind.AmpersandAmpersandEqualsToken)
    body.build.branch(value, more, done, body.span(node));
  else if (operator === OR || operator === ts.SyntaxKind.BarBarEqualsToken)
    body.build.branch(value, done, more, body.span(node));
  else branchOnMissing(body, value, [more, done], node, missingOf(body, node));
};
