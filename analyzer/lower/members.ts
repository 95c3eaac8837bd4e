import { ts } from "#compiler";
import type { PropertyKey, Register, Target } from "../ir/operation.js";
import type { Body } from "./body.js";
import { emitCall } from "./emit-call.js";
import { bare } from "./syntax.js";
import type { Entity } from "./entity.js";
import { UNKNOWN } from "./entity.js";
import { closure } from "./closures.js";
import { computedNameText, oneLine } from "./names.js";
import { mainDeclaration, propertyIdOf } from "./property-id.js";
import { functionTarget } from "./targets.js";
import { branchOnMissing, missingOf } from "./missing.js";
import { fixedList } from "./fixed-tables.js";
import { readThis, readVariable } from "./variables.js";

export type Access = ts.PropertyAccessExpression | ts.ElementAccessExpression;

/** What symbols tell of a member. */
interface Named {
  readonly name: string | undefined;
  readonly symbol: ts.Symbol | undefined;
  readonly entity: Entity;
}

/** An access, with what symbols tell of the member. */
export interface Member extends Named {
  readonly node: Access;
}

export const isAccess = (node: ts.Node): node is Access =>
  ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node);

export const memberAt = (body: Body, node: Access, isCalled = false): Member => {
  const name = ts.isPropertyAccessExpression(node) ? node.name.text : computedNameText(node.argumentExpression);
  if (name === undefined && isCalled)
    return { node, name, symbol: undefined, entity: body.program.entities.ofExpression(node) };
  if (name === undefined || (!isCalled && body.program.plainData.has(name)))
    return { node, name, symbol: undefined, entity: UNKNOWN };
  return { node, name, symbol: body.program.entities.memberOf(node), entity: body.program.entities.ofExpression(node) };
};

/** Evaluating it does nothing and cannot fail: a name, or a member of a module. */
const isPurePath = (node: ts.Expression): boolean => {
  const plain = bare(node);
  return (
    ts.isIdentifier(plain) ||
    plain.kind === ts.SyntaxKind.ThisKeyword ||
    (ts.isPropertyAccessExpression(plain) && isPurePath(plain.expression))
  );
};

export const lowerBase = (body: Body, node: Access): Register => {
  if (node.expression.kind === ts.SyntaxKind.SuperKeyword) return readThis(body, node.expression);
  const base = linkOf(body, node.expression);
  if (node.questionDotToken) endChainOnNullish(body, base, node.expression, node);
  return base;
};

/** Part of the same optional chain as the access around it. */
export const linkOf = (body: Body, node: ts.Expression): Register => {
  body.link = node;
  return body.expression(node);
};

/** `a?.b`: goes on only where `a` is neither null nor undefined. */
export const endChainOnNullish = (body: Body, value: Register, tested: ts.Expression, node: ts.Node): void => {
  const rest = body.build.join();
  branchOnMissing(body, value, [body.chain ?? rest, rest], node, missingOf(body, tested));
  body.build.bind(rest);
};

export const keyOf = (body: Body, member: Member): PropertyKey => {
  if (member.name === undefined && ts.isElementAccessExpression(member.node))
    return { kind: "index", index: body.expression(member.node.argumentExpression) };
  const declaration = member.symbol && mainDeclaration(member.symbol);
  const property = declaration && propertyIdOf(declaration);
  return { kind: "name", name: member.name ?? "", property };
};

export const emitGet = (body: Body, object: Register, key: PropertyKey, node: ts.Node): Register => {
  const dst = body.build.temp();
  body.emit({ kind: "get", dst, object, key, span: body.span(node) });
  return dst;
};

/** Calls of one accessor: none where its body is not of the program. */
type Accessor = readonly Target[];

const ACCESSORS = { getter: ts.SyntaxKind.GetAccessor, setter: ts.SyntaxKind.SetAccessor };

/** The getters or setters that an access runs: the declared one, or those that stand for an interface's property. */
const accessorsOf = (body: Body, { entity, name }: Named, kind: keyof typeof ACCESSORS): readonly Accessor[] => {
  const { program } = body;
  if (name === undefined || !program.survey.accessorNames.has(name)) return [];
  if (entity.kind === "property") {
    const held = program.propertyFunctions.of(entity.id).filter((each) => each.kind === kind);
    return held.map((each) => [{ kind: "function", id: each.function }]);
  }
  if (entity.kind !== "accessor") return [];
  const [any] = entity.symbol.declarations ?? [];
  const overriding = any ? program.hierarchy.overridesOf(any) : [];
  return [...(entity.symbol.declarations ?? []), ...overriding]
    .filter((declaration) => declaration.kind === ACCESSORS[kind])
    .map((declaration) => functionTarget(program, declaration));
};

