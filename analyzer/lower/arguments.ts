import { ts } from "#compiler";
import type { Argument, Target } from "../ir/operation.js";
import type { Body } from "./body.js";
import { iterateArgument } from "./iteration.js";

/** `Array.from(generator())`, `new Set(generator())` and the like run the generator. */
export const iterateGenerators = (
  body: Body,
  targets: readonly Target[],
  nodes: readonly ts.Expression[],
  args: readonly Argument[],
): void => {
  if (!targets.some(({ kind }) => kind === "external" || kind === "callbacks")) return;
  for (const [index, node] of nodes.entries()) {
    const argument = args[index];
    if (argument && argument.spread !== true) iterateArgument(body, node, argument.register, true);
  }
};

export const lowerArguments = (body: Body, nodes: readonly ts.Expression[]): readonly Argument[] =>
  nodes.map((node): Argument => {
    if (!ts.isSpreadElement(node)) return { register: body.expression(node), span: body.span(node) };
    const register = body.expression(node.expression);
    iterateArgument(body, node.expression, register);
    return { register, span: body.span(node), spread: true };
  });
