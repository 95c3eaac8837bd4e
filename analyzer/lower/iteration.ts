import { ts } from "#compiler";
import type { Register, Target } from "../ir/operation.js";
import type { Body } from "./body.js";
import type { Join } from "./builder.js";
import { emitCall } from "./emit-call.js";
import { emitGet } from "./members.js";
import { bare } from "./syntax.js";
import { oneLine } from "./names.js";
import { functionTarget } from "./targets.js";
import type { FunctionNode, GeneratorNode } from "./unit-plan.js";
import { isGenerator } from "./unit-plan.js";

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
export const calledGenerator = (body: Body, node: ts.Expression): GeneratorNode | undefined => {
  const plain = bare(node);
  if (!body.program.survey.hasIterators || !ts.isCallExpression(plain)) return undefined;
  const entity = body.program.entities.ofExpression(plain.expression);
  return entity.kind === "function" && isGenerator(entity.node) ? entity.node : undefined;
};

/** Runs a generator object, whole or from the `yield` of this number to the next; `target` is the generator, where it is at hand. */
const runGenerator = (
  body: Body,
  node: ts.Expression,
  generator: Register,
  target: ts.Node | undefined,
  stretch?: Register,
): Register => {
  const targets: readonly Target[] = target ? functionTarget(body.program, target) : [];
  const args = body.callArguments.get(bare(node)) ?? [];
  const text = oneLine(node.getText(body.plan.file));
  return emitCall(body, node, { text, targets, receiver: generator, args, iterates: true, stretch });
};

/** Something is to run however the function is left. */
const hasCleanUp = (node: ts.Node): boolean =>
  (ts.isTryStatement(node) && node.finallyBlock !== undefined) ||
  (ts.isVariableDeclarationList(node) && (node.flags & ts.NodeFlags.Using) !== 0) ||
  ts.forEachChild(node, (child) => !ts.isFunctionLike(child) && hasCleanUp(child)) === true;

/** Tags say how it is left: with which locks, or at which level. */
const promisesExit = ({ program: { tags, contracts } }: Body, generator: GeneratorNode): boolean => {
  const key = tags.ofNode(generator);
  const contract = key === undefined ? undefined : contracts.byKey.get(key);
  return (
    contract !== undefined &&
    (contract.statesExit !== false || contract.locks.length > 0 || contract.saves !== undefined)
  );
};

/**
 * Whether each round of a loop may run its part of the generator that is called here: not where leaving the loop would run more of
 * it, nor where tags say how the whole is left.
 */
export const runsByRound = (body: Body, node: ts.Expression): boolean => {
  const called = calledGenerator(body, node);
  return called?.body !== undefined && !promisesExit(body, called) && !hasCleanUp(called.body);
};

const symbolMember = (type: ts.Type, name: string): ts.Symbol | undefined =>
  type.getProperties().find((p) => p.escapedName.toString().startsWith(`__@${name}@`));

const methodOf = (body: Body, symbol: ts.Symbol | undefined): FunctionNode | undefined => {
  const entity = symbol && body.program.entities.ofSymbol(symbol);
  return entity?.kind === "function" ? entity.node : undefined;
};

const callMethod = (body: Body, node: ts.Node, method: FunctionNode, receiver: Register, text: string): Register =>
  emitCall(body, node, { text, targets: functionTarget(body.program, method), receiver, args: [] });

/** An iterator that is being gone over. */
export interface Iteration {
  /** Each round calls it; gives what is true where there is one more element. */
  readonly next: () => Register;
  /** Whoever leaves before the end calls it. */
  readonly close: (() => void) | undefined;
}

/** `!result.done` */
const isMoreIn = (body: Body, node: ts.Expression, result: Register): Register => {
  const src = emitGet(body, result, { kind: "name", name: "done", property: undefined }, node);
  const dst = body.build.temp();
  body.emit({ kind: "not", dst, src, span: body.span(node) });
  return dst;
};

/** An object with its own `[Symbol.iterator]`: makes the iterator. */
const startIterator = (body: Body, node: ts.Expression, type: ts.Type, value: Register): Iteration | undefined => {
  const make = methodOf(body, symbolMember(type, "asyncIterator")) ?? methodOf(body, symbolMember(type, "iterator"));
  const text = oneLine(node.getText(body.plan.file));
  if (!make) return undefined;
  const iterator = callMethod(body, node, make, value, `${text}[Symbol.iterator]`);
  if (isGenerator(make)) {
    emitCall(body, node, {
      text,
      targets: functionTarget(body.program, make),
      receiver: iterator,
      args: [],
      iterates: true,
    });
    return undefined;
  }
  const signature = body.program.checker.getSignatureFromDeclaration(make as ts.SignatureDeclaration);
  const result = signature && body.program.checker.getReturnTypeOfSignature(signature);
  const caller = (name: "next" | "return"): (() => Register) | undefined => {
    const method = methodOf(body, result?.getProperty(name));
    return method && (() => callMethod(body, node, method, iterator, `${text}.${name}`));
  };
  const next = caller("next");
  return next && { next: () => isMoreIn(body, node, next()), close: caller("return") };
};

/**
 * Starts iterating `value`, which `node` evaluates to; nothing is left to do for arrays and other data. Generators run here,
 * once, whole.
 */
export const startIteration = (body: Body, node: ts.Expression, value: Register): Iteration | undefined => {
  if (!body.program.survey.hasIterators) return undefined;
  const called = calledGenerator(body, node);
  if (called) {
    runGenerator(body, node, value, called);
    return undefined;
  }
  const type = body.program.checker.getTypeAtLocation(node);
  const name = type.getSymbol()?.name ?? "";
  if (GENERATOR_TYPES.has(name)) {
    runGenerator(body, node, value, undefined);
    return undefined;
  }
  return startIterator(body, node, type, value);
};

/** Each round runs the generator from the `yield` of its number to the next. */
export const iterateByRound = (body: Body, node: ts.Expression, value: Register, round: Register): Iteration => ({
  next: () => isMoreIn(body, node, runGenerator(body, node, value, calledGenerator(body, node), round)),
  close: undefined,
});

/** Goes on, or leads to `end`, where there is nothing more. */
const testEnd = (body: Body, node: ts.Expression, isMore: Register, end: Join): void => {
  const more = body.build.join();
  body.build.branchOnElement(isMore, more, end, body.span(node));
  body.build.bind(more);
};

/** Iterates to the end. */
export const iterateAll = (body: Body, node: ts.Expression, value: Register): void => {
  const iteration = startIteration(body, node, value);
  if (!iteration) return;
  const end = body.build.join();
  const head = body.emit({ kind: "nop", span: body.span(node) });
  testEnd(body, node, iteration.next(), end);
  body.build.back(head);
  body.build.bind(end);
};

/** Takes the first elements, as many as a pattern names, and no others. */
const iterateFirst = (body: Body, node: ts.Expression, value: Register, count: number): void => {
  const iteration = startIteration(body, node, value);
  if (!iteration) return;
  const end = body.build.join();
  for (let taken = 0; taken < count; taken += 1) {
    testEnd(body, node, iteration.next(), end);
  }
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
  const called = calledGenerator(body, node);
  if (called) runGenerator(body, node, value, called);
};

/** `generator.next()`. */
export const iteratesGenerator = (body: Body, node: ts.CallExpression): boolean => {
  const callee = node.expression;
  if (!ts.isPropertyAccessExpression(callee) || callee.name.text !== "next") return false;
  const entity = body.program.entities.ofExpression(callee);
  return entity.kind === "library" && GENERATOR_TYPES.has(entity.name.split(".")[0] ?? "");
};
