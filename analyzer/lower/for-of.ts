import { ts } from "#compiler";
import type { Register } from "../ir/operation.js";
import { arrayView, type ArrayView, type IndexedElement } from "./array-views.js";
import type { Body } from "./body.js";
import type { JumpTarget } from "./control.js";
import { countedElements, withRounds } from "./counted-loops.js";
import { assignPattern, bindName } from "./destructuring.js";
import { startIteration, type Iteration } from "./iteration.js";
import { inLoop, loopHead, takeLabels, testMore } from "./loop-parts.js";
import { emitGet } from "./members.js";
import { withDisposal } from "./using.js";

const bindElement = (body: Body, node: ts.ForInOrOfStatement, value: string): void => {
  const { initializer } = node;
  if (!ts.isVariableDeclarationList(initializer)) {
    assignPattern(body, initializer, value);
    return;
  }
  const declaration = initializer.declarations[0];
  if (declaration) bindName(body, declaration, value);
};

/** What a loop goes over. */
interface Elements {
  /** Asks for one more element; `bind` gives it to the loop's variable where there is one. */
  readonly next: () => { readonly isMore: () => Register; readonly bind: () => void };
  readonly close: Iteration["close"];
  /** A round begins, or the loop is left. */
  readonly round: (isOver: boolean) => void;
  readonly step: () => void;
}

const nothing = (): void => undefined;

interface List {
  readonly list: ts.Expression;
  readonly values: Register;
  readonly bind: ArrayView["bind"];
}

/** The element at an index, which is computed once in a round. */
const elementAt = (body: Body, { list, values }: List, computed: () => Register): IndexedElement => {
  let known: Register | undefined;
  const index = (): Register => (known ??= computed());
  return { index, value: () => emitGet(body, values, { kind: "index", index: index() }, list) };
};

/** Neither which element it is nor whether there is one more is known. */
const anyElements = (body: Body, over: List): Elements => {
  const any = (): Register => body.opaque(over.list);
  const bind = (): void => {
    over.bind(elementAt(body, over, any));
  };
  return { next: () => ({ isMore: any, bind }), close: undefined, round: nothing, step: nothing };
};

/** Those of a list that is written down, from the first to the last. */
const countedFrom = (body: Body, over: List, count: number): Elements => {
  const { list } = over;
  const counter = body.build.temp();
  const span = body.span(list);
  body.copy(counter, body.constant(0, list), list);
  const isMore = (): Register => {
    const dst = body.build.temp();
    const right = body.constant(count, list);
    body.emit({ kind: "compare", dst, operator: "<", left: counter, right, span });
    return dst;
  };
  const bind = (): void => {
    over.bind(elementAt(body, over, () => counter));
  };
  return {
    next: () => ({ isMore, bind }),
    close: undefined,
    round: (isOver) => void body.emit({ kind: "round", counter, isOver, span }),
    step: () => {
      const right = body.constant(1, list);
      body.emit({ kind: "arithmetic", dst: counter, operator: "+", left: counter, right, span });
    },
  };
};

/** What an iterator gives that is followed. */
const iterated = (body: Body, node: ts.ForOfStatement, values: Register): Elements | undefined => {
  const iteration = startIteration(body, node.expression, values);
  if (!iteration) return undefined;
  const next: Elements["next"] = () => {
    const { isMore, value } = iteration.next();
    const bind = (): void => {
      bindElement(body, node, value());
    };
    return { isMore, bind };
  };
  return { next, close: iteration.close, round: nothing, step: nothing };
};

const startElements = (
  body: Body,
  node: ts.ForOfStatement,
): { readonly elements: Elements; readonly count: number | undefined } => {
  const view = arrayView(body, node, (value) => {
    bindElement(body, node, value);
  });
  const { list } = view;
  const values = body.expression(list);
  const count = node.awaitModifier ? undefined : countedElements(body, list);
  if (count !== undefined) return { elements: countedFrom(body, { ...view, values }, count), count };
  const iteration = list === node.expression ? iterated(body, node, values) : undefined;
  return { elements: iteration ?? anyElements(body, { ...view, values }), count };
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

const closeOf = (body: Body, node: ts.ForOfStatement, { close }: Elements): (() => void) | undefined =>
  close &&
  (() => {
    close();
    suspendForAwait(body, node);
  });

export const lowerForOf = (body: Body, node: ts.ForOfStatement): void => {
  const labels = takeLabels(body);
  const { elements, count } = startElements(body, node);
  const head = loopHead(body, node);
  elements.round(false);
  const breaks = body.control.target();
  const { isMore, bind } = elements.next();
  suspendForAwait(body, node);
  // Whether a promise gives one more is not followed.
  testMore(body, node.awaitModifier ? body.opaque(node.expression) : isMore(), node.expression, breaks);
  bind();
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
