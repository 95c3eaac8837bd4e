import { ts } from "#compiler";
import type { PropertyId } from "../ir/operation.js";
import type { ContractBook } from "../contract/contract-book.js";
import type { Entity } from "./entity.js";
import { UNKNOWN } from "./entity.js";
import type { GivenBinding } from "./given-contracts.js";
import { missingImport, resolveAlias } from "./import-names.js";
import { libraryKeys } from "./library-keys.js";
import type { NamedSymbols } from "./named-symbols.js";
import { computedNameText, propertyNameText } from "./names.js";
import type { Origins } from "./origin.js";
import { isUnitNode } from "./owner.js";
import { propertyIdOf } from "./property-id.js";
import type { Survey } from "./survey.js";
import type { Tags } from "./tags.js";
import { bare, isAmbient } from "./syntax.js";
import type { FunctionNode } from "./unit-plan.js";

type Access = ts.PropertyAccessExpression | ts.ElementAccessExpression;

interface Inputs {
  readonly checker: ts.TypeChecker;
  readonly symbols: NamedSymbols;
  readonly contracts: ContractBook;
  readonly survey: Survey;
  readonly origins: Origins;
  readonly tags: Tags;
  readonly given: GivenBinding | undefined;
}

const isFunctionValue = (node: ts.Node): node is ts.FunctionExpression | ts.ArrowFunction =>
  ts.isFunctionExpression(node) || ts.isArrowFunction(node);

const isConst = (node: ts.Declaration): boolean => (ts.getCombinedNodeFlags(node) & ts.NodeFlags.Const) !== 0;

const isAmbientVariable = (node: ts.VariableDeclaration): boolean => !node.initializer && isAmbient(node);

const memberOfClass = (symbol: ts.Symbol): string | undefined => {
  const [declaration] = symbol.declarations ?? [];
  if (!declaration || !ts.isMethodDeclaration(declaration) || !ts.isClassLike(declaration.parent)) return undefined;
  return `${declaration.parent.name?.text ?? ""}${propertyNameText(declaration.name) ?? ""}`;
};

/** Entities that a `const` may stand for in place of itself. */
const isSettled = (entity: Entity): boolean =>
  entity.kind === "function" ||
  entity.kind === "contract" ||
  entity.kind === "class" ||
  entity.kind === "library" ||
  entity.kind === "namespace";

/** Where others take the place of a member without a body. */
const memberPlace = (symbol: ts.Symbol, declaration: ts.Declaration): { id: PropertyId; name: string } | undefined =>
  ts.isTypeElement(declaration) || ts.isClassElement(declaration)
    ? { id: propertyIdOf(declaration), name: symbol.name }
    : undefined;

/** Answers what a name stands for: one question to the checker per name, remembered by symbol. */
export class Entities {
  readonly #in: Inputs;
  readonly #bySymbol = new Map<ts.Symbol, Entity>();

  constructor(inputs: Inputs) {
    this.#in = inputs;
  }

  /** What an identifier or property access stands for. */
  ofExpression(expression: ts.Expression): Entity {
    const node = bare(expression);
    if (ts.isIdentifier(node)) return this.ofIdentifier(node);
    if (ts.isPropertyAccessExpression(node)) return this.#ofMember(node, node.name.text);
    if (ts.isElementAccessExpression(node)) return this.#ofMember(node, computedNameText(node.argumentExpression));
    if (isFunctionValue(node)) return this.#in.survey.plans.has(node) ? { kind: "function", node } : UNKNOWN;
    if (ts.isClassExpression(node)) return { kind: "class", node };
    return this.#required(node) ?? UNKNOWN;
  }

  ofIdentifier(node: ts.Identifier): Entity {
    const symbol = this.#in.symbols.of(node);
    if (symbol) return this.ofSymbol(symbol);
    return this.builtin(node.text) ?? UNKNOWN;
  }

  /** The symbol that an access names, past imports. */
  symbolOf(node: ts.Node): ts.Symbol | undefined {
    const symbol = this.#in.checker.getSymbolAtLocation(node);
    return symbol && resolveAlias(this.#in.checker, symbol);
  }

  /** The member that an access names, past imports. */
  memberOf(node: Access): ts.Symbol | undefined {
    const symbol = this.#memberAt(node);
    return symbol && resolveAlias(this.#in.checker, symbol);
  }

  #memberAt(node: Access): ts.Symbol | undefined {
    const { checker } = this.#in;
    if (ts.isPropertyAccessExpression(node)) return checker.getSymbolAtLocation(node.name);
    const key = node.argumentExpression;
    return ts.isStringLiteralLike(key) ? checker.getSymbolAtLocation(key) : this.#symbolMember(node.expression, key);
  }

  /** `object[Symbol.dispose]`, and `object[key]` with `const key = Symbol()`. */
  #symbolMember(object: ts.Expression, key: ts.Expression): ts.Symbol | undefined {
    const { checker } = this.#in;
    if (!ts.isIdentifier(key) && !ts.isPropertyAccessExpression(key)) return undefined;
    const type = checker.getTypeAtLocation(key);
    if ((type.flags & ts.TypeFlags.UniqueESSymbol) === 0) return undefined;
    const { escapedName } = type as ts.UniqueESSymbolType;
    const members = checker.getNonNullableType(checker.getTypeAtLocation(object)).getProperties();
    return members.find((member) => member.escapedName === escapedName);
  }

