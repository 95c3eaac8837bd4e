import { ts } from "#compiler";
import type { Body } from "./body.js";
import { ownReferences } from "./own-references.js";
import { bare, isAssignmentOperator } from "./syntax.js";

/** A list or object as it is written down. */
type Table = ts.ArrayLiteralExpression | ts.ObjectLiteralExpression;

/** Longer tables are data. */
const MAX_ENTRIES = 16;

const isConst = (node: ts.Node): node is ts.VariableDeclaration =>
  ts.isVariableDeclaration(node) && (ts.getCombinedNodeFlags(node) & ts.NodeFlags.Const) !== 0;

/** `table[i] = x`, `table[i]++`, `delete table[i]`, `[table[i]] = pair`. */
const isChanged = (element: ts.ElementAccessExpression): boolean => {
  const { parent } = element;
  if (ts.isBinaryExpression(parent)) return parent.left === element && isAssignmentOperator(parent.operatorToken.kind);
  return (
    ts.isPrefixUnaryExpression(parent) ||
    ts.isPostfixUnaryExpression(parent) ||
    ts.isDeleteExpression(parent) ||
    ts.isArrayLiteralExpression(parent)
  );
};

/** Members of a list or a map that leave it as it is. */
const READS: ReadonlySet<string> = new Set([
  ...["length", "includes", "indexOf", "at", "entries", "keys", "values"],
  ...["get", "has", "size"],
]);

/** `table[i]`, `table.length`, `key in table`, `for (const each of table)`. */
const isLookedAt = (table: ts.Expression): boolean => {
  const { parent } = table;
  if (ts.isElementAccessExpression(parent)) return parent.expression === table && !isChanged(parent);
  if (ts.isPropertyAccessExpression(parent)) return READS.has(parent.name.text);
  if (ts.isForOfStatement(parent)) return parent.expression === table;
  return (
    ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.InKeyword && parent.right === table
  );
};

/** It has a name by which it is only looked at. */
const isOnlyLookedAt = (body: Body, { parent }: ts.Expression): boolean =>
  isConst(parent) && ownReferences(body, parent)?.every(isLookedAt) === true;

const entriesOf = (table: Table): ts.NodeArray<ts.Node> =>
  ts.isArrayLiteralExpression(table) ? table.elements : table.properties;

/** It is used where it stands, or has a name by which it is only looked at. */
const isUnchanged = (body: Body, table: ts.Expression): boolean => {
  let at = table;
  while (ts.isExpression(at.parent) && bare(at.parent) === table) at = at.parent;
  return isLookedAt(at) || isOnlyLookedAt(body, at);
};

/** A small table that nobody changes. */
export const isFixedTable = (body: Body, table: Table): boolean =>
  entriesOf(table).length <= MAX_ENTRIES && isUnchanged(body, table);

/** A map that has a name by which it is only looked at. */
export const isFixedMap = (body: Body, node: ts.NewExpression): boolean => {
  const made = body.program.entities.ofExpression(node.expression);
  const isMap = made.kind === "library" && made.name === "Map";
  return isMap && isOnlyLookedAt(body, node);
};

const isSingles = (list: ts.Expression): list is ts.ArrayLiteralExpression =>
  ts.isArrayLiteralExpression(list) &&
  list.elements.length <= MAX_ENTRIES &&
  !list.elements.some((each) => ts.isSpreadElement(each));

/** The list that a set of which nobody changes the elements is made of: `new Set([a, b])` under names that are told apart by their texts. */
export const fixedSet = (body: Body, node: ts.NewExpression): ts.ArrayLiteralExpression | undefined => {
  const made = body.program.entities.ofExpression(node.expression);
  const list = node.arguments?.[0] && bare(node.arguments[0]);
  if (made.kind !== "library" || made.name !== "Set" || !list || !isSingles(list)) return undefined;
  const names = new Set(list.elements.map((each) => (ts.isIdentifier(each) ? each.text : undefined)));
  if (names.size !== list.elements.length || names.has(undefined)) return undefined;
  return isLookedAt(node) || isOnlyLookedAt(body, node) ? list : undefined;
};

/** What an expression names, as it is written down. */
const writtenAs = (body: Body, node: ts.Expression): ts.Expression => {
  const plain = bare(node);
  const declaration = ts.isIdentifier(plain)
    ? body.program.checker.getSymbolAtLocation(plain)?.valueDeclaration
    : undefined;
  const initializer = declaration && ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
  return initializer ? bare(initializer) : plain;
};

const listIn = (body: Body, list: ts.Expression): ts.ArrayLiteralExpression | undefined => {
  if (ts.isNewExpression(list)) return fixedSet(body, list);
  return isSingles(list) && isFixedTable(body, list) ? list : undefined;
};

/** The list, or what a set is made of, as it is written down, all of whose elements are single ones. */
export const fixedList = (body: Body, node: ts.Expression): ts.ArrayLiteralExpression | undefined =>
  listIn(body, writtenAs(body, node));

/** How many elements a list has that is written down, or one of two as long as each other: `isFast ? [rx, tx] : [tx, rx]`. */
export const fixedLength = (body: Body, node: ts.Expression): number | undefined => {
  const written = writtenAs(body, node);
  if (!ts.isConditionalExpression(written)) return listIn(body, written)?.elements.length;
  const [one, other] = [bare(written.whenTrue), bare(written.whenFalse)];
  if (!isSingles(one) || !isSingles(other) || one.elements.length !== other.elements.length) return undefined;
  return isUnchanged(body, written) ? one.elements.length : undefined;
};
