import { ts } from "#compiler";
import type { Register } from "../ir/operation.js";
import { lowerArguments } from "./arguments.js";
import type { Body } from "./body.js";
import { branchOnMissing } from "./missing.js";
import { disposeOf } from "./disposal.js";
import { emitCall } from "./emit-call.js";
import { stackAt, stackOf, type Item, type KnownStack } from "./known-stack.js";
import { isAccess } from "./members.js";
import { isPut, stackMethod } from "./stack-methods.js";
import { bare } from "./syntax.js";

/** What is put on a stack in a loop, without the stack being made there, is several things at one place. */
const isRepeated = ({ declaration }: KnownStack, call: ts.Node): boolean => {
  const scope = ts.findAncestor(declaration, (node) => ts.isBlock(node) || ts.isSourceFile(node));
  for (let node = call; node !== scope && !ts.isSourceFile(node); node = node.parent)
    if (ts.isIterationStatement(node, false)) return true;
  return false;
};

/** Keeps the values for the disposal; while there is no first one, nothing was put there. */
const put = (body: Body, stack: KnownStack, node: ts.CallExpression, values: readonly Register[]): void => {
  if (isRepeated(stack, node)) body.entrust("a DisposableStack that is filled in a loop", node);
  const cells = stack.cells.get(node) ?? [];
  for (const [index, value] of values.entries()) cells[index]?.write(body, value, node);
  if (!stack.items.some((item) => item.node === node)) stack.items.push({ node, cells: cells.slice(0, values.length) });
};

const fill = (body: Body, stack: KnownStack, how: string, node: ts.CallExpression): Register => {
  const [first, second] = node.arguments;
  if (!first) return body.opaque(node);
  const value = body.expression(first);
  if (how !== "adopt") {
    put(body, stack, node, [value]);
    return how === "use" ? value : body.constant(undefined, node);
  }
  const callee = second ? body.expression(second) : value;
  put(body, stack, node, [callee, value]);
  return value;
};

/** What was put there by a call is disposed of: an object with such a method, or by a function, which `adopt` gives the value. */
const disposeKept = (body: Body, { isAsync }: KnownStack, node: ts.CallExpression, kept: readonly Register[]): void => {
  const [named] = node.arguments;
  const [first, ...given] = kept;
  if (first === undefined) return;
  if (stackMethod(node.expression) === "use") {
    if (named) disposeOf(body, { node, named }, first, isAsync);
    return;
  }
  const span = body.span(node);
  const args = given.map((register) => ({ register, span }));
  emitCall(body, node, { text: "onDispose", targets: [], callee: first, args });
};

const disposeItem = (body: Body, stack: KnownStack, { node, cells }: Item, at: ts.Node): void => {
  const kept = cells.map((cell) => cell.read(body, at));
  const [first] = kept;
  if (first === undefined) return;
  const [present, done] = [body.build.join(), body.build.join()];
  branchOnMissing(body, first, [done, present], node, "either");
  body.build.bind(present);
  disposeKept(body, stack, node, kept);
  if (stack.isAsync) body.emit({ kind: "suspend", how: "await", span: body.span(node) });
  body.build.bind(done);
};

/** Disposes of what was put there, the last first, each whatever becomes of those before; then the stack is empty. */
export const disposeStack = (body: Body, stack: KnownStack, at: ts.Node): void => {
  const span = body.span(at);
  const from = (index: number): void => {
    const item = stack.items[index];
    if (item)
      body.control.withFinally(
        () => disposeItem(body, stack, item, at),
        () => from(index - 1),
        span,
      );
  };
  from(stack.items.length - 1);
  emptyStack(body, stack, at);
};

const emptyStack = (body: Body, stack: KnownStack, at: ts.Node): void => {
  for (const cell of [...stack.cells.values()].flat()) cell.write(body, body.constant(undefined, at), at);
};

const isHolder = (node: ts.Node): node is ts.VariableDeclaration | ts.PropertyDeclaration =>
  ts.isVariableDeclaration(node) || ts.isPropertyDeclaration(node);

/** A stack that is made anew, in the next round of a loop maybe, is empty. */
export const openNewStack = (body: Body, made: ts.NewExpression): void => {
  const declaration = ts.findAncestor(made, isHolder);
  if (!declaration?.initializer || bare(declaration.initializer) !== made) return;
  const stack = stackAt(body, declaration);
  if (stack) emptyStack(body, stack, made);
};

/** What is put on a stack without being followed. */
const lostOn = (
  body: Body,
  { expression, arguments: given }: ts.CallExpression,
  stack: KnownStack | undefined,
): string | undefined => {
  if (stack) return given.some(ts.isSpreadElement) ? "what is spread out for a DisposableStack" : undefined;
  return isPut(body, expression) ? "what is put on a DisposableStack that others see" : undefined;
};

/** The value of `use` and `adopt` is what is put there, which is all that is known of the call. */
const fillUnseen = (body: Body, node: ts.CallExpression, how: string, what: string): Register => {
  const [value] = lowerArguments(body, node.arguments);
  body.entrust(what, node.expression);
  return value && how !== "defer" ? value.register : body.opaque(node);
};

/** A call that fills a stack or disposes of what is on it; undefined for any other. */
export const lowerStackCall = (body: Body, node: ts.CallExpression): Register | undefined => {
  const how = stackMethod(node.expression);
  if (how === undefined || !isAccess(node.expression)) return undefined;
  const stack = stackOf(body, node.expression.expression);
  const lost = lostOn(body, node, stack);
  if (lost !== undefined) return fillUnseen(body, node, how, lost);
  if (!stack) return undefined;
  if (how === "use" || how === "adopt" || how === "defer") return fill(body, stack, how, node);
  disposeStack(body, stack, node);
  return body.opaque(node);
};
