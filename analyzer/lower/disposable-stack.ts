import { ts } from "#compiler";
import { ofEach } from "../ir/of-each.js";
import type { Register } from "../ir/operation.js";
import { lowerArguments } from "./arguments.js";
import type { Body } from "./body.js";
import { branchOnMissing } from "./missing.js";
import { disposeOf } from "./disposal.js";
import { emitCall } from "./emit-call.js";
import { isAccess } from "./members.js";
import { computedNameText } from "./names.js";
import { ownReferences } from "./own-references.js";
import { bare } from "./syntax.js";
import { placeOf } from "./variables.js";

/** A call that puts something on a stack. */
interface Item {
  readonly node: ts.CallExpression;
  /** Registers with what it put there; while the stack is new, and after disposal, undefined. */
  readonly held: readonly Register[];
  readonly dispose: (body: Body, held: readonly Register[]) => void;
}

/**
 * A `DisposableStack` in a variable of one function, on which only this function puts things, each at a place in its text: then
 * the places, last first, are what disposing of it runs.
 */
export interface DisposableStack {
  readonly declaration: ts.VariableDeclaration;
  readonly isAsync: boolean;
  /** Registers for what each call puts there: the disposal of an item, and what that is given. */
  readonly registers: ReadonlyMap<ts.Node, readonly Register[]>;
  readonly items: Item[];
}

const STACK = /^(?:Async)?DisposableStack$/;
const PUT = /^(?:Async)?DisposableStack\.(?:use|adopt|defer)$/;

const PUTS: ReadonlySet<string> = new Set(["use", "adopt", "defer"]);

/** Methods after which the stack is still known. */
const METHODS: ReadonlySet<string> = new Set([
  ...PUTS,
  "dispose",
  "disposeAsync",
  "disposed",
  "[Symbol.dispose]",
  "[Symbol.asyncDispose]",
]);

const methodOf = (access: ts.Node): string | undefined => {
  if (!isAccess(access)) return undefined;
  const name = ts.isPropertyAccessExpression(access) ? access.name.text : computedNameText(access.argumentExpression);
  return name !== undefined && METHODS.has(name) ? name : undefined;
};

/** The class of the library that is made here. */
const madeStack = (body: Body, initializer: ts.Expression | undefined): string | undefined => {
  const made = initializer && bare(initializer);
  if (!made || !ts.isNewExpression(made)) return undefined;
  const entity = body.program.entities.ofExpression(made.expression);
  return entity.kind === "library" && STACK.test(entity.name) ? entity.name : undefined;
};

/** What names the stack, where it is only filled and disposed of, and never handed on. */
const usesOf = (body: Body, declaration: ts.VariableDeclaration): readonly ts.Identifier[] | undefined => {
  const uses = placeOf(body, declaration).kind === "register" ? ownReferences(body, declaration) : undefined;
  return uses?.every(({ parent }) => methodOf(parent) !== undefined) === true ? uses : undefined;
};

const newRegister = (body: Body): Register => {
  const register = body.build.temp();
  body.hoisted.add(register);
  return register;
};

const openStack = (body: Body, declaration: ts.VariableDeclaration): DisposableStack | undefined => {
  const made = madeStack(body, declaration.initializer);
  const uses = made === undefined ? undefined : usesOf(body, declaration);
  if (made === undefined || !uses) return undefined;
  const calls = uses.filter(({ parent }) => PUTS.has(methodOf(parent) ?? "")).map(({ parent }) => parent.parent);
  const registers = new Map(calls.map((call) => [call, [newRegister(body), newRegister(body)]] as const));
  return { declaration, isAsync: made.startsWith("Async"), registers, items: [] };
};

/** By their variables; undefined where it is not known what is on them. */
type Stacks = Map<ts.VariableDeclaration, DisposableStack | undefined>;

const stacksIn = ofEach((_body: Body): Stacks => new Map());

/** The stack that a variable holds. */
export const stackAt = (body: Body, declaration: ts.VariableDeclaration): DisposableStack | undefined => {
  const stacks = stacksIn(body);
  if (!stacks.has(declaration)) stacks.set(declaration, openStack(body, declaration));
  return stacks.get(declaration);
};

const stackOf = (body: Body, node: ts.Expression): DisposableStack | undefined => {
  if (!ts.isIdentifier(node)) return undefined;
  const declaration = body.program.checker.getSymbolAtLocation(node)?.valueDeclaration;
  return declaration && ts.isVariableDeclaration(declaration) ? stackAt(body, declaration) : undefined;
};

/** What is put on a stack in a loop, without the stack being made there, is several things at one place. */
const isRepeated = ({ declaration }: DisposableStack, call: ts.Node): boolean => {
  const scope = ts.findAncestor(declaration, (node) => ts.isBlock(node) || ts.isSourceFile(node));
  for (let node = call; node !== scope && !ts.isSourceFile(node); node = node.parent)
    if (ts.isIterationStatement(node, false)) return true;
  return false;
};

