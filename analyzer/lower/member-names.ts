import { ts } from "#compiler";
import { propertyNameText } from "./names.js";

/** A declaration of data under a name; what its type is decides whether the name can stand for more. */
export type DataDeclaration =
  | ts.PropertySignature
  | ts.PropertyDeclaration
  | ts.PropertyAssignment
  | ts.ShorthandPropertyAssignment
  | ts.ParameterDeclaration;

/** What the files declare under the names that can stand behind a dot, collected without asking for a type. */
export interface MemberNames {
  /** `"more"`: a function, a class, a module's variable or the like is declared under the name. */
  readonly byName: Map<string, DataDeclaration[] | "more">;
  /** Names that only the type of an expression tells: `{ [key]: value }`. */
  readonly computed: ts.Expression[];
  /** Some type renames the members of others, or gives them other types. */
  hasMapped: boolean;
}

export const createMemberNames = (): MemberNames => ({
  byName: new Map([["default", "more"]]),
  computed: [],
  hasMapped: false,
});

export const mergeMemberNames = (parts: readonly MemberNames[]): MemberNames => {
  const merged = createMemberNames();
  for (const { byName, computed, hasMapped } of parts) {
    merged.computed.push(...computed);
    merged.hasMapped ||= hasMapped;
    for (const [name, declared] of byName) {
      const known = merged.byName.get(name);
      if (declared === "more") merged.byName.set(name, "more");
      else if (known === undefined) merged.byName.set(name, [...declared]);
      else if (known !== "more") known.push(...declared);
    }
  }
  return merged;
};

const nameIn = (names: MemberNames, name: ts.Node | undefined): string | undefined => {
  const text = propertyNameText(name);
  if (text === undefined && name !== undefined && ts.isComputedPropertyName(name)) names.computed.push(name.expression);
  return text;
};

const noteMore = (names: MemberNames, name: ts.Node | undefined): void => {
  const text = nameIn(names, name);
  if (text !== undefined) names.byName.set(text, "more");
};

const noteData = (names: MemberNames, node: DataDeclaration): void => {
  const text = nameIn(names, node.name);
  if (text === undefined) return;
  const known = names.byName.get(text);
  if (known === undefined) names.byName.set(text, [node]);
  else if (known !== "more") known.push(node);
};

/** Locals cannot stand behind a dot; a module's variables can, and so can a script's `var`s. */
const isReachable = (node: ts.VariableDeclaration | ts.BindingElement): boolean => {
  const root = ts.isBindingElement(node) ? ts.walkUpBindingElementsAndPatterns(node) : node;
  if (ts.isParameter(root)) return false;
  if ((ts.getCombinedNodeFlags(root) & ts.NodeFlags.BlockScoped) === 0) return true;
  const statement = root.parent.parent;
  return ts.isVariableStatement(statement) && (ts.isSourceFile(statement.parent) || ts.isModuleBlock(statement.parent));
};

/** `f.name = value`, where the compiler takes it for the declaration of a member. */
const isExpando = (target: ts.PropertyAccessExpression & { readonly symbol?: ts.Symbol }): boolean =>
  target.symbol !== undefined;

const DATA: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.PropertySignature,
  ts.SyntaxKind.PropertyDeclaration,
  ts.SyntaxKind.PropertyAssignment,
  ts.SyntaxKind.ShorthandPropertyAssignment,
]);

const MORE: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.MethodSignature,
  ts.SyntaxKind.MethodDeclaration,
  ts.SyntaxKind.GetAccessor,
  ts.SyntaxKind.SetAccessor,
  ts.SyntaxKind.EnumMember,
  ts.SyntaxKind.FunctionDeclaration,
  ts.SyntaxKind.ClassDeclaration,
  ts.SyntaxKind.EnumDeclaration,
  ts.SyntaxKind.ModuleDeclaration,
  ts.SyntaxKind.ExportSpecifier,
  ts.SyntaxKind.NamespaceExport,
  ts.SyntaxKind.ImportEqualsDeclaration,
]);

/** Notes what one node declares. */
export const noteDeclared = (names: MemberNames, node: ts.Node): void => {
  if (DATA.has(node.kind)) noteData(names, node as DataDeclaration);
  else if (MORE.has(node.kind)) noteMore(names, (node as ts.NamedDeclaration).name);
  else if (node.kind === ts.SyntaxKind.MappedType) names.hasMapped = true;
  else if (ts.isParameter(node)) {
    if (ts.isParameterPropertyDeclaration(node, node.parent)) noteData(names, node);
  } else if (ts.isVariableDeclaration(node) || ts.isBindingElement(node)) {
    if (ts.isIdentifier(node.name) && isReachable(node)) noteMore(names, node.name);
  } else if (ts.isBinaryExpression(node) && ts.isPropertyAccessExpression(node.left) && isExpando(node.left))
    noteMore(names, node.left.name);
};

/** Notes what is declared at and below a node. Syntax that nests without end is not of types, but of expressions. */
export const noteBelow = (names: MemberNames, node: ts.Node): void => {
  if (node.kind >= ts.SyntaxKind.FirstKeyword && node.kind <= ts.SyntaxKind.LastKeyword) return;
  noteDeclared(names, node);
  ts.forEachChild(node, (child) => noteBelow(names, child));
};
