import { ts } from "#compiler";
import type { Register } from "../ir/operation.js";
import type { Body } from "./body.js";
import type { JumpTarget } from "./control.js";
import { countedElements, withRounds } from "./counted-loops.js";
import { assignPattern, bindName } from "./destructuring.js";
import { startIteration, type Iteration } from "./iteration.js";
import { inLoop, loopHead, takeLabels, testMore } from "./loop-parts.js";
import { emitGet } from "./members.js";
import { withDisposal } from "./using.js";

/** What a loop goes over. */
interface Elements extends Iteration {
  /** A round begins, or the loop is left. */
  readonly round: (isOver: boolean) => void;
  readonly step: () => void;
}

/** Neither which element it is nor whether there is one more is known. */
const anyElements = (body: Body, node: ts.ForOfStatement, values: Register): Iteration => {
  const { expression } = node;
  const value = (): Register => emitGet(body, values, { kind: "index", index: body.opaque(expression) }, expression);
  return { next: () => ({ isMore: () => body.opaque(expression), value }), close: undefined };
};

/** Those of a list that is written down, from the first to the last. */
const countedFrom = (body: Body, { expression }: ts.ForOfStatement, values: Register, count: number): Elements => {
  const counter = body.build.temp();
  const span = body.span(expression);
  body.copy(counter, body.constant(0, expression), expression);
  const isMore = (): Register => {
    const dst = body.build.temp();
    const right = body.constant(count, expression);
    body.emit({ kind: "compare", dst, operator: "<", left: counter, right, span });
    return dst;
  };
  const value = (): Register => emitGet(body, values, { kind: "index", index: counter }, expression);
  return {
    next: () => ({ isMore, value }),
    close: undefined,
    round: (isOver) => void body.emit({ kind: "round", counter, isOver, span }),
    step: () => {
      const right = body.constant(1, expression);
      body.emit({ kind: "arithmetic", dst: counter, operator: "+", left: counter, right, span });
    },
  };
};

const elementsOf = (body: Body, node: ts.ForOfStatement, values: Register, count: number | undefined): Elements =>
  count === undefined
    ? {
        ...(startIteration(body, node.expression, values) ?? anyElements(body, node, values)),
        round: () => undefined,
        step: () => undefined,
      }
    : countedFrom(body, node, values, count);

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

const suspendForAwait = (body: Body, { awaitModifier }: ts.ForOfStatement): void => {
  if (awaitModifier) body.emit({ kind: "suspend", how: "await", span: body.span(awaitModifier) });
};

const closeOf = (body: Body, node: ts.ForOfStatement, { close }: Iteration): (() => void) | undefined =>
  close &&
  (() => {
    close();
    suspendForAwait(body, node);
  });

export const lowerForOf = (body: Body, node: ts.ForOfStatement): void => {
  const labels = takeLabels(body);
  const values = body.expression(node.expression);
  const count = countedElements(body, node);
  const elements = elementsOf(body, node, values, count);
  const head = loopHead(body, node);
  elements.round(false);
  const breaks = body.control.target();
  const { isMore, value } = elements.next();
  suspendForAwait(body, node);
  // Whether a promise gives one more is not followed.
  testMore(body, node.awaitModifier ? body.opaque(node.expression) : isMore(), node.expression, breaks);
  bindElement(body, node, value());
  withRounds(body, count ?? 1, () => forOfBody(body, node, labels, breaks, closeOf(body, node, elements)));
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
