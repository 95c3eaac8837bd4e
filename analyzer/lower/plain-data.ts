import { ts } from "#compiler";
import { isStorageClass } from "../contract/storage-classes.js";
import { ofEach } from "../ir/of-each.js";
import type { DataDeclaration, MemberNames } from "./member-names.js";
import { createMemberNames, noteBelow } from "./member-names.js";

/** Part of the name of every class of locks: where it does not occur, no type has to be asked for. */
const LOCK = "SPIN_LOCK";

const SIMPLE =
  ts.TypeFlags.String |
  ts.TypeFlags.Number |
  ts.TypeFlags.BigInt |
  ts.TypeFlags.Boolean |
  ts.TypeFlags.Undefined |
  ts.TypeFlags.Null |
  ts.TypeFlags.Void;

const LITERAL =
  ts.TypeFlags.StringLiteral | ts.TypeFlags.NumberLiteral | ts.TypeFlags.BooleanLiteral | ts.TypeFlags.BigIntLiteral;

const KEYWORDS: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.NumberKeyword,
  ts.SyntaxKind.StringKeyword,
  ts.SyntaxKind.BooleanKeyword,
  ts.SyntaxKind.BigIntKeyword,
  ts.SyntaxKind.UndefinedKeyword,
]);

/** Values that no type has to be asked for: they are objects, functions or more. */
const isObject = (node: ts.Expression): boolean =>
  ts.isNewExpression(node) ||
  ts.isFunctionExpression(node) ||
  ts.isArrowFunction(node) ||
  ts.isClassExpression(node) ||
  ts.isObjectLiteralExpression(node) ||
  ts.isArrayLiteralExpression(node);

const isReadonly = (node: ts.Declaration): boolean =>
  (ts.getCombinedModifierFlags(node) & ts.ModifierFlags.Readonly) !== 0;

const isPlainSyntax = (node: ts.TypeNode): boolean => {
  if (KEYWORDS.has(node.kind)) return true;
  if (ts.isUnionTypeNode(node)) return node.types.every(isPlainSyntax);
  if (ts.isArrayTypeNode(node)) return isPlainSyntax(node.elementType);
  if (ts.isTypeOperatorNode(node)) return node.operator === ts.SyntaxKind.ReadonlyKeyword && isPlainSyntax(node.type);
  return ts.isParenthesizedTypeNode(node) && isPlainSyntax(node.type);
};

const isPlainType = (type: ts.Type): boolean => {
  if ((type.flags & SIMPLE) !== 0) return true;
  return type.isUnion() && type.types.every((part) => (part.flags & (SIMPLE | LITERAL)) !== 0);
};

/** What a file declares, read once: the library's files are the same in all programs. */
const memberNamesOf = ofEach((file: ts.SourceFile): MemberNames => {
  const names = createMemberNames();
  ts.forEachChild(file, (node) => noteBelow(names, node));
  return names;
});

interface Inputs {
  readonly checker: ts.TypeChecker;
  readonly names: MemberNames;
  /** The files that only declare; undefined where they are too many to read: then no name is plain. */
  readonly ambient: readonly ts.SourceFile[] | undefined;
  readonly isLibrary: (file: ts.SourceFile) => boolean;
  /** Names whose meaning the book of contracts may know, or of places that locks guard. */
  readonly isKnown: (name: string) => boolean;
  /** Types of declarations in files that an edit cannot have changed need not be asked for again. */
  readonly remember: (declaration: DataDeclaration, decide: () => boolean) => boolean;
}

/**
 * Names under which the whole program declares numbers, texts and the like only. Which of these declarations an access means cannot
 * matter to any finding, and finding it out is the dearest question to the compiler: it infers the type of everything before the dot.
 */
export class PlainData {
  readonly #in: Inputs;
  readonly #names: readonly MemberNames[];
  readonly #hasMapped: boolean;
  /** Names that computed keys stand for. */
  readonly #computed = new Set<string>();
  readonly #byName = new Map<string, boolean>();
  /** Classes and interfaces, and whether a lock is a member. */
  readonly #withLock = new Map<ts.Node, boolean>();

