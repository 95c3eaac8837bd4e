import { ts } from "#compiler";
import type { Body } from "./body.js";
import type { JumpTarget } from "./control.js";
import { assignPattern, bindName } from "./destructuring.js";
import { emitGet } from "./members.js";
import { startIteration } from "./iteration.js";
import { withDisposal } from "./using.js";

/** Lowers a loop's body with its `break` and `continue`. */
const inLoop = (
  body: Body,
  labels: readonly string[],
  breaks: JumpTarget,
  continues: JumpTarget,
  run: () => void,
): void => {
  body.breakables.push({ labels, breaks, continues, needsLabel: false });
  run();
  body.breakables.pop();
  body.build.bind(continues.join);
};

const takeLabels = (body: Body): readonly string[] => {
  const { labels } = body;
  body.labels = [];
  return labels;
};

const loopHead = (body: Body, node: ts.Node): number => body.emit({ kind: "nop", span: body.span(node) });

/** Tests a loop's condition: goes on inside; `true` leaves no way out. */
const testLoop = (body: Body, condition: ts.Expression | undefined, breaks: JumpTarget): void => {
  if (!condition || condition.kind === ts.SyntaxKind.TrueKeyword) return;
  const inside = body.build.join();
  body.condition(condition, inside, breaks.join);
  body.build.bind(inside);
};

export const lowerWhile = (body: Body, node: ts.WhileStatement): void => {
  const labels = takeLabels(body);
  const head = loopHead(body, node);
  const breaks = body.control.target();
  testLoop(body, node.expression, breaks);
  inLoop(body, labels, breaks, body.control.target(), () => body.statement(node.statement));
  body.build.back(head);
  body.build.bind(breaks.join);
};

export const lowerDo = (body: Body, node: ts.DoStatement): void => {
  const labels = takeLabels(body);
  const head = loopHead(body, node);
  const breaks = body.control.target();
  inLoop(body, labels, breaks, body.control.target(), () => body.statement(node.statement));
  testLoop(body, node.expression, breaks);
  body.build.back(head);
  body.build.bind(breaks.join);
};

export const lowerFor = (
  body: Body,
  node: ts.ForStatement,
  declare: (list: ts.VariableDeclarationList) => void,
): void => {
  const labels = takeLabels(body);
  const { initializer } = node;
  if (initializer && ts.isVariableDeclarationList(initializer)) declare(initializer);
  else if (initializer) body.expression(initializer);
  const run = (): void => forRounds(body, node, labels);
  if (initializer && ts.isVariableDeclarationList(initializer)) withDisposal(body, initializer, run);
  else run();
};

const forRounds = (body: Body, node: ts.ForStatement, labels: readonly string[]): void => {
  const head = loopHead(body, node);
  const breaks = body.control.target();
  testLoop(body, node.condition, breaks);
  inLoop(body, labels, breaks, body.control.target(), () => body.statement(node.statement));
  if (node.incrementor) body.expression(node.incrementor);
  body.build.back(head);
  body.build.bind(breaks.join);
};

/** Whether there is one more element is never known. */
const testMore = (body: Body, node: ts.Node, breaks: JumpTarget): void => {
  const more = body.build.join();
  body.build.branchOnElement(body.opaque(node), more, breaks.join, body.span(node));
  body.build.bind(more);
};

const bindElement = (body: Body, node: ts.ForInOrOfStatement, value: string): void => {
  const { initializer } = node;
  if (!ts.isVariableDeclarationList(initializer)) {
    assignPattern(body, initializer, value);
    return;
  }
  const declaration = initializer.declarations[0];
  if (declaration) bindName(body, declaration, value);
};

export const lowerForOf = (body: Body, node: ts.ForOfStatement): void => {
  const labels = takeLabels(body);
  const values = body.expression(node.expression);
  const round = startIteration(body, node.expression, values);
  const head = loopHead(body, node);
  const breaks = body.control.target();
  round?.();
  if (node.awaitModifier) body.emit({ kind: "suspend", how: "await", span: body.span(node.awaitModifier) });
  testMore(body, node.expression, breaks);
  const index = body.opaque(node.expression);
  bindElement(body, node, emitGet(body, values, { kind: "index", index }, node.expression));
  const continues = body.control.target();
  inLoop(body, labels, breaks, continues, () => {
    const { initializer } = node;
    const run = (): void => body.statement(node.statement);
    if (ts.isVariableDeclarationList(initializer)) withDisposal(body, initializer, run);
    else run();
  });
  body.build.back(head);
  body.build.bind(breaks.join);
};

export const lowerForIn = (body: Body, node: ts.ForInStatement): void => {
  const labels = takeLabels(body);
  body.expression(node.expression);
  const head = loopHead(body, node);
  const breaks = body.control.target();
  testMore(body, node.expression, breaks);
  bindElement(body, node, body.opaque(node.initializer));
  inLoop(body, labels, breaks, body.control.target(), () => body.statement(node.statement));
  body.build.back(head);
  body.build.bind(breaks.join);
};