  builtin(name: string): Entity | undefined {
    return this.#in.contracts.builtin(name) ? { kind: "contract", key: name } : undefined;
  }

  ofSymbol(symbol: ts.Symbol): Entity {
    const known = this.#bySymbol.get(symbol);
    if (known) return known;
    // A cycle of constants stands for nothing.
    this.#bySymbol.set(symbol, UNKNOWN);
    const entity = this.#resolve(symbol);
    this.#bySymbol.set(symbol, entity);
    return entity;
  }

  #ofMember(node: Access, name: string | undefined): Entity {
    const symbol = this.#memberAt(node);
    if (symbol && (symbol.declarations?.length ?? 0) > 0) return this.ofSymbol(symbol);
    return name === undefined ? UNKNOWN : this.#missingMember(this.ofExpression(node.expression), name);
  }

  /** A member of a module that was not found: a routine of the WDK, or what contracts say of it. */
  #missingMember(base: Entity, name: string): Entity {
    if (base.kind !== "namespace" || !base.unresolved) return UNKNOWN;
    return this.builtin(name) ?? this.#given(base.module, name) ?? UNKNOWN;
  }

  #given(module: string | undefined, name: string): Entity | undefined {
    const key = module === undefined ? undefined : this.#in.given?.imported(module, name);
    return key === undefined ? undefined : { kind: "contract", key };
  }

  /** `require("module")`, `await import("module")`. */
  #required(node: ts.Expression): Entity | undefined {
    if (ts.isAwaitExpression(node)) return this.#required(bare(node.expression));
    const [name, ...more] = ts.isCallExpression(node) ? node.arguments : [];
    if (!ts.isCallExpression(node) || !name || more.length > 0) return undefined;
    const isImport = node.expression.kind === ts.SyntaxKind.ImportKeyword;
    const isRequire = ts.isIdentifier(node.expression) && node.expression.text === "require";
    if (!isImport && !isRequire) return undefined;
    return { kind: "namespace", unresolved: true, module: ts.isStringLiteralLike(name) ? name.text : undefined };
  }

  #resolve(symbol: ts.Symbol): Entity {
    const { checker } = this.#in;
    const target = resolveAlias(checker, symbol);
    if (target === undefined) return this.#unresolvedImport(symbol);
    if (target !== symbol) return this.ofSymbol(target);
    const declarations = symbol.declarations ?? [];
    if (declarations.length === 0) return UNKNOWN;
    if (declarations.some((d) => this.#in.origins.isRuntime(d.getSourceFile())) && !this.#isPlace(symbol))
      return this.#ofRuntime(symbol) ?? this.#external(symbol);
    const body = declarations.find(
      (d): d is FunctionNode => isUnitNode(d) && this.#in.survey.plans.has(d) && !ts.isSourceFile(d),
    );
    if (body && !ts.isAccessor(body)) return { kind: "function", node: body };
    return this.#byDeclaration(symbol, symbol.valueDeclaration ?? declarations[0]);
  }

  /** What the runtime declares by this name; a member's is `Class[Symbol.dispose]`. */
  #ofRuntime(symbol: ts.Symbol): Entity | undefined {
    const key = memberOfClass(symbol) ?? symbol.name;
    return this.#in.contracts.ofRuntime(key) ? { kind: "contract", key } : undefined;
  }

  /** Variables and fields of the runtime's classes are places like any other. */
  #isPlace(symbol: ts.Symbol): boolean {
    return (symbol.flags & (ts.SymbolFlags.Property | ts.SymbolFlags.EnumMember)) !== 0 && !this.builtin(symbol.name);
  }

  #unresolvedImport(symbol: ts.Symbol): Entity {
    const { module, name } = missingImport(this.#in.checker, symbol) ?? {};
    const whole: Entity = { kind: "namespace", unresolved: true, module };
    if (name === undefined) return whole;
    return this.builtin(name) ?? this.#given(module, name) ?? whole;
  }

  #external(symbol: ts.Symbol): Entity {
    return { kind: "external", name: symbol.name };
  }

  #byDeclaration(symbol: ts.Symbol, declaration: ts.Declaration | undefined): Entity {
    if (!declaration) return UNKNOWN;
    if (ts.isParameter(declaration) && (symbol.flags & ts.SymbolFlags.Property) === 0)
      return { kind: "variable", declaration, name: symbol.name };
    if (ts.isVariableDeclaration(declaration)) return this.#variable(symbol, declaration);
    if (ts.isBindingElement(declaration)) return this.#bindingElement(symbol, declaration);
    if (ts.isClassLike(declaration)) return this.#class(symbol, declaration);
    if (ts.isModuleDeclaration(declaration) || ts.isSourceFile(declaration) || ts.isEnumDeclaration(declaration))
      return { kind: "namespace", unresolved: false };
    if (ts.isAccessor(declaration) && !declaration.getSourceFile().isDeclarationFile)
      return { kind: "accessor", id: propertyIdOf(declaration), name: symbol.name, symbol };
    return this.#member(symbol, declaration);
  }

  /** By contract, from the library, or from outside: what the declaration of something without a body is. */
  #withoutBody(symbol: ts.Symbol, declaration: ts.Declaration): Entity | undefined {
    const builtin = this.builtin(symbol.name);
    if (builtin) return builtin;
    const tagged = this.#in.tags.ofSymbol(symbol);
    if (tagged !== undefined) return { kind: "contract", key: tagged, property: memberPlace(symbol, declaration) };
    if (!this.#in.origins.isLibrary(declaration.getSourceFile())) return undefined;
    return { kind: "library", id: propertyIdOf(declaration), ...libraryKeys(symbol, declaration) };
  }

  #variable(symbol: ts.Symbol, declaration: ts.VariableDeclaration): Entity {
    const itself: Entity = { kind: "variable", declaration, name: symbol.name };
    if (isAmbientVariable(declaration)) return this.#withoutBody(symbol, declaration) ?? itself;
    if (!isConst(declaration) || !declaration.initializer) return itself;
    const value = this.ofExpression(declaration.initializer);
    return isSettled(value) && !this.#isData(declaration, value) ? value : itself;
  }

  #bindingElement(symbol: ts.Symbol, declaration: ts.BindingElement): Entity {
    const itself: Entity = { kind: "variable", declaration, name: symbol.name };
    const root = ts.walkUpBindingElementsAndPatterns(declaration);
    if (!isConst(root) && !ts.isParameter(root)) return itself;
    const value = this.#destructured(declaration);
    if (this.#isData(declaration, value)) return itself;
    if (value.kind === "contract" || (ts.isVariableDeclaration(root) && isSettled(value))) return value;
    return itself;
  }

  /** The variable has what a member of the library holds, such as `done` or `length`: it does not stand for that member. */
  #isData(declaration: ts.Declaration, { kind }: Entity): boolean {
    if (kind !== "library") return false;
    const type = this.#in.checker.getTypeAtLocation(declaration);
    return type.getCallSignatures().length === 0 && type.getConstructSignatures().length === 0;
  }

  #destructured(element: ts.BindingElement): Entity {
    const pattern = element.parent;
    const key = element.propertyName ?? element.name;
    if (!ts.isObjectBindingPattern(pattern) || !ts.isIdentifier(key) || element.dotDotDotToken) return UNKNOWN;
    const property = this.#in.checker.getTypeAtLocation(pattern).getProperty(key.text);
    if (property) return this.ofSymbol(property);
    const source = ts.isVariableDeclaration(pattern.parent) ? pattern.parent.initializer : undefined;
    const base = source === undefined ? UNKNOWN : this.ofExpression(source);
    return this.#missingMember(base, key.text);
  }

  #class(symbol: ts.Symbol, declaration: ts.ClassLikeDeclaration): Entity {
    const isOurs = this.#in.survey.plans.has(declaration.getSourceFile());
    if (isOurs && !isAmbient(declaration)) return { kind: "class", node: declaration };
    return this.#withoutBody(symbol, declaration) ?? this.#external(symbol);
  }

  #member(symbol: ts.Symbol, declaration: ts.Declaration): Entity {
    const isFixed = !this.#in.survey.assignedNames.has(symbol.name);
    if (
      (ts.isPropertyAssignment(declaration) || ts.isPropertyDeclaration(declaration)) &&
      declaration.initializer &&
      isFixed
    ) {
      const value = this.ofExpression(declaration.initializer);
      if (value.kind === "contract" || value.kind === "library") return value;
    }
    if (ts.isShorthandPropertyAssignment(declaration) && isFixed) {
      const value = this.ofIdentifier(declaration.name);
      if (isSettled(value)) return value;
    }
    const known = this.#withoutBody(symbol, declaration);
    if (known && !(known.kind === "contract" && this.#hasValueHere(declaration))) return known;
    if (ts.isFunctionDeclaration(declaration)) return this.#external(symbol);
    return { kind: "property", id: propertyIdOf(declaration), name: symbol.name, declaration };
  }

  /** A property with a value of the program's own is not a WDK routine by its name. */
  #hasValueHere(declaration: ts.Declaration): boolean {
    return ts.isPropertyAssignment(declaration) || (ts.isPropertyDeclaration(declaration) && !!declaration.initializer);
  }
}
