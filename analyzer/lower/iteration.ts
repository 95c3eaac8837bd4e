import { ts } from "#compiler";
import type { CallOperation, Register } from "../ir/operation.js";
import type { Body } from "./body.js";
import type { Join } from "./builder.js";
import { emitCall } from "./emit-call.js";
import { emitGet } from "./members.js";
import { bare } from "./syntax.js";
import { oneLine } from "./names.js";
import { functionTarget } from "./targets.js";
import type { FunctionNode } from "./unit-plan.js";
import { isGenerator } from "./unit-plan.js";

type Asked = CallOperation["iterates"];

/** Whoever leaves before the end calls `return`. */
type Question = "next" | "return";

/** What the methods of a generator ask it for. */
const ASKED_BY: Readonly<Record<Question, Asked>> = { next: "next", return: "close" };

const isQuestion = (name: string): name is Question => Object.hasOwn(ASKED_BY, name);

/** An iterator that is being gone over. */
export interface Iteration {
  /** Asks for one more element; `isMore` is true where there is one. */
  readonly next: () => { readonly isMore: () => Register; readonly value: () => Register };
  /** Whoever leaves before the end calls it. */
  readonly close: (() => void) | undefined;
}

const GENERATOR_TYPES: ReadonlySet<string> = new Set([
  "Generator",
  "AsyncGenerator",
  "IterableIterator",
  "AsyncIterableIterator",
  "Iterator",
  "AsyncIterator",
  "IteratorObject",
  "AsyncIteratorObject",
]);

/** The generator function whose object is made on the spot. */
const calledGenerator = (body: Body, node: ts.Expression): FunctionNode | undefined => {
  const plain = bare(node);
  if (!body.program.survey.hasIterators || !ts.isCallExpression(plain)) return undefined;
  const entity = body.program.entities.ofExpression(plain.expression);
  return entity.kind === "function" && isGenerator(entity.node) ? entity.node : undefined;
};

const symbolMember = (type: ts.Type, name: string): ts.Symbol | undefined =>
  type.getProperties().find((p) => p.escapedName.toString().startsWith(`__@${name}@`));

const methodOf = (body: Body, symbol: ts.Symbol | undefined): FunctionNode | undefined => {
  const entity = symbol && body.program.entities.ofSymbol(symbol);
  return entity?.kind === "function" ? entity.node : undefined;
};

const callMethod = (body: Body, node: ts.Node, method: FunctionNode, receiver: Register, text: string): Register =>
  emitCall(body, node, { text, targets: functionTarget(body.program, method), receiver, args: [] });

/** `ask` calls `next`, or `return`, and gives what it gives. */
const iterationBy = (
  body: Body,
  node: ts.Expression,
  ask: (question: Question) => (() => Register) | undefined,
): Iteration | undefined => {
  const next = ask("next");
  const get = (object: Register, name: string): Register =>
    emitGet(body, object, { kind: "name", name, property: undefined }, node);
  return (
    next && {
      next: () => {
        const answer = next();
        const isMore = (): Register => {
          const src = get(answer, "done");
          const dst = body.build.temp();
          body.emit({ kind: "not", dst, src, span: body.span(node) });
          return dst;
        };
        return { isMore, value: () => get(answer, "value") };
      },
      close: ask("return"),
    }
  );
};

/** @param generator the function, where it is at hand */
const iterateGenerator = (
  body: Body,
  node: ts.Expression,
  value: Register,
  generator?: FunctionNode,
): Iteration | undefined => {
  const targets = generator ? functionTarget(body.program, generator) : [];
  const text = oneLine(node.getText(body.plan.file));
  return iterationBy(body, node, (question) => () => {
    return emitCall(body, node, { text, targets, receiver: value, args: [], iterates: ASKED_BY[question] });
  });
};

/** An object with its own `[Symbol.iterator]`: makes the iterator. */
const startIterator = (body: Body, node: ts.Expression, type: ts.Type, value: Register): Iteration | undefined => {
  const make = methodOf(body, symbolMember(type, "asyncIterator")) ?? methodOf(body, symbolMember(type, "iterator"));
  const text = oneLine(node.getText(body.plan.file));
  if (!make) return undefined;
  const iterator = callMethod(body, node, make, value, `${text}[Symbol.iterator]`);
  if (isGenerator(make)) return iterateGenerator(body, node, iterator, make);
  const signature = body.program.checker.getSignatureFromDeclaration(make as ts.SignatureDeclaration);
  const result = signature && body.program.checker.getReturnTypeOfSignature(signature);
  return iterationBy(body, node, (question) => {
    const method = methodOf(body, result?.getProperty(question));
    return method && (() => callMethod(body, node, method, iterator, `${text}.${question}`));
  });
};

export const isGeneratorType = (type: ts.Type): boolean => GENERATOR_TYPES.has(type.getSymbol()?.name ?? "");

/** Starts iterating `value`, which `node` evaluates to; nothing is to be run for arrays and other data. */
export const startIteration = (body: Body, node: ts.Expression, value: Register): Iteration | undefined => {
  if (!body.program.survey.hasIterators) return undefined;
  const called = calledGenerator(body, node);
  if (called) return iterateGenerator(body, node, value, called);
  const type = body.program.checker.getTypeAtLocation(node);
  if (isGeneratorType(type)) return iterateGenerator(body, node, value);
  return startIterator(body, node, type, value);
};

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
  if (calledGenerator(body, node)) iterateAll(body, node, value);
};

/** The method of a generator that is called. */
const generatorMethod = (body: Body, { expression: callee }: ts.CallExpression): string | undefined => {
  if (!ts.isPropertyAccessExpression(callee)) return undefined;
  const entity = body.program.entities.ofExpression(callee);
  const isOfGenerator = entity.kind === "library" && GENERATOR_TYPES.has(entity.name.split(".")[0] ?? "");
  return isOfGenerator ? callee.name.text : undefined;
};

/** `generator.next()`, `generator.return()`. */
export const questionOf = (body: Body, node: ts.CallExpression): Asked => {
  const method = generatorMethod(body, node);
  return method !== undefined && isQuestion(method) ? ASKED_BY[method] : undefined;
};

/** `generator.throw(error)`: which of its handlers run is not followed. */
export const throwsInto = (body: Body, node: ts.CallExpression): boolean => generatorMethod(body, node) === "throw";
