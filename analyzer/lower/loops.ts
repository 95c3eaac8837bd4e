import { ts } from "#compiler";
import type { Body } from "./body.js";
import type { JumpTarget } from "./control.js";
import { countedFor, withRounds } from "./counted-loops.js";
import { inLoop, loopHead, takeLabels } from "./loop-parts.js";
import { openCounters } from "./open-loops.js";
import { withDisposal } from "./using.js";

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
  openCounters(body, node);
  const breaks = body.control.target();
  testLoop(body, node.expression, breaks);
  inLoop(body, labels, breaks, body.control.target(), () => body.statement(node.statement));
  body.build.back(head);
  body.build.bind(breaks.join);
};

export const lowerDo = (body: Body, node: ts.DoStatement): void => {
  const labels = takeLabels(body);
  const head = loopHead(body, node);
  openCounters(body, node);
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
  const counted = countedFor(body, node);
  const head = loopHead(body, node);
  const round = (isOver: boolean): void => {
    if (counted) body.emit({ kind: "round", counter: counted.counter, isOver, span: body.span(node) });
  };
  round(false);
  openCounters(body, node);
  const breaks = body.control.target();
  testLoop(body, node.condition, breaks);
  withRounds(body, counted?.rounds ?? 1, () =>
    inLoop(body, labels, breaks, body.control.target(), () => body.statement(node.statement)),
  );
  if (node.incrementor) body.expression(node.incrementor);
  body.build.back(head);
  body.build.bind(breaks.join);
  if (body.build.reachable) round(true);
};
