/**
 * A `DisposableStack` of which it is known what is put on it: one in a variable of one function, which only this function fills,
 * or in a private field, which only the constructor fills. Each thing is put there at a place in the text: then the places, last
 * first, are what disposing of it runs.
 */
import { ts } from "#compiler";
import { keptField } from "../ir/kept-field.js";
import { ofEach } from "../ir/of-each.js";
import type { PropertyKey, Register } from "../ir/operation.js";
import type { Body } from "./body.js";
import { emitGet } from "./members.js";
import { ownReferences } from "./own-references.js";
import { constructorOf, isStatic, ownerOf, thisOwnerOf } from "./owner.js";
import { propertyIdOf } from "./property-id.js";
import { madeStack, putBy, stackMethod } from "./stack-methods.js";
import { placeOf, readThis } from "./variables.js";

/** Where the disposal of an item is kept, or what that is given; undefined while there is no item. */
export interface Cell {
  readonly read: (body: Body, at: ts.Node) => Register;
  readonly write: (body: Body, src: Register, at: ts.Node) => void;
}

/** A call that puts something on a stack, and where it keeps that. */
export interface Item {
  readonly node: ts.CallExpression;
  readonly cells: readonly Cell[];
}

type Declaration = ts.VariableDeclaration | ts.PropertyDeclaration;

export interface KnownStack {
  readonly declaration: Declaration;
  readonly isAsync: boolean;
  /** All that may ever be put there, by the calls. */
  readonly cells: ReadonlyMap<ts.Node, readonly Cell[]>;
  /** What may be there by now. */
  readonly items: Item[];
}

const newRegister = (body: Body): Cell => {
  const register = body.build.temp();
  body.hoisted.add(register);
  return {
    read: () => register,
    write: (at, src, node) => {
      at.copy(register, src, node);
    },
  };
};

/** A field of the object that has the stack. */
const keptIn = (name: string, call: ts.Node): Cell => {
  const key: PropertyKey = { kind: "name", name: keptField(name), property: `${propertyIdOf(call)} ${name}` };
  return {
    read: (body, at) => emitGet(body, readThis(body, at), key, at),
    write: (body, src, at) => {
      body.emit({ kind: "set", object: readThis(body, at), key, src, span: body.span(at) });
    },
  };
};

const stackInVariable = (body: Body, declaration: ts.VariableDeclaration, isAsync: boolean): KnownStack | undefined => {
  const uses = placeOf(body, declaration).kind === "register" ? ownReferences(body, declaration) : undefined;
  if (!uses?.every(({ parent }) => stackMethod(parent) !== undefined)) return undefined;
  const calls = uses.flatMap((use) => putBy(use) ?? []);
  const cells = new Map(calls.map((call) => [call, [newRegister(body), newRegister(body)]] as const));
  return { declaration, isAsync, cells, items: [] };
};

/** `this.#stack`, of an object of this class. */
const ownField = (use: ts.MemberName, { parent }: ts.PropertyDeclaration): ts.Expression | undefined => {
  const access = use.parent;
  if (!ts.isPropertyAccessExpression(access) || access.expression.kind !== ts.SyntaxKind.ThisKeyword) return undefined;
  const owner = thisOwnerOf(access.expression);
  const isOfObject =
    owner.kind === "unit" &&
    (owner.node === constructorOf(parent) || (owner.node.parent === parent && !isStatic(owner.node)));
  return isOfObject ? access : undefined;
};

const stackInField = (body: Body, declaration: ts.PropertyDeclaration, isAsync: boolean): KnownStack | undefined => {
  const uses = ownReferences(body, declaration)?.map((use) => ownField(use, declaration));
  if (!uses?.every((use) => use !== undefined && stackMethod(use.parent) !== undefined)) return undefined;
  const calls = uses.flatMap((use) => (use && putBy(use)) ?? []);
  if (calls.some((call) => ownerOf(call) !== constructorOf(declaration.parent))) return undefined;
  const items = calls.map((node, index): Item => {
    const name = `${declaration.name.getText()} ${String(index)}`;
    return { node, cells: [keptIn(name, node), keptIn(`${name} of`, node)] };
  });
  return { declaration, isAsync, cells: new Map(items.map(({ node, cells }) => [node, cells])), items };
};

const openStack = (body: Body, declaration: Declaration): KnownStack | undefined => {
  const made = madeStack(body, declaration.initializer);
  if (made === undefined || (ts.isPropertyDeclaration(declaration) && isStatic(declaration))) return undefined;
  const isAsync = made.startsWith("Async");
  return ts.isPropertyDeclaration(declaration)
    ? stackInField(body, declaration, isAsync)
    : stackInVariable(body, declaration, isAsync);
};

/** By what declares them; undefined where it is not known what is on them. */
type Stacks = Map<Declaration, KnownStack | undefined>;

const stacksIn = ofEach((_body: Body): Stacks => new Map());

/** The stack that a variable or a field holds. */
export const stackAt = (body: Body, declaration: Declaration): KnownStack | undefined => {
  const stacks = stacksIn(body);
  if (!stacks.has(declaration)) stacks.set(declaration, openStack(body, declaration));
  return stacks.get(declaration);
};

/** The stack that an expression names. */
export const stackOf = (body: Body, node: ts.Expression): KnownStack | undefined => {
  const name = ts.isPropertyAccessExpression(node) ? node.name : node;
  if (!ts.isIdentifier(name) && !ts.isPrivateIdentifier(name)) return undefined;
  const declaration = body.program.checker.getSymbolAtLocation(name)?.valueDeclaration;
  const isDeclared = declaration && (ts.isVariableDeclaration(declaration) || ts.isPropertyDeclaration(declaration));
  return isDeclared ? stackAt(body, declaration) : undefined;
};
