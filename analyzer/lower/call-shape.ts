import { ts } from "#compiler";
import type { Shape } from "../ir/operation.js";
import type { Body } from "./body.js";

const assigned = (body: Body, statement: ts.Node, name: ts.Node, call: ts.Node): Shape | undefined => {
  if (!ts.isIdentifier(name)) return undefined;
  const span = body.span(statement);
  return {
    statement: span,
    assigns: { name: name.text, head: { file: span.file, start: span.start, end: body.span(call).start } },
  };
};

/** The statement that a call is the whole of, for rewrites. */
export const callShape = (body: Body, call: ts.CallExpression): Shape | undefined => {
  const { parent } = call;
  if (ts.isExpressionStatement(parent)) return { statement: body.span(parent) };
  if (ts.isVariableDeclaration(parent) && parent.initializer === call) {
    const list = parent.parent;
    const isWhole =
      ts.isVariableDeclarationList(list) && list.declarations.length === 1 && ts.isVariableStatement(list.parent);
    return isWhole ? assigned(body, list.parent, parent.name, call) : undefined;
  }
  const isAssignment =
    ts.isBinaryExpression(parent) && parent.right === call && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken;
  return isAssignment && ts.isExpressionStatement(parent.parent)
    ? assigned(body, parent.parent, parent.left, call)
    : undefined;
};
