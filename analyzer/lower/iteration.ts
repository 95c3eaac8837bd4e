import { ts } from "#compiler";
import type { Register, Target } from "../ir/operation.js";
import type { Body } from "./body.js";
import { emitCall } from "./emit-call.js";
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

/** Runs a generator object; `created` is the call that made it, where it is at hand. */
const runGenerator = (body: Body, node: ts.Expression, generator: Register, target: ts.Node | undefined): void => {
  const targets: readonly Target[] = target ? functionTarget(body.program, target) : [];
  const args = body.callArguments.get(bare(node)) ?? [];
  emitCall(body, node, {
    text: oneLine(node.getText(body.plan.file)),
    targets,
    receiver: generator,
    args,
    iterates: true,
  });
};

const symbolMember = (type: ts.Type, name: string): ts.Symbol | undefined =>
  type.getProperties().find((p) => p.escapedName.toString().startsWith(`__@${name}@`));

const methodOf = (body: Body, symbol: ts.Symbol | undefined): FunctionNode | undefined => {
  const entity = symbol && body.program.entities.ofSymbol(symbol);
  return entity?.kind === "function" ? entity.node : undefined;
};

const callMethod = (body: Body, node: ts.Node, method: FunctionNode, receiver: Register, text: string): Register =>
  emitCall(body, node, { text, targets: functionTarget(body.program, method), receiver, args: [] });

/** What an iteration does at each round; nothing for arrays and other data. */
export type Round = (() => void) | undefined;

/** An object with its own `[Symbol.iterator]`: makes the iterator, and gives what each round calls. */
const startIterator = (body: Body, node: ts.Expression, type: ts.Type, value: Register): Round => {
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
  const next = methodOf(body, result?.getProperty("next"));
  return next && (() => void callMethod(body, node, next, iterator, `${text}.next`));
};

/** Starts iterating `value`, which `node` evaluates to. Generators run here, once, whole. */
export const startIteration = (body: Body, node: ts.Expression, value: Register): Round => {
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

/** Iterates to the end; `onlyCalls`: where the value itself is passed on, only a generator made on the spot is run. */
export const iterateArgument = (body: Body, node: ts.Expression, value: Register, onlyCalls = false): void => {
  if (onlyCalls) {
    const called = calledGenerator(body, node);
    if (called) runGenerator(body, node, value, called);
    return;
  }
  startIteration(body, node, value)?.();
};

/** `generator.next()`. */
export const iteratesGenerator = (body: Body, node: ts.CallExpression): boolean => {
  const callee = node.expression;
  if (!ts.isPropertyAccessExpression(callee) || callee.name.text !== "next") return false;
  const entity = body.program.entities.ofExpression(callee);
  return entity.kind === "library" && GENERATOR_TYPES.has(entity.name.split(".")[0] ?? "");
};
