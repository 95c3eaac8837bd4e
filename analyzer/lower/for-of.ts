import { ts } from "#compiler";
import type { Register } from "../ir/operation.js";
import type { Body } from "./body.js";
import type { JumpTarget } from "./control.js";
import { countedElements, withRounds, type CountedElements } from "./counted-loops.js";
import { assignPattern, bindName } from "./destructuring.js";
import { iterateByRound, runsByRound, startIteration, type Iteration } from "./iteration.js";
import { countedFrom, inLoop, loopHead, takeLabels, testMore, type Elements } from "./loop-parts.js";
import { emitGet } from "./members.js";
import { withDisposal } from "./using.js";

/** Neither which element it is nor whether there is one more is known. */
const anyElements = (body: Body, node: ts.ForOfStatement): Elements => ({
  index: () => body.opaque(node.expression),
  isMore: () => [body.opaque(node.expression)],
  round: () => undefined,
  step: () => undefined,
});

const bindElement = (body: Body, node: ts.ForInOrOfStatement, value: string): void => {
  const { initializer } = node;
  if (!ts.isVariableDeclarationList(initializer)) {
    assignPattern(body, initializer, value);
    return;
  }
  const declaration = initializer.declarations[0];
  if (declaration) bindName(body, declaration, value);
};

/** A round that is left for good closes the iterator. */
const forOfBody = (
  body: Body,
  node: ts.ForOfStatement,
  labels: readonly string[],
  breaks: JumpTarget,
  close: (() => void) | undefined,
): void => {
  const { initializer } = node;
  const run = (): void => body.statement(node.statement);
  const round = (): void =>
    inLoop(body, labels, breaks, body.control.target(), () => {
      if (ts.isVariableDeclarationList(initializer)) withDisposal(body, initializer, run);
      else run();
    });
  if (close) body.control.withClosing(round, close, body.span(node.expression));
  else round();
};

const closeOf = (
  body: Body,
  { awaitModifier }: ts.ForOfStatement,
  iteration: Iteration | undefined,
): (() => void) | undefined => {
  const close = iteration?.close;
  if (!close || !awaitModifier) return close;
  return () => {
    close();
    body.emit({ kind: "suspend", how: "await", span: body.span(awaitModifier) });
  };
};

interface Rounds {
  readonly iteration: Iteration | undefined;
  readonly elements: Elements;
  /** A generator gives one element after the other, and is asked for each. */
  readonly isByRound: boolean;
}

const startRounds = (
  body: Body,
  node: ts.ForOfStatement,
  values: Register,
  count: CountedElements | undefined,
): Rounds => {
  const { expression } = node;
  if (count && !count.isExact && runsByRound(body, expression)) {
    const elements = countedFrom(body, expression, { most: count.most, isExact: true });
    return { iteration: iterateByRound(body, expression, values, elements.index()), elements, isByRound: true };
  }
  const iteration = count?.isExact ? undefined : startIteration(body, expression, values);
  return {
    iteration,
    elements: count ? countedFrom(body, expression, count) : anyElements(body, node),
    isByRound: false,
  };
};

export const lowerForOf = (body: Body, node: ts.ForOfStatement): void => {
  const labels = takeLabels(body);
  const values = body.expression(node.expression);
  const count = countedElements(body, node);
  const { iteration, elements, isByRound } = startRounds(body, node, values, count);
  const head = loopHead(body, node);
  elements.round(false);
  const breaks = body.control.target();
  const given = iteration?.next();
  if (node.awaitModifier) body.emit({ kind: "suspend", how: "await", span: body.span(node.awaitModifier) });
  const isAsked = given !== undefined && !node.awaitModifier;
  if (isAsked) testMore(body, given, node.expression, breaks);
  for (const isMore of isAsked && !isByRound ? [] : elements.isMore()) testMore(body, isMore, node.expression, breaks);
  const key = { kind: "index", index: elements.index() } as const;
  bindElement(body, node, emitGet(body, values, key, node.expression));
  withRounds(body, count?.most ?? 1, () => forOfBody(body, node, labels, breaks, closeOf(body, node, iteration)));
  elements.step();
  body.build.back(head);
  body.build.bind(breaks.join);
  if (body.build.reachable) elements.round(true);
};

export const lowerForIn = (body: Body, node: ts.ForInStatement): void => {
  const labels = takeLabels(body);
  body.expression(node.expression);
  const head = loopHead(body, node);
  const breaks = body.control.target();
  testMore(body, body.opaque(node.expression), node.expression, breaks);
  bindElement(body, node, body.opaque(node.initializer));
  inLoop(body, labels, breaks, body.control.target(), () => body.statement(node.statement));
  body.build.back(head);
  body.build.bind(breaks.join);
};
