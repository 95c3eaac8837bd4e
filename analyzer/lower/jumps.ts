import { ts } from "#compiler";
import type { Body, Breakable } from "./body.js";

const findLabelled = (body: Body, label: string): Breakable | undefined =>
  body.breakables.findLast((b) => b.labels.includes(label));

export const lowerBreak = (body: Body, node: ts.BreakStatement): void => {
  const label = node.label?.text;
  const left = label === undefined ? body.breakables.findLast((b) => !b.needsLabel) : findLabelled(body, label);
  if (left) body.control.jump(left.breaks);
  else body.unsupported("break without a loop", node);
};

export const lowerContinue = (body: Body, node: ts.ContinueStatement): void => {
  const label = node.label?.text;
  const loop = label === undefined ? body.breakables.findLast((b) => b.continues) : findLabelled(body, label);
  if (loop?.continues) body.control.jump(loop.continues);
  else body.unsupported("continue without a loop", node);
};

const isBreakable = (node: ts.Statement): boolean => ts.isIterationStatement(node, false) || ts.isSwitchStatement(node);

export const lowerLabeled = (body: Body, node: ts.LabeledStatement): void => {
  body.labels = [...body.labels, node.label.text];
  let inner = node.statement;
  while (ts.isLabeledStatement(inner)) {
    body.labels.push(inner.label.text);
    inner = inner.statement;
  }
  if (isBreakable(inner)) {
    body.statement(inner);
    return;
  }
  const breaks = body.control.target();
  body.breakables.push({ labels: body.labels, breaks, continues: undefined, needsLabel: true });
  body.labels = [];
  body.statement(inner);
  body.breakables.pop();
  body.build.bind(breaks.join);
};

export const lowerReturn = (body: Body, node: ts.ReturnStatement): void => {
  const src = node.expression && body.expression(node.expression);
  body.emit({ kind: "return", src, span: body.span(node) });
  body.control.jump(body.control.returns);
};

export const lowerThrow = (body: Body, node: ts.ThrowStatement): void => {
  body.expression(node.expression);
  const id = body.emit({ kind: "throw", span: body.span(node) });
  body.control.throwsFrom(id);
  body.build.cut();
};

/** `try`: `finally` runs on every way out of the block and of its `catch`. */
export const lowerTry = (
  body: Body,
  node: ts.TryStatement,
  bind: (variable: ts.VariableDeclaration, value: string) => void,
): void => {
  const { finallyBlock } = node;
  const guarded = (): void => lowerCaught(body, node, bind);
  if (finallyBlock) body.control.withFinally(guarded, () => body.statement(finallyBlock), body.span(finallyBlock));
  else guarded();
};

const lowerCaught = (
  body: Body,
  node: ts.TryStatement,
  bind: (variable: ts.VariableDeclaration, value: string) => void,
): void => {
  const { catchClause } = node;
  if (!catchClause) {
    body.statement(node.tryBlock);
    return;
  }
  const caught = body.control.withCatch(() => body.statement(node.tryBlock), body.span(node));
  const normal = body.build.cut();
  body.build.bind(caught);
  const { variableDeclaration } = catchClause;
  if (variableDeclaration) bind(variableDeclaration, body.opaque(variableDeclaration));
  body.statement(catchClause.block);
  body.build.resume(normal);
};
