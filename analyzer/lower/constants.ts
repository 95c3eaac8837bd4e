import { ts } from "#compiler";
import type { Literal } from "../ir/operation.js";
import { importedName, resolveAlias } from "./import-names.js";
import type { NamedSymbols } from "./named-symbols.js";
import type { Origins } from "./origin.js";
import { isAmbient } from "./syntax.js";

export interface Constant {
  readonly value: Literal;
}

/** The WDK's levels on x64 (wdm.h), for declarations that name a level without giving its value. */
const WDK_LEVELS: ReadonlyMap<string, number> = new Map([
  ["PASSIVE_LEVEL", 0],
  ["LOW_LEVEL", 0],
  ["APC_LEVEL", 1],
  ["DISPATCH_LEVEL", 2],
  ["DPC_LEVEL", 2],
  ["CMCI_LEVEL", 5],
  ["SYNCH_LEVEL", 12],
  ["CLOCK_LEVEL", 13],
  ["IPI_LEVEL", 14],
  ["DRS_LEVEL", 14],
  ["POWER_LEVEL", 14],
  ["PROFILE_LEVEL", 15],
  ["HIGH_LEVEL", 15],
]);

export const isLevelName = (name: string): boolean => WDK_LEVELS.has(name);

const level = (name: string): Constant | undefined => {
  const value = WDK_LEVELS.get(name);
  return value === undefined ? undefined : { value };
};

const literalOfType = (type: ts.Type): Constant | undefined => {
  if (type.isStringLiteral() || type.isNumberLiteral()) return { value: type.value };
  if ((type.flags & ts.TypeFlags.BooleanLiteral) !== 0)
    return { value: (type as ts.Type & { readonly intrinsicName?: string }).intrinsicName === "true" };
  return undefined;
};

const isLiteralText = (node: ts.Expression): boolean =>
  ts.isLiteralExpression(node) ||
  node.kind === ts.SyntaxKind.TrueKeyword ||
  node.kind === ts.SyntaxKind.FalseKeyword ||
  ts.isPrefixUnaryExpression(node) ||
  ts.isIdentifier(node) ||
  ts.isPropertyAccessExpression(node) ||
  ((ts.isAsExpression(node) || ts.isSatisfiesExpression(node) || ts.isParenthesizedExpression(node)) &&
    isLiteralText(node.expression));

const isReadonly = (node: ts.Declaration): boolean =>
  (ts.getCombinedModifierFlags(node) & ts.ModifierFlags.Readonly) !== 0;

/** Whether a declaration's type can be one literal for good; spares the checker the rest. */
const mayBeConstant = (node: ts.Declaration): boolean => {
  if (ts.isVariableDeclaration(node) && (ts.getCombinedNodeFlags(node) & ts.NodeFlags.Const) === 0) return false;
  if (ts.isPropertyDeclaration(node) && !isReadonly(node) && !node.type) return false;
  if (ts.isVariableDeclaration(node) || ts.isPropertyDeclaration(node)) {
    if (node.type) return !ts.isFunctionTypeNode(node.type) && !ts.isArrayTypeNode(node.type);
    return node.initializer !== undefined && isLiteralText(node.initializer);
  }
  if (ts.isPropertyAssignment(node)) return isLiteralText(node.initializer);
  return (ts.isPropertySignature(node) && node.type !== undefined) || ts.isBindingElement(node);
};

const isConstBinding = (node: ts.BindingElement): boolean => {
  const root = ts.walkUpBindingElementsAndPatterns(node);
  return (
    ts.isVariableDeclaration(root) && (ts.getCombinedNodeFlags(root) & ts.NodeFlags.Const) !== 0 && !node.initializer
  );
};

/** Names that stand for one literal: enum members, `const` and `readonly` with a literal type, the WDK's levels. */
export class Constants {
  readonly #checker: ts.TypeChecker;
  readonly #origins: Origins;
  readonly #symbols: NamedSymbols;
  readonly #bySymbol = new Map<ts.Symbol, Constant | undefined>();

  constructor(checker: ts.TypeChecker, symbols: NamedSymbols, origins: Origins) {
    this.#symbols = symbols;
    this.#checker = checker;
    this.#origins = origins;
  }

  ofIdentifier(node: ts.Identifier): Constant | undefined {
    const symbol = this.#symbols.of(node);
    return symbol ? this.ofSymbol(symbol) : level(node.text);
  }

  /** `name` of a value whose symbol, if any, is known. */
  ofMember(symbol: ts.Symbol | undefined, name: string, ofUnresolvedModule: () => boolean): Constant | undefined {
    if (symbol && (symbol.declarations?.length ?? 0) > 0) return this.ofSymbol(symbol);
    return WDK_LEVELS.has(name) && ofUnresolvedModule() ? level(name) : undefined;
  }

  ofSymbol(symbol: ts.Symbol): Constant | undefined {
    if (this.#bySymbol.has(symbol)) return this.#bySymbol.get(symbol);
    const found = this.#resolve(symbol);
    this.#bySymbol.set(symbol, found);
    return found;
  }

  #resolve(symbol: ts.Symbol): Constant | undefined {
    const target = resolveAlias(this.#checker, symbol);
    if (target === undefined) return level(importedName(this.#checker, symbol) ?? "");
    const declaration = target.valueDeclaration;
    if (!declaration) return undefined;
    if (ts.isEnumMember(declaration)) {
      const value = this.#checker.getConstantValue(declaration);
      return value === undefined ? undefined : { value };
    }
    if (!mayBeConstant(declaration) || (ts.isBindingElement(declaration) && !isConstBinding(declaration)))
      return undefined;
    return literalOfType(this.#checker.getTypeOfSymbol(target)) ?? this.#ambientLevel(target, declaration);
  }

  #ambientLevel(symbol: ts.Symbol, declaration: ts.Declaration): Constant | undefined {
    const file = declaration.getSourceFile();
    const isDeclaredOnly =
      (ts.isVariableDeclaration(declaration) && !declaration.initializer) || ts.isPropertySignature(declaration);
    const isWithoutValue = isDeclaredOnly && (ts.isPropertySignature(declaration) || isAmbient(declaration));
    return isWithoutValue || this.#origins.isRuntime(file) ? level(symbol.name) : undefined;
  }
}
