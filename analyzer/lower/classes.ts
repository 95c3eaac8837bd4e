import { ts } from "#compiler";
import type { Register } from "../ir/operation.js";
import type { Body } from "./body.js";
import { closure } from "./closures.js";
import { emitCall } from "./emit-call.js";
import { initialiseField } from "./fields.js";
import { isStatic } from "./owner.js";
import { functionTarget, targetsOf } from "./targets.js";

const callDecorator = (body: Body, decorator: ts.Decorator): void => {
  const entity = body.program.entities.ofExpression(decorator.expression);
  const targets = targetsOf(body.program, entity);
  const callee = targets ? undefined : body.expression(decorator.expression);
  const decorated = { register: body.opaque(decorator), span: body.span(decorator) };
  const text = decorator.expression.getText(body.plan.file);
  emitCall(body, decorator, { text, targets: targets ?? [], callee, args: [decorated] });
};

const decorate = (body: Body, node: ts.Node): void => {
  for (const decorator of ts.canHaveDecorators(node) ? (ts.getDecorators(node) ?? []) : [])
    callDecorator(body, decorator);
};

const initialiseStatic = (body: Body, member: ts.ClassElement, self: () => Register): void => {
  if (ts.isPropertyDeclaration(member) && isStatic(member)) {
    if (member.initializer) initialiseField(body, member, self());
  } else if (ts.isClassStaticBlockDeclaration(member)) {
    const targets = functionTarget(body.program, member);
    emitCall(body, member, { text: "static block", targets, receiver: self(), args: [] });
  }
};

/** What runs where a class stands: heritage, decorators, computed names, static fields and blocks in order. */
export const lowerClassParts = (body: Body, node: ts.ClassLikeDeclaration): Register | undefined => {
  for (const clause of node.heritageClauses ?? [])
    if (clause.token === ts.SyntaxKind.ExtendsKeyword)
      for (const type of clause.types) body.expression(type.expression);
  decorate(body, node);
  let value: Register | undefined;
  const self = (): Register => (value ??= closure(body, { kind: "class", node }, node));
  for (const member of node.members) {
    decorate(body, member);
    if (ts.isMethodDeclaration(member) || ts.isAccessor(member)) {
      if (ts.isComputedPropertyName(member.name)) body.expression(member.name.expression);
    }
    initialiseStatic(body, member, self);
  }
  return value;
};

export const lowerClassExpression = (body: Body, node: ts.ClassExpression): Register =>
  lowerClassParts(body, node) ?? closure(body, { kind: "class", node }, node);
