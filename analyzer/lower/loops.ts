import { ts } from "#compiler";
import type { Register } from "../ir/operation.js";
import type { Body } from "./body.js";
import type { JumpTarget } from "./control.js";
import { countedElements, countedFor, countedSteps, withRounds, type CountedElements } from "./counted-loops.js";
import { assignPattern, bindName } from "./destructuring.js";
import { emitGet } from "./members.js";
import { iterateByRound, runsByRound, startIteration, type Iteration } from "./iteration.js";
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
  const counted = countedSteps(body, node);
  const steps = counted && countedFrom(body, node.expression, { most: counted.most, isExact: true });
  if (steps && counted.isAlone) body.stretches.set(counted.asks, steps.index());
  const head = loopHead(body, node);
  steps?.round(false);
  const breaks = body.control.target();
  testLoop(body, node.expression, breaks);
  for (const isMore of steps?.isMore() ?? []) testMore(body, isMore, node.expression, breaks);
  withRounds(body, counted?.most ?? 1, () =>
    inLoop(body, labels, breaks, body.control.target(), () => body.statement(node.statement)),
  );
  steps?.step();
  body.build.back(head);
  body.build.bind(breaks.join);
  if (body.build.reachable) steps?.round(true);
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
  const counted = countedFor(body, node);
  const head = loopHead(body, node);
  const round = (isOver: boolean): void => {
    if (counted) body.emit({ kind: "round", counter: counted.counter, isOver, span: body.span(node) });
  };
  round(false);
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

const testMore = (body: Body, isMore: Register, node: ts.Node, breaks: JumpTarget): void => {
  const more = body.build.join();
  body.build.branchOnElement(isMore, more, breaks.join, body.span(node));
  body.build.bind(more);
};

/** Which element comes next, where that is known, and how to go on to the one after it. */
interface Elements {
  readonly index: () => Register;
  /** There is one more where all of these are true. */
  readonly isMore: () => readonly Register[];
  readonly round: (isOver: boolean) => void;
  readonly step: () => void;
}

/** Neither which element it is nor whether there is one more is known. */
const anyElements = (body: Body, node: ts.ForOfStatement): Elements => ({
  index: () => body.opaque(node.expression),
  isMore: () => [body.opaque(node.expression)],
  round: () => undefined,
  step: () => undefined,
});

/** From the first of so many to the last, or on the way there to the end. */
const countedFrom = (body: Body, expression: ts.Expression, { most, isExact }: CountedElements): Elements => {
  const counter = body.build.temp();
  const span = body.span(expression);
  body.copy(counter, body.constant(0, expression), expression);
  return {
    index: () => counter,
    isMore: () => {
      const dst = body.build.temp();
      const right = body.constant(most, expression);
      body.emit({ kind: "compare", dst, operator: "<", left: counter, right, span });
      return isExact ? [dst] : [dst, body.opaque(expression)];
    },
    round: (isOver) => void body.emit({ kind: "round", counter, isOver, span }),
    step: () => {
      const right = body.constant(1, expression);
      body.emit({ kind: "arithmetic", dst: counter, operator: "+", left: counter, right, span });
    },
  };
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
