import { ts } from "#compiler";
import { isStorageClass } from "../contract/storage-classes.js";
import type { Argument, PropertyKey, Register, Target } from "../ir/operation.js";
import type { Body } from "./body.js";
import { iteratePassed, lowerArguments } from "./arguments.js";
import { emitCall } from "./emit-call.js";
import { openNewStack } from "./disposable-stack.js";
import { bare } from "./syntax.js";
import type { Entity } from "./entity.js";
import { initialiseFields } from "./fields.js";
import { oneLine } from "./names.js";
import { constructorOf } from "./owner.js";
import { isFixedMap, fixedSet } from "./fixed-tables.js";
import { emitGet } from "./members.js";
import { functionTarget, libraryTarget } from "./targets.js";
import { typeNameOf } from "./type-name.js";
import { readThis } from "./variables.js";

/** The constructor of a class, or of the nearest base that has one. */
const constructorTargets = (body: Body, node: ts.ClassLikeDeclaration): readonly Target[] => {
  for (const at of body.program.hierarchy.chainOf(node)) {
    const target = functionTarget(body.program, constructorOf(at));
    if (target.length > 0) return target;
  }
  return [];
};

const constructTargets = (body: Body, entity: Entity): readonly Target[] => {
  if (entity.kind === "class") return constructorTargets(body, entity.node);
  if (entity.kind === "contract") return [{ kind: "contract", contract: entity.key }];
  if (entity.kind === "external") return [{ kind: "external", name: entity.name }];
  if (entity.kind === "function") return functionTarget(body.program, entity.node);
  if (entity.kind !== "library") return [];
  return [
    libraryTarget(
      body.program,
      entity.name,
      entity.keys.map((key) => `${key}.new`),
    ),
  ];
};

const makesStorage = (entity: Entity): boolean =>
  (entity.kind === "external" && isStorageClass(entity.name)) ||
  (entity.kind === "library" && entity.name === "SharedArrayBuffer");

/** A set that is written down has its elements as a list has: round by round. */
const fillSet = (body: Body, { elements }: ts.ArrayLiteralExpression, set: Register, given: Argument): void => {
  for (const [index, item] of elements.entries()) {
    const key: PropertyKey = { kind: "index", index: body.constant(index, item) };
    const src = emitGet(body, given.register, key, item);
    body.emit({ kind: "set", object: set, key, src, span: body.span(item) });
  }
};

export const lowerNew = (body: Body, node: ts.NewExpression): Register => {
  const called = bare(node.expression);
  const entity = body.program.entities.ofExpression(called);
  const targets = constructTargets(body, entity);
  const isKnown = targets.length > 0 || entity.kind === "class" || entity.kind === "namespace";
  const callee = isKnown ? undefined : body.expression(called);
  if (entity.kind === "class" && ts.isClassExpression(entity.node)) body.expression(called);
  const args = lowerArguments(body, node.arguments ?? []);
  iteratePassed(body, targets, node.arguments ?? [], args);
  openNewStack(body, node);
  const dst = body.build.temp();
  const set = fixedSet(body, node);
  body.emit({
    kind: "allocate",
    dst,
    typeName: typeNameOf(body, called),
    fixed: isFixedMap(body, node) || set !== undefined || undefined,
    classes: entity.kind === "class" ? body.program.hierarchy.lineageOf(entity.node) : undefined,
    span: body.span(node),
  });
  if (targets.length > 0 || !isKnown || entity.kind === "namespace") {
    const text = oneLine(`new ${node.expression.getText(body.plan.file)}`);
    emitCall(body, node, {
      text,
      targets,
      callee,
      receiver: dst,
      args,
      isNew: true,
      makesStorage: makesStorage(entity),
    });
  }
  if (set && args[0]) fillSet(body, set, dst, args[0]);
  return dst;
};

/** `super(...)`: the base's constructor, then the fields of this class. */
export const lowerSuperCall = (body: Body, node: ts.CallExpression): Register => {
  const args = lowerArguments(body, node.arguments);
  const self = readThis(body, node.expression);
  const owner = ts.findAncestor(node, ts.isClassLike);
  if (owner) callBase(body, owner, node, self, args);
  if (owner && constructorOf(owner) === body.plan.node) initialiseFields(body, owner, self);
  return self;
};

export const callBase = (
  body: Body,
  owner: ts.ClassLikeDeclaration,
  node: ts.Node,
  self: Register,
  args: ReturnType<typeof lowerArguments>,
): void => {
  const clause = owner.heritageClauses?.find((c) => c.token === ts.SyntaxKind.ExtendsKeyword)?.types[0];
  if (!clause) return;
  const entity = body.program.entities.ofExpression(clause.expression);
  const targets = constructTargets(body, entity);
  if (targets.length === 0 && entity.kind === "class") return;
  emitCall(body, node, { text: "super", targets, receiver: self, args });
};
