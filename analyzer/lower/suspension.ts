import type { ts } from "#compiler";
import type { Register } from "../ir/operation.js";
import type { Body } from "./body.js";
import { delegate } from "./go-over.js";

const suspend = (body: Body, how: "await" | "yield", node: ts.Node, src?: Register): void => {
  const id = body.emit({ kind: "suspend", how, src, span: body.span(node) });
  if (how === "yield") body.control.closesFrom(id);
  // A rejected promise is seen by a `catch` that is written; without one it is an exception of unknown code.
  if (body.control.handler() === "catch") body.control.throwsFrom(id);
};

export const lowerAwait = (body: Body, node: ts.AwaitExpression): Register => {
  const value = body.expression(node.expression);
  suspend(body, "await", node);
  return value;
};

export const lowerYield = (body: Body, node: ts.YieldExpression): Register => {
  const value = node.expression && body.expression(node.expression);
  if (node.asteriskToken && node.expression && value !== undefined)
    delegate(body, node.expression, value, () => suspend(body, "yield", node));
  else suspend(body, "yield", node, value);
  return body.opaque(node);
};
