/** What goes over something as a whole, or its first elements, in one expression. */
import { ts } from "#compiler";
import type { Register } from "../ir/operation.js";
import type { Body } from "./body.js";
import type { Join } from "./builder.js";
import { isGeneratorCall, startIteration, type Iteration } from "./iteration.js";

/** Goes on, or leads to `end`, where there is nothing more. */
const testEnd = (body: Body, node: ts.Expression, isMore: Register, end: Join): void => {
  const more = body.build.join();
  body.build.branchOnElement(isMore, more, end, body.span(node));
  body.build.bind(more);
};

/** Runs `each` for every element: of data for any number of them. */
const forEach = (body: Body, node: ts.Expression, iteration: Iteration | undefined, each: () => void): void => {
  const end = body.build.join();
  const head = body.emit({ kind: "nop", span: body.span(node) });
  testEnd(body, node, iteration ? iteration.next().isMore() : body.opaque(node), end);
  each();
  body.build.back(head);
  body.build.bind(end);
};

/** Iterates to the end. */
export const iterateAll = (body: Body, node: ts.Expression, value: Register): void => {
  const iteration = startIteration(body, node, value);
  if (iteration) forEach(body, node, iteration, () => undefined);
};

/** `yield*`: gives on, by `give`, what it is given; whoever leaves it there leaves what it goes over as well. */
export const delegate = (body: Body, node: ts.Expression, value: Register, give: () => void): void => {
  const iteration = startIteration(body, node, value);
  const close = iteration?.close;
  forEach(body, node, iteration, () => {
    if (close) body.control.withClosing(give, close, body.span(node));
    else give();
  });
};

/** Takes the first elements, as many as a pattern names, and no others. */
const iterateFirst = (body: Body, node: ts.Expression, value: Register, count: number): void => {
  const iteration = startIteration(body, node, value);
  if (!iteration) return;
  const end = body.build.join();
  for (let taken = 0; taken < count; taken += 1) testEnd(body, node, iteration.next().isMore(), end);
  iteration.close?.();
  body.build.goto(end);
  body.build.bind(end);
};

/** Iterates what an array pattern takes apart. */
export const iteratePattern = (
  body: Body,
  { elements }: ts.ArrayBindingPattern | ts.ArrayLiteralExpression,
  node: ts.Expression,
  value: Register,
): void => {
  const last = elements.at(-1);
  const takesAll =
    last && (ts.isSpreadElement(last) || (ts.isBindingElement(last) && last.dotDotDotToken !== undefined));
  if (takesAll) iterateAll(body, node, value);
  else iterateFirst(body, node, value, elements.length);
};

/** What is passed on and may be kept: only a generator made on the spot is run. */
export const iterateMade = (body: Body, node: ts.Expression, value: Register): void => {
  if (isGeneratorCall(body, node)) iterateAll(body, node, value);
};
