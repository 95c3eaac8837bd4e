import { ts } from "#compiler";
import type { Register, Target } from "../ir/operation.js";
import type { Body } from "./body.js";
import { lowerStackCall } from "./disposable-stack.js";
import { lowerFunctionMethod } from "./function-methods.js";
import { emitCall } from "./emit-call.js";
import { bare } from "./syntax.js";
import type { Entity } from "./entity.js";
import { lowerAround } from "./around.js";
import { endChainOnNullish, isAccess, keyOf, emitGet, linkOf, lowerBase, memberAt, readMember } from "./members.js";
import type { Member } from "./members.js";
import { callShape } from "./call-shape.js";
import { lowerMembership, membershipOf } from "./membership.js";
import { oneLine } from "./names.js";
import { functionTarget, isDispatched, propertyTargets, targetsOf } from "./targets.js";
import { byOverload } from "./overloads.js";
import type { FunctionTypes } from "./roles.js";
import { readVariable } from "./variables.js";
import { iteratePassed, lowerArguments } from "./arguments.js";
import { questionOf, throwsInto } from "./iteration.js";
import { lowerSuperCall } from "./construct.js";

/** The called thing, evaluated. */
interface Callee {
  readonly targets: readonly Target[];
  readonly role?: Target | undefined;
  readonly value?: Register | undefined;
  readonly receiver?: Register | undefined;
}

/** Needs the object although a function is settled: methods read `this`. */
const memberReceiver = (body: Body, member: Member): Register | undefined => {
  const { expression } = member.node;
  if (expression.kind === ts.SyntaxKind.SuperKeyword) return lowerBase(body, member.node);
  const base = body.program.entities.ofExpression(expression);
  return base.kind === "namespace" ? undefined : lowerBase(body, member.node);
};

/** The contract that the type states with which a called variable or property is declared: a role, or one with tags. */
const roleTarget = (body: Body, entity: Entity, node: ts.Expression): Target | undefined => {
  if (entity.kind !== "variable" && entity.kind !== "property") return undefined;
  const { checker, roleTypes, taggedTypes, contracts } = body.program;
  const { declaration } = entity;
  const isInferred = ts.isVariableDeclaration(declaration) && declaration.type === undefined;
  const meant = (types: FunctionTypes): string | undefined => {
    const [one, ...others] = isInferred
      ? types.ofType(checker.getTypeAtLocation(node))
      : types.ofDeclaration(declaration);
    return others.length > 0 ? undefined : one;
  };
  const role = meant(roleTypes);
  const contract = role === undefined ? meant(taggedTypes) : contracts.roleContract(role);
  return contract === undefined ? undefined : { kind: "contract", contract };
};

const memberCallee = (body: Body, member: Member): Callee => {
  const { entity } = member;
  const receiver = memberReceiver(body, member);
  const settled = settledTargets(body, member);
  if (settled) {
    const isOpen = receiver !== undefined && settled.some(isDispatched);
    return {
      targets: settled,
      role: isOpen && entity.kind === "contract" ? { kind: "contract", contract: entity.key } : undefined,
      receiver,
      value: isOpen ? emitGet(body, receiver, keyOf(body, member), member.node) : undefined,
    };
  }
  const role = roleTarget(body, entity, member.node);
  if (entity.kind === "variable")
    return { targets: [], role, value: readVariable(body, entity.declaration, member.node) };
  if (receiver === undefined) return { targets: [], value: body.opaque(member.node) };
  const targets = entity.kind === "property" ? propertyTargets(body.program, entity) : [];
  if (targets.some((t) => t.kind === "external")) return { targets, receiver };
  const value =
    entity.kind === "accessor"
      ? readMember(body, member, receiver)
      : emitGet(body, receiver, keyOf(body, member), member.node);
  return { targets, role, value, receiver };
};

/** `super.m()` runs that very method; otherwise a subclass's may run in its place. */
const settledTargets = (body: Body, member: Member): readonly Target[] | undefined => {
  const isExact = member.node.expression.kind === ts.SyntaxKind.SuperKeyword;
  if (isExact && member.entity.kind === "function") return functionTarget(body.program, member.entity.node);
  return targetsOf(body.program, member.entity);
};

const namedCallee = (body: Body, entity: Entity, node: ts.Expression): Callee => {
  const settled = targetsOf(body.program, entity);
  if (settled) return { targets: settled };
  return { targets: [], role: roleTarget(body, entity, node), value: linkOf(body, node) };
};

const calleeOf = (body: Body, node: ts.Expression): Callee => {
  const plain = bare(node);
  if (isAccess(plain)) {
    return memberCallee(body, memberAt(body, plain, true));
  }
  return namedCallee(body, body.program.entities.ofExpression(plain), node);
};

/** `f?.()` with a known `f` that may be missing. */
const checkCallee = (body: Body, callee: Callee, node: ts.CallExpression): void => {
  if (!node.questionDotToken) return;
  if (callee.value !== undefined) endChainOnNullish(body, callee.value, node.expression, node);
};

export const lowerCall = (body: Body, node: ts.CallExpression): Register => {
  if (node.expression.kind === ts.SyntaxKind.SuperKeyword) return lowerSuperCall(body, node);
  if (node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    lowerArguments(body, node.arguments);
    return body.opaque(node);
  }
  const membership = membershipOf(body, node);
  if (membership) return lowerMembership(body, membership);
  const special = lowerFunctionMethod(body, node) ?? lowerStackCall(body, node);
  if (special !== undefined) return special;
  const reached = calleeOf(body, node.expression);
  const callee = { ...reached, targets: byOverload(body, node, reached.targets) };
  checkCallee(body, callee, node);
  const args = lowerArguments(body, node.arguments);
  const taken = lowerAround(body, node, callee.targets, args);
  if (taken !== undefined) return taken;
  iteratePassed(body, callee.targets, node.arguments, args);
  if (throwsInto(body, node)) return body.unsupported("`throw` of a generator", node);
  return emitCall(body, node, {
    text: oneLine(node.expression.getText(body.plan.file)),
    targets: callee.targets,
    callee: callee.value,
    role: callee.role,
    receiver: callee.receiver,
    args,
    iterates: questionOf(body, node),
    shape: callShape(body, node),
  });
};

export const lowerTaggedTemplate = (body: Body, node: ts.TaggedTemplateExpression): Register => {
  const callee = calleeOf(body, node.tag);
  const strings = body.opaque(node.template);
  const spans = ts.isTemplateExpression(node.template) ? node.template.templateSpans.map((s) => s.expression) : [];
  const args = [{ register: strings, span: body.span(node.template) }, ...lowerArguments(body, spans)];
  const text = oneLine(node.tag.getText(body.plan.file));
  return emitCall(body, node, { text, targets: callee.targets, callee: callee.value, receiver: callee.receiver, args });
};