/** Keeps the values for the disposal; while there is no first one, nothing was put there. */
const put = (
  body: Body,
  stack: DisposableStack,
  node: ts.CallExpression,
  item: Omit<Item, "held" | "node">,
  values: readonly Register[],
): void => {
  if (isRepeated(stack, node)) body.entrust("a DisposableStack that is filled in a loop", node);
  const held = stack.registers.get(node)?.slice(0, values.length) ?? [];
  for (const [index, register] of held.entries()) body.copy(register, values[index] ?? register, node);
  stack.items.push({ node, held, ...item });
};

const callWith =
  (node: ts.CallExpression): Item["dispose"] =>
  (body, [callee, ...given]) => {
    const span = body.span(node);
    const args = given.map((register) => ({ register, span }));
    emitCall(body, node, { text: "onDispose", targets: [], callee, args });
  };

const fill = (body: Body, stack: DisposableStack, how: string, node: ts.CallExpression): Register => {
  const [first, second] = node.arguments;
  if (!first) return body.opaque(node);
  const value = body.expression(first);
  if (how === "use") {
    const dispose: Item["dispose"] = (at, [item]) => {
      if (item !== undefined) disposeOf(at, { node, named: first }, item, stack.isAsync);
    };
    put(body, stack, node, { dispose }, [value]);
    return value;
  }
  const callee = how === "adopt" && second ? body.expression(second) : value;
  put(body, stack, node, { dispose: callWith(node) }, how === "adopt" ? [callee, value] : [callee]);
  return how === "adopt" ? value : body.constant(undefined, node);
};

const disposeItem = (body: Body, { isAsync }: DisposableStack, { node, held, dispose }: Item): void => {
  const [first] = held;
  if (first === undefined) return;
  const [present, done] = [body.build.join(), body.build.join()];
  branchOnMissing(body, first, [done, present], node, "either");
  body.build.bind(present);
  dispose(body, held);
  if (isAsync) body.emit({ kind: "suspend", how: "await", span: body.span(node) });
  body.build.bind(done);
};

/** Disposes of what was put there, the last first, each whatever becomes of those before; then the stack is empty. */
export const disposeStack = (body: Body, stack: DisposableStack, at: ts.Node): void => {
  const span = body.span(at);
  const from = (index: number): void => {
    const item = stack.items[index];
    if (item)
      body.control.withFinally(
        () => disposeItem(body, stack, item),
        () => from(index - 1),
        span,
      );
  };
  from(stack.items.length - 1);
  emptyStack(body, stack, at);
};

const emptyStack = (body: Body, stack: DisposableStack, at: ts.Node): void => {
  for (const register of [...stack.registers.values()].flat()) body.copy(register, body.constant(undefined, at), at);
};

/** A stack that is made anew, in the next round of a loop maybe, is empty. */
export const openNewStack = (body: Body, made: ts.NewExpression): void => {
  const declaration = ts.findAncestor(made, ts.isVariableDeclaration);
  if (!declaration?.initializer || bare(declaration.initializer) !== made) return;
  const stack = stackAt(body, declaration);
  if (stack) emptyStack(body, stack, made);
};

/** What is put on a stack without being followed. */
const lostOn = (
  body: Body,
  { expression, arguments: given }: ts.CallExpression,
  stack: DisposableStack | undefined,
): string | undefined => {
  if (stack) return given.some(ts.isSpreadElement) ? "what is spread out for a DisposableStack" : undefined;
  const entity = body.program.entities.ofExpression(expression);
  return entity.kind === "library" && PUT.test(entity.name)
    ? "what is put on a DisposableStack that others see"
    : undefined;
};

/** The value of `use` and `adopt` is what is put there, which is all that is known of the call. */
const fillUnseen = (body: Body, node: ts.CallExpression, how: string, what: string): Register => {
  const [value] = lowerArguments(body, node.arguments);
  body.entrust(what, node.expression);
  return value && how !== "defer" ? value.register : body.opaque(node);
};

/** A call that fills a stack or disposes of what is on it; undefined for any other. */
export const lowerStackCall = (body: Body, node: ts.CallExpression): Register | undefined => {
  const how = methodOf(node.expression);
  if (how === undefined || !isAccess(node.expression)) return undefined;
  const stack = stackOf(body, node.expression.expression);
  const lost = lostOn(body, node, stack);
  if (lost !== undefined) return fillUnseen(body, node, how, lost);
  if (!stack) return undefined;
  if (how === "use" || how === "adopt" || how === "defer") return fill(body, stack, how, node);
  disposeStack(body, stack, node);
  return body.opaque(node);
};