const callGetter = (body: Body, node: ts.Node, object: Register, getters: readonly Accessor[]): Register =>
  emitCall(body, node, {
    text: oneLine(node.getText(body.plan.file)),
    targets: getters.flat(),
    receiver: object,
    args: [],
  });

const isFunctionSymbol = (symbol: ts.Symbol | undefined): boolean =>
  ((symbol?.flags ?? 0) & (ts.SymbolFlags.Function | ts.SymbolFlags.Method)) !== 0;

/** Members that are values of their own, whatever the object: routines, functions, classes, a module's variables. */
const lowerSettled = (body: Body, member: Member): Register | undefined => {
  const { entity, node } = member;
  const isFunction =
    entity.kind === "function" ||
    entity.kind === "contract" ||
    entity.kind === "class" ||
    ((entity.kind === "library" || entity.kind === "external") && isFunctionSymbol(member.symbol));
  if (entity.kind !== "variable" && !isFunction) return undefined;
  if (!isPurePath(node.expression)) lowerBase(body, node);
  return entity.kind === "variable" ? readVariable(body, entity.declaration, node) : closure(body, entity, node);
};

const constantOf = (body: Body, member: Member): Register | undefined => {
  const { node, name } = member;
  if (name === undefined) return undefined;
  const { constants, entities } = body.program;
  const found = constants.ofMember(member.symbol, name, () => {
    const base = entities.ofExpression(node.expression);
    return base.kind === "namespace" && base.unresolved;
  });
  if (!found || !isPurePath(node.expression)) return undefined;
  return body.constant(found.value, node);
};

/** The value of `object.name`, with the object already at hand. */
export const readMember = (body: Body, member: Member, object: Register): Register => {
  const getters = accessorsOf(body, member, "getter");
  if (getters.length > 0) return callGetter(body, member.node, object, getters);
  return emitGet(body, object, keyOf(body, member), member.node);
};

/** The value of a property that a pattern names, with the object at hand: a getter runs there as well. */
export const readNamed = (
  body: Body,
  { name, symbol }: { readonly name: string; readonly symbol: ts.Symbol | undefined },
  object: Register,
  node: ts.Node,
): Register => {
  const mayBeGot = symbol !== undefined && body.program.survey.accessorNames.has(name);
  const entity = mayBeGot ? body.program.entities.ofSymbol(symbol) : UNKNOWN;
  const getters = accessorsOf(body, { name, symbol, entity }, "getter");
  if (getters.length > 0) return callGetter(body, node, object, getters);
  const declaration = symbol && mainDeclaration(symbol);
  return emitGet(body, object, { kind: "name", name, property: declaration && propertyIdOf(declaration) }, node);
};

/** How many elements a list has that is written down and that nobody changes. */
const lengthOf = (body: Body, node: Access): Register | undefined => {
  if (!ts.isPropertyAccessExpression(node) || node.name.text !== "length") return undefined;
  const list = fixedList(body, node.expression);
  return list && isPurePath(node.expression) ? body.constant(list.elements.length, node) : undefined;
};

export const lowerAccess = (body: Body, node: Access): Register => {
  const length = lengthOf(body, node);
  if (length !== undefined) return length;
  const member = memberAt(body, node);
  const settled = constantOf(body, member) ?? lowerSettled(body, member);
  if (settled !== undefined) return settled;
  return readMember(body, member, lowerBase(body, node));
};

/** `object.name = src`. */
export const writeMember = (body: Body, member: Member, object: Register, src: Register, node: ts.Node): void => {
  const setters = accessorsOf(body, member, "setter");
  if (setters.length === 0) {
    body.emit({ kind: "set", object, key: keyOf(body, member), src, span: body.span(node) });
    return;
  }
  emitCall(body, member.node, {
    text: oneLine(member.node.getText(body.plan.file)),
    targets: setters.flat(),
    receiver: object,
    args: [{ register: src, span: body.span(node) }],
  });
};
