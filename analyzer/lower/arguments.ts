import { ts } from "#compiler";
import type { Argument } from "../ir/operation.js";
import type { Body } from "./body.js";
import { iterateArgument } from "./iteration.js";

export const lowerArguments = (body: Body, nodes: readonly ts.Expression[]): readonly Argument[] =>
  nodes.map((node): Argument => {
    if (!ts.isSpreadElement(node)) return { register: body.expression(node), span: body.span(node) };
    const register = body.expression(node.expression);
    iterateArgument(body, node.expression, register);
    return { register, span: body.span(node), spread: true };
  });
