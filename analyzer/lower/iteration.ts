import { ts } from "#compiler";
import type { CallOperation, Register } from "../ir/operation.js";
import type { Body } from "./body.js";
import { emitCall } from "./emit-call.js";
import { emitGet } from "./members.js";
import { bare } from "./syntax.js";
import { oneLine } from "./names.js";
import { mainDeclaration, propertyIdOf } from "./property-id.js";
import { propertyNamed } from "./property-named.js";
import { functionTarget, withOverrides } from "./targets.js";
import type { FunctionNode } from "./unit-plan.js";
import { isGenerator } from "./unit-plan.js";

type Asked = CallOperation["iterates"];

/** Whoever leaves before the end calls `return`. */
type Question = "next" | "return";

/** What the methods of a generator ask it for. */
const ASKED_BY: Readonly<Record<Question, NonNullable<Asked>>> = { next: "next", return: "close" };

const isQuestion = (name: string): name is Question => Object.hasOwn(ASKED_BY, name);

/** An iterator that is being gone over. */
export interface Iteration {
  /** Asks for one more element; `isMore` is true where there is one. */
  readonly next: () => { readonly isMore: () => Register; readonly value: () => Register };
  /** Whoever leaves before the end calls it. */
  readonly close: (() => void) | undefined;
}

const GENERATOR_TYPES: ReadonlySet<string> = new Set(["Generator", "AsyncGenerator"]);

/** Types of the library behind which a generator may stand, or any object of the program with such methods. */
const ITERATOR_TYPES: ReadonlySet<string> = new Set([
  ...GENERATOR_TYPES,
  "IterableIterator",
  "AsyncIterableIterator",
  "Iterator",
  "AsyncIterator",
  "IteratorObject",
  "AsyncIteratorObject",
]);

/** What they give when they are asked for an iterator is known by the object alone. */
const ITERABLE_TYPES: ReadonlySet<string> = new Set([...ITERATOR_TYPES, "Iterable", "AsyncIterable"]);

const isNamedIn = (names: ReadonlySet<string>, type: ts.Type): boolean => names.has(type.getSymbol()?.name ?? "");

export const isIteratorType = (type: ts.Type): boolean => isNamedIn(ITERATOR_TYPES, type);

/** The generator function whose object is made on the spot. */
const calledGenerator = (body: Body, node: ts.Expression): FunctionNode | undefined => {
  const plain = bare(node);
  if (!body.program.survey.hasIterators || !ts.isCallExpression(plain)) return undefined;
  const entity = body.program.entities.ofExpression(plain.expression);
  return entity.kind === "function" && isGenerator(entity.node) ? entity.node : undefined;
};

/** A method of an object that is gone over, as its type declares it. */
interface Method {
  readonly name: string;
  readonly symbol: ts.Symbol;
}

const methodOf = (type: ts.Type | undefined, name: string): Method | undefined => {
  const symbol = type && propertyNamed(type, name);
  return symbol && { name, symbol };
};

const functionOf = (body: Body, { symbol }: Method): FunctionNode | undefined => {
  const entity = body.program.entities.ofSymbol(symbol);
  return entity.kind === "function" ? entity.node : undefined;
};

/** What is asked of an object in a register. */
interface Ask {
  readonly object: Register;
  readonly text: string;
  readonly asks: NonNullable<Asked>;
}

/** Calls the method that symbols tell, else the one that the object turns out to have. */
const callMethod = (body: Body, node: ts.Node, method: Method, { object, text, asks }: Ask): Register => {
  const settled = functionOf(body, method);
  const declaration = mainDeclaration(method.symbol);
  const property = declaration && propertyIdOf(declaration);
  const callee = settled ? undefined : emitGet(body, object, { kind: "name", name: method.name, property }, node);
  const targets = settled ? withOverrides(body.program, settled) : [];
  return emitCall(body, node, { text, targets, callee, receiver: object, args: [], iterates: asks });
};

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

/** @param generator the function of which it is the object, where it is at hand */
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

/** The type of what a method gives. */
const typeMade = ({ program: { checker } }: Body, node: ts.Expression, { symbol }: Method): ts.Type | undefined => {
  const [signature] = checker.getTypeOfSymbolAtLocation(symbol, node).getCallSignatures();
  return signature && checker.getReturnTypeOfSignature(signature);
};

/** @param type of the iterator */
const iterateBy = (
  body: Body,
  node: ts.Expression,
  iterator: Register,
  type: ts.Type | undefined,
): Iteration | undefined => {
  if (type && isNamedIn(GENERATOR_TYPES, type)) return iterateGenerator(body, node, iterator);
  const text = oneLine(node.getText(body.plan.file));
  return iterationBy(body, node, (question) => {
    const method = methodOf(type, question);
    const asked = method && functionOf(body, method) ? `${text}.${question}` : text;
    const ask: Ask = { object: iterator, text: asked, asks: ASKED_BY[question] };
    return method && (() => callMethod(body, node, method, ask));
  });
};

/** Asks the value for its iterator, and that for elements. */
const startIterator = (body: Body, node: ts.Expression, type: ts.Type, value: Register): Iteration | undefined => {
  const make = methodOf(type, "[Symbol.asyncIterator]") ?? methodOf(type, "[Symbol.iterator]");
  const maker = make && functionOf(body, make);
  if (!make || (!maker && !isNamedIn(ITERABLE_TYPES, type))) return undefined;
  const text = oneLine(node.getText(body.plan.file));
  const start: Ask = { object: value, text: `${text}[Symbol.iterator]`, asks: "start" };
  const iterator = callMethod(body, node, make, start);
  if (maker && isGenerator(maker)) return iterateGenerator(body, node, iterator, maker);
  return iterateBy(body, node, iterator, typeMade(body, node, make));
};

/** Starts iterating `value`, which `node` evaluates to; nothing is to be run for arrays and other data. */
export const startIteration = (body: Body, node: ts.Expression, value: Register): Iteration | undefined => {
  if (!body.program.survey.hasIterators) return undefined;
  const called = calledGenerator(body, node);
  if (called) return iterateGenerator(body, node, value, called);
  const type = body.program.checker.getTypeAtLocation(node);
  return isNamedIn(GENERATOR_TYPES, type)
    ? iterateGenerator(body, node, value)
    : startIterator(body, node, type, value);
};

/** A generator is made on the spot. */
export const isGeneratorCall = (body: Body, node: ts.Expression): boolean => calledGenerator(body, node) !== undefined;

/** The method of a generator that is called. */
const generatorMethod = (body: Body, { expression: callee }: ts.CallExpression): string | undefined => {
  if (!ts.isPropertyAccessExpression(callee)) return undefined;
  const entity = body.program.entities.ofExpression(callee);
  const isOfGenerator = entity.kind === "library" && ITERATOR_TYPES.has(entity.name.split(".")[0] ?? "");
  return isOfGenerator ? callee.name.text : undefined;
};

/** `generator.next()`, `generator.return()`. */
export const questionOf = (body: Body, node: ts.CallExpression): Asked => {
  const method = generatorMethod(body, node);
  return method !== undefined && isQuestion(method) ? ASKED_BY[method] : undefined;
};

/** `generator.throw(error)`: which of its handlers run is not followed. */
export const throwsInto = (body: Body, node: ts.CallExpression): boolean => generatorMethod(body, node) === "throw";
