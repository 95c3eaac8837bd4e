import { ts } from "#compiler";
import type { TagPlace } from "../contract/contract.js";
import type { ContractBook } from "../contract/contract-book.js";
import type { Span } from "../ir/span.js";
import type { VariableId } from "../ir/operation.js";
import { resolveAlias } from "./import-names.js";
import { propertyNameText } from "./names.js";
import { outlineOf } from "./outline.js";
import type { Survey } from "./survey.js";
import { variableIdOf } from "./variable-id.js";

/** The statement or member before which the comment of a function stands. */
export const commentHost = (node: ts.Node): ts.Node => {
  let at = node;
  while (ts.isExpression(at) && !ts.isStatement(at.parent) && canCarryComment(at.parent)) at = at.parent;
  if (ts.isVariableDeclaration(at) && ts.isVariableStatement(at.parent.parent)) return at.parent.parent;
  if (ts.isExpression(at) && (ts.isExpressionStatement(at.parent) || ts.isExportAssignment(at.parent)))
    return at.parent;
  return at;
};

const canCarryComment = (parent: ts.Node): boolean =>
  ts.isVariableDeclaration(parent) ||
  ts.isPropertyAssignment(parent) ||
  ts.isPropertyDeclaration(parent) ||
  ts.isParenthesizedExpression(parent) ||
  ts.isAsExpression(parent) ||
  ts.isSatisfiesExpression(parent) ||
  (ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken);

/** Stands behind other code on its line, and its comment with it. */
const isInline = (host: ts.Node): boolean =>
  ts.isParameter(host) || ts.isArrowFunction(host) || ts.isFunctionExpression(host);

/**
 * The doc comment before a declaration, also where a brace or a semicolon stands before it in its line. TypeScript's own reading
 * stops there, but a contract must not be passed over in silence.
 */
export const lastDocComment = (text: string, host: ts.Node): ts.CommentRange | undefined => {
  const isDoc = ({ pos }: ts.CommentRange): boolean => text.startsWith("/**", pos);
  const found = ts.getLeadingCommentRanges(text, host.pos)?.findLast(isDoc);
  if (found) return found;
  const beside = ts.getTrailingCommentRanges(text, host.pos)?.findLast(isDoc);
  return beside && (isInline(host) || /^[^\S\n\r]*\S/.test(text.slice(beside.end))) ? beside : undefined;
};

const parameterNames = (node: ts.Node): readonly string[] => {
  const typed = node as { type?: ts.TypeNode; initializer?: ts.Expression };
  if (ts.isFunctionLike(node))
    return node.parameters.map((p) => (ts.isIdentifier(p.name) ? p.name.text : "")).filter((name) => name !== "this");
  if (typed.initializer && ts.isFunctionLike(typed.initializer)) return parameterNames(typed.initializer);
  return typed.type && ts.isFunctionTypeNode(typed.type) ? parameterNames(typed.type) : [];
};

const nameOf = (node: ts.Node): string => {
  const named = ts.getNameOfDeclaration(node as ts.Declaration);
  return named === undefined ? "" : named.getText();
};

const isHolder = (node: ts.Node): boolean =>
  ts.isVariableDeclaration(node) || ts.isPropertySignature(node) || ts.isPropertyDeclaration(node);

/** Whether a member of this name stands beside the declaration. */
const hasMember = (node: ts.Node, name: string): boolean => {
  const holder = ts.isParameter(node) ? node.parent.parent : node.parent;
  if (ts.isClassLike(holder) || ts.isInterfaceDeclaration(holder) || ts.isTypeLiteralNode(holder))
    return holder.members.some((member) => propertyNameText(member.name) === name);
  if (ts.isObjectLiteralExpression(holder))
    return holder.properties.some((member) => propertyNameText(member.name) === name);
  return false;
};

interface Inputs {
  readonly contracts: ContractBook;
  readonly checker: ts.TypeChecker;
  readonly survey: Pick<Survey, "plans">;
  /** Contracts that are stated elsewhere. */
  readonly given: Map<ts.Node, string>;
}

/** Contract tags in doc comments: each comment is read once. */
export class Tags {
  readonly #in: Inputs;
  readonly #byNode = new Map<ts.Node, string | undefined>();

  constructor(inputs: Inputs) {
    this.#in = inputs;
  }

  /** States the contract of a declaration in place of its own comment. */
  give(node: ts.Node, key: string): void {
    this.#in.given.set(node, key);
  }

