import { ts } from "#compiler";
import type { Register } from "../ir/operation.js";
import type { Body } from "./body.js";
import type { Entity } from "./entity.js";
import { valueTarget } from "./targets.js";

/** A function, class or routine used as a value at `node`. */
export const closure = (body: Body, entity: Entity, node: ts.Node): Register => {
  const target = valueTarget(body.program, entity);
  if (!target) return body.opaque(node);
  if (entity.kind === "function" && (ts.isExpression(node) || ts.isMethodDeclaration(node)))
    body.program.roles.note(entity.node, node);
  const dst = body.build.temp();
  body.emit({ kind: "closure", dst, target, span: body.span(node) });
  return dst;
};

export const lowerFunctionExpression = (body: Body, node: ts.FunctionExpression | ts.ArrowFunction): Register =>
  closure(body, { kind: "function", node }, node);