  constructor(inputs: Inputs) {
    this.#in = inputs;
    const { names, ambient = [], isLibrary } = inputs;
    const declared = ambient.map((file) => ({ file, names: memberNamesOf(file) }));
    this.#names = [names, ...declared.map((each) => each.names)];
    // The library's own mapped types (`Partial`, `Pick`) keep names and types, or (`Record`) are declarations of nothing.
    this.#hasMapped =
      names.hasMapped || declared.some(({ file, names: { hasMapped } }) => hasMapped && !isLibrary(file));
    for (const { computed } of this.#names) for (const key of computed) this.#noteComputed(key);
  }

  /** All that answers depend on besides the declarations of a name. */
  get basis(): string {
    return JSON.stringify([this.#in.ambient === undefined, this.#hasMapped, ...this.#computed]);
  }

  has(name: string): boolean {
    const known = this.#byName.get(name);
    if (known !== undefined) return known;
    const answer = this.#decide(name);
    this.#byName.set(name, answer);
    return answer;
  }

  #noteComputed(key: ts.Expression): void {
    const type = this.#in.checker.getTypeAtLocation(key);
    for (const part of type.isUnion() ? type.types : [type])
      if (part.isStringLiteral() || part.isNumberLiteral()) this.#computed.add(String(part.value));
  }

  #decide(name: string): boolean {
    const { ambient, isKnown } = this.#in;
    if (ambient === undefined || this.#hasMapped || this.#computed.has(name)) return false;
    const declared = this.#names.map(({ byName }) => byName.get(name) ?? []);
    return (
      declared.some(({ length }) => length > 0) &&
      !isKnown(name) &&
      declared.every((one) => one !== "more" && one.every((declaration) => this.#isKnownPlain(declaration)))
    );
  }

  #isKnownPlain(declaration: DataDeclaration): boolean {
    return this.#in.remember(declaration, () => this.#isPlain(declaration));
  }

  #isPlain(node: DataDeclaration): boolean {
    if (this.#isBesideLock(node)) return false;
    if (ts.isShorthandPropertyAssignment(node)) return this.#isPlainShorthand(node);
    const written = ts.isPropertyAssignment(node) ? undefined : node.type;
    if (written && isPlainSyntax(written)) return true;
    if (written && ts.isFunctionTypeNode(written)) return false;
    const value = ts.isPropertySignature(node) ? undefined : node.initializer;
    if (value && isObject(value)) return false;
    if (!written && ts.isPropertyDeclaration(node) && value && ts.isNumericLiteral(value) && !isReadonly(node))
      return true;
    const symbol = this.#in.checker.getSymbolAtLocation(node.name);
    return symbol !== undefined && isPlainType(this.#in.checker.getTypeOfSymbol(symbol));
  }

  /** What a lock lies beside it may guard: findings tell such members apart. */
  #isBesideLock({ parent }: DataDeclaration): boolean {
    if (!ts.isClassLike(parent) && !ts.isInterfaceDeclaration(parent)) return false;
    const known = this.#withLock.get(parent);
    if (known !== undefined) return known;
    const { members } = parent;
    const found = parent.getSourceFile().text.includes(LOCK) && members.some((member) => this.#isLock(member));
    this.#withLock.set(parent, found);
    return found;
  }

  #isLock(member: ts.ClassElement | ts.TypeElement): boolean {
    if (!ts.isPropertyDeclaration(member) && !ts.isPropertySignature(member)) return false;
    const type = this.#in.checker.getTypeAtLocation(member);
    return isStorageClass(type.getSymbol()?.name);
  }

  /** Never a constant of its own: its literal type is widened. */
  #isPlainShorthand(node: ts.ShorthandPropertyAssignment): boolean {
    const symbol = this.#in.checker.getShorthandAssignmentValueSymbol(node);
    const type = symbol && this.#in.checker.getTypeOfSymbol(symbol);
    return type !== undefined && (isPlainType(type) || (type.flags & LITERAL) !== 0);
  }
}