  /** Key of the contract that the comment on a declaration states for those who call it. */
  ofNode(node: ts.Node): string | undefined {
    const key = this.#keyOf(node);
    const tags = key === undefined ? undefined : this.#in.contracts.byKey.get(key)?.tags;
    return tags?.every(({ tag }) => tag === "guardedBy") ? undefined : key;
  }

  /** Key of the contract with the lock that guards a property or variable. */
  guardOf(node: ts.Node): string | undefined {
    const key = this.#keyOf(node);
    return key !== undefined && this.#in.contracts.byKey.get(key)?.guardedBy ? key : undefined;
  }

  #keyOf(node: ts.Node): string | undefined {
    const given = this.#in.given.get(node);
    if (given !== undefined) return given;
    if (this.#byNode.has(node)) return this.#byNode.get(node);
    const key = this.#read(node);
    this.#byNode.set(node, key);
    return key;
  }

  /** The contract that a declaration states itself, or by the type that it is declared with. */
  ofDeclaration(node: ts.Node): string | undefined {
    const { type } = node as { type?: ts.TypeNode };
    return this.ofNode(node) ?? (isHolder(node) && type ? this.ofType(type) : undefined);
  }

  /** The contract of a type that has tags of its own: `type Handler = () => void`. */
  ofType(type: ts.TypeNode, seen: readonly ts.Node[] = []): string | undefined {
    if (ts.isParenthesizedTypeNode(type)) return this.ofType(type.type, seen);
    if (!ts.isTypeReferenceNode(type) || seen.includes(type)) return undefined;
    const symbol = this.#in.checker.getSymbolAtLocation(type.typeName);
    const target = symbol && resolveAlias(this.#in.checker, symbol);
    for (const declaration of target?.declarations ?? []) {
      if (!ts.isTypeAliasDeclaration(declaration)) continue;
      return this.ofNode(declaration) ?? this.ofType(declaration.type, [...seen, type]);
    }
    return undefined;
  }

  /** The contract that a type alias states. */
  ofTypeAlias({ declarations = [] }: ts.Symbol): string | undefined {
    const alias = declarations.find(ts.isTypeAliasDeclaration);
    return alias && this.ofNode(alias);
  }

  /** The first of a symbol's declarations that states a contract: overloads may carry it in place of the implementation. */
  ofSymbol(symbol: ts.Symbol): string | undefined {
    for (const declaration of symbol.declarations ?? []) {
      const key = this.ofDeclaration(declaration);
      if (key !== undefined) return key;
    }
    return undefined;
  }

  /** The role that `@functionClass` names; that of `@irqlIsCancel` is `DRIVER_CANCEL`. */
  functionClass(node: ts.Node): { readonly name: string; readonly span: Span } | undefined {
    const key = this.ofNode(node);
    const contract = key === undefined ? undefined : this.#in.contracts.byKey.get(key);
    const placeOf = (name: string): TagPlace | undefined => contract?.tags?.find(({ tag }) => tag === name);
    const place = placeOf("functionClass") ?? placeOf("irqlIsCancel");
    return contract?.functionClass === undefined || !place
      ? undefined
      : { name: contract.functionClass, span: place.span };
  }

  #read(node: ts.Node): string | undefined {
    const file = node.getSourceFile();
    const host = commentHost(node);
    const range = lastDocComment(file.text, host);
    if (!range) return undefined;
    const comment = file.text.slice(range.pos, range.end);
    if (!comment.includes("@")) return undefined;
    return this.#in.contracts.declare({
      file: file.fileName,
      name: nameOf(
        host === node ? node : ts.isVariableStatement(host) ? (host.declarationList.declarations[0] ?? node) : node,
      ),
      parameters: parameterNames(node),
      comment,
      commentStart: range.pos,
      place: outlineOf(file).place(range.pos),
      variable: (name) => this.#variableNamed(name, node),
      isKnown: (name) => this.#in.checker.resolveName(name, node, ts.SymbolFlags.Value, false) !== undefined,
      member: (name) => hasMember(node, name),
    });
  }

  /** The variable that a name means where the declaration stands. */
  #variableNamed(name: string, node: ts.Node): VariableId | undefined {
    const { checker, survey } = this.#in;
    const symbol = checker.resolveName(name, node, ts.SymbolFlags.Value, false);
    const found = symbol && resolveAlias(checker, symbol)?.valueDeclaration;
    const isVariable =
      found && (ts.isVariableDeclaration(found) || ts.isParameter(found) || ts.isBindingElement(found));
    // Part of a destructured parameter: callers have no name for it.
    const isInside = ts.findAncestor(found, (at) => at === node) !== undefined;
    return isVariable && !isInside ? variableIdOf(survey, found) : undefined;
  }
}
