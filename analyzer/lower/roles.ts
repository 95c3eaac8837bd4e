import { ts } from "#compiler";
import type { ContractBook } from "../contract/contract-book.js";
import { importedName, resolveAlias } from "./import-names.js";

/** What a type stands for by its name, and by its declaration where that is seen. */
export type Meaning = (name: string, declared: ts.Symbol | undefined) => string | undefined;

/** `KDEFERRED_ROUTINE`; a pointer type `PKDEFERRED_ROUTINE` means what it points to. */
export const roleOfType =
  (contracts: ContractBook): Meaning =>
  (name) =>
    (contracts.role(name) ?? (name.startsWith("P") ? contracts.role(name.slice(1)) : undefined))?.name;

/**
 * What types of functions mean, behind type annotations and types: roles, or contracts that type aliases state. Aliases are followed
 * to the first that means something.
 */
export class FunctionTypes {
  readonly #checker: ts.TypeChecker;
  readonly #meaning: Meaning;
  readonly #bySymbol = new Map<ts.Symbol, readonly string[]>();

  constructor(checker: ts.TypeChecker, meaning: Meaning) {
    this.#checker = checker;
    this.#meaning = meaning;
  }

  ofTypeNode(node: ts.TypeNode): readonly string[] {
    if (ts.isTypeReferenceNode(node)) return this.#ofReference(node);
    if (ts.isExpressionWithTypeArguments(node)) return this.#ofName(node.expression);
    if (ts.isParenthesizedTypeNode(node) || ts.isOptionalTypeNode(node)) return this.ofTypeNode(node.type);
    if (ts.isUnionTypeNode(node) || ts.isIntersectionTypeNode(node))
      return node.types.flatMap((t) => [...this.ofTypeNode(t)]);
    if (ts.isImportTypeNode(node) && node.qualifier) return this.#ofName(node.qualifier);
    if (ts.isTypeQueryNode(node) || ts.isIndexedAccessTypeNode(node))
      return this.ofType(this.#checker.getTypeFromTypeNode(node));
    return [];
  }

  ofType(type: ts.Type | undefined): readonly string[] {
    if (!type) return [];
    if (type.aliasSymbol) {
      const found = this.#ofSymbol(type.aliasSymbol);
      if (found.length > 0) return found;
    }
    if (type.isUnionOrIntersection()) return type.types.flatMap((t) => [...this.ofType(t)]);
    const symbol = type.getSymbol();
    return symbol && (symbol.flags & ts.SymbolFlags.Interface) !== 0 ? this.#ofSymbol(symbol) : [];
  }

  /** What a variable, parameter or property is declared to hold. */
  ofDeclaration(node: ts.Node): readonly string[] {
    const { type } = node as { type?: ts.TypeNode };
    const isHolder =
      ts.isVariableDeclaration(node) ||
      ts.isParameter(node) ||
      ts.isPropertyDeclaration(node) ||
      ts.isPropertySignature(node);
    return isHolder && type ? this.ofTypeNode(type) : [];
  }

  #ofReference(node: ts.TypeReferenceNode): readonly string[] {
    const found = this.#ofName(node.typeName);
    if (found.length > 0 || !node.typeArguments) return found;
    const name = ts.isIdentifier(node.typeName) ? node.typeName.text : "";
    const isTransparent = name === "NonNullable" || name === "Readonly";
    const inner = isTransparent ? node.typeArguments[0] : undefined;
    return inner ? this.ofTypeNode(inner) : [];
  }

  #ofName(name: ts.Node): readonly string[] {
    const symbol = this.#checker.getSymbolAtLocation(name);
    if (symbol) return this.#ofSymbol(symbol);
    const right = ts.isQualifiedName(name) ? name.right : name;
    const role = ts.isIdentifier(right) ? this.#meaning(right.text, undefined) : undefined;
    return role === undefined ? [] : [role];
  }

  #ofSymbol(symbol: ts.Symbol): readonly string[] {
    const known = this.#bySymbol.get(symbol);
    if (known) return known;
    // An alias that leads back to itself names no role.
    this.#bySymbol.set(symbol, []);
    const found = this.#resolve(symbol);
    this.#bySymbol.set(symbol, found);
    return found;
  }

  #resolve(symbol: ts.Symbol): readonly string[] {
    const target = resolveAlias(this.#checker, symbol);
    if (target && (target.flags & ts.SymbolFlags.TypeParameter) !== 0) return [];
    const role = this.#meaning(target?.name ?? importedName(this.#checker, symbol) ?? symbol.name, target);
    if (role !== undefined) return [role];
    const alias = target?.declarations?.find(ts.isTypeAliasDeclaration);
    if (alias) return this.ofTypeNode(alias.type);
    const extended = target?.declarations
      ?.filter(ts.isInterfaceDeclaration)
      .flatMap((d) => [...(d.heritageClauses ?? [])]);
    return extended?.flatMap((clause) => clause.types.flatMap((t) => [...this.ofTypeNode(t)])) ?? [];
  }
}
