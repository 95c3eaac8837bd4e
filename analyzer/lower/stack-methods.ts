/** What is written of a `DisposableStack`: what makes one, and what is asked of one. */
import { ts } from "#compiler";
import type { Body } from "./body.js";
import { isAccess } from "./members.js";
import { computedNameText } from "./names.js";
import { bare } from "./syntax.js";

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

/** The method that an access names, if it is one of these. */
export const stackMethod = (access: ts.Node): string | undefined => {
  if (!isAccess(access)) return undefined;
  const name = ts.isPropertyAccessExpression(access) ? access.name.text : computedNameText(access.argumentExpression);
  return name !== undefined && METHODS.has(name) ? name : undefined;
};

/** The call that puts something on the stack that `named` names; undefined where that is used otherwise. */
export const putBy = ({ parent: access }: ts.Node): ts.CallExpression | undefined =>
  PUTS.has(stackMethod(access) ?? "") && ts.isCallExpression(access.parent) && access.parent.expression === access
    ? access.parent
    : undefined;

/** The class of the library that is made here. */
export const madeStack = (body: Body, initializer: ts.Expression | undefined): string | undefined => {
  const made = initializer && bare(initializer);
  if (!made || !ts.isNewExpression(made)) return undefined;
  const entity = body.program.entities.ofExpression(made.expression);
  return entity.kind === "library" && STACK.test(entity.name) ? entity.name : undefined;
};

/** Something is put on some stack. */
export const isPut = (body: Body, callee: ts.Expression): boolean => {
  const entity = body.program.entities.ofExpression(callee);
  return entity.kind === "library" && PUT.test(entity.name);
};
