import { ts } from "#compiler";
import type { Argument, Register, Target } from "../ir/operation.js";
import type { Body } from "./body.js";
import { callShape } from "./call-shape.js";
import { emitCall } from "./emit-call.js";
import { bare } from "./syntax.js";
import { oneLine } from "./names.js";
import { targetsOf } from "./targets.js";
import { lowerArguments } from "./arguments.js";

const FUNCTION_HOLDERS: ReadonlySet<string> = new Set(["Function", "CallableFunction", "NewableFunction"]);

/** `call`, `apply` and `bind` of functions, by symbol; on values of unknown type only where the function itself is known. */
const functionMethod = (body: Body, callee: ts.PropertyAccessExpression): string | undefined => {
  const name = callee.name.text;
  if (name !== "call" && name !== "apply" && name !== "bind") return undefined;
  const entity = body.program.entities.ofExpression(callee);
  if (entity.kind !== "library") return undefined;
  return FUNCTION_HOLDERS.has(entity.name.split(".")[0] ?? "") ? name : undefined;
};

const isReflectApply = (body: Body, callee: ts.PropertyAccessExpression): boolean => {
  if (callee.name.text !== "apply") return false;
  const entity = body.program.entities.ofExpression(callee);
  return entity.kind === "library" && entity.name === "Reflect.apply";
};

interface Applied {
  readonly node: ts.CallExpression;
  readonly called: ts.Expression;
  readonly thisArgument: ts.Expression | undefined;
  readonly args: readonly ts.Expression[];
  readonly spreadLast: boolean;
}

/** `f.apply(t, [a, b])` passes `a, b`. */
const listed = (
  list: ts.Expression | undefined,
): { readonly args: readonly ts.Expression[]; readonly spreadLast: boolean } => {
  if (!list) return { args: [], spreadLast: false };
  const plain = bare(list);
  return ts.isArrayLiteralExpression(plain)
    ? { args: [...plain.elements], spreadLast: false }
    : { args: [list], spreadLast: true };
};

const appliedBy = (body: Body, node: ts.CallExpression): Applied | "bind" | undefined => {
  const callee = node.expression;
  if (!ts.isPropertyAccessExpression(callee) || node.arguments.some((a) => ts.isSpreadElement(a))) return undefined;
  const [first, second, third] = node.arguments;
  if (isReflectApply(body, callee) && first) return { node, called: first, thisArgument: second, ...listed(third) };
  const method = functionMethod(body, callee);
  if (method === "bind") return "bind";
  if (method === "call")
    return { node, called: callee.expression, thisArgument: first, args: node.arguments.slice(1), spreadLast: false };
  return method === "apply" ? { node, called: callee.expression, thisArgument: first, ...listed(second) } : undefined;
};

const lowerApplied = (body: Body, applied: Applied): Register => {
  const { node, called } = applied;
  const entity = body.program.entities.ofExpression(called);
  const targets: readonly Target[] | undefined = targetsOf(body.program, entity);
  const callee = targets ? undefined : body.expression(called);
  const receiver = applied.thisArgument && body.expression(applied.thisArgument);
  const args = lowerArguments(body, applied.args).map((a): Argument =>
    applied.spreadLast ? { ...a, spread: true } : a,
  );
  const text = oneLine(called.getText(body.plan.file));
  return emitCall(body, node, { text, targets: targets ?? [], callee, receiver, args, shape: callShape(body, node) });
};

const lowerBind = (body: Body, node: ts.CallExpression, called: ts.Expression): Register => {
  const src = body.expression(called);
  const [receiver, ...args] = node.arguments.map((argument) => body.expression(argument));
  const dst = body.build.temp();
  body.emit({ kind: "bind", dst, src, receiver, args, span: body.span(node) });
  return dst;
};

/** Calls of a function's own methods: `f.call(t, a)` is `f(a)` with `this` t. Undefined for any other call. */
export const lowerFunctionMethod = (body: Body, node: ts.CallExpression): Register | undefined => {
  const applied = appliedBy(body, node);
  if (applied === undefined) return undefined;
  if (applied !== "bind") return lowerApplied(body, applied);
  return ts.isPropertyAccessExpression(node.expression) ? lowerBind(body, node, node.expression.expression) : undefined;
};
