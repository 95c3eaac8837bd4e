import { ts } from "#compiler";
import type { NamedSymbols } from "./named-symbols.js";
import type { MemberNames } from "./member-names.js";
import { createMemberNames, noteBelow, noteDeclared } from "./member-names.js";
import { propertyNameText } from "./names.js";
import { constructorOf, isStatic, isUnitNode, ownerOf, thisOwnerOf } from "./owner.js";
import { isAssignmentOperator, isDeclared } from "./syntax.js";
import type { UnitNode, UnitPlan } from "./unit-plan.js";
import { isGenerator, planUnit } from "./unit-plan.js";

export interface NameSet {
  has(name: string): boolean;
}

/** What one walk over a file, or over all files, tells before any body is lowered. */
export interface Survey {
  readonly plans: ReadonlyMap<ts.Node, UnitPlan>;
  /** Declarations of local variables that an inner function uses. */
  readonly captured: ReadonlySet<ts.Node>;
  readonly classes: readonly ts.ClassLikeDeclaration[];
  readonly objectLiterals: readonly ts.ObjectLiteralExpression[];
  /** `object.name = value`. */
  readonly propertyWrites: readonly ts.BinaryExpression[];
  /** Names of properties that are assigned somewhere. */
  readonly assignedNames: NameSet;
  readonly accessorNames: NameSet;
  readonly memberNames: MemberNames;
  /** Whether any function of the program can be iterated: generators and `[Symbol.iterator]` methods. */
  readonly hasIterators: boolean;
}

interface Walk {
  readonly symbols: NamedSymbols;
  readonly plans: Map<ts.Node, UnitPlan>;
  readonly captured: Set<ts.Node>;
  readonly classes: ts.ClassLikeDeclaration[];
  readonly objectLiterals: ts.ObjectLiteralExpression[];
  readonly propertyWrites: ts.BinaryExpression[];
  readonly assignedNames: Set<string>;
  readonly accessorNames: Set<string>;
  readonly memberNames: MemberNames;
  readonly localNames: Set<string>;
  readonly innerUses: { readonly use: ts.Identifier; readonly owner: UnitPlan }[];
  readonly lent: ts.Node[];
  hasIterators: boolean;
}

/** Whether the class has a constructor to run although none is written, or is an object whose identity matters. */
const needsConstructor = (node: ts.ClassLikeDeclaration): boolean =>
  constructorOf(node) === node &&
  ((node.heritageClauses?.some((c) => c.token === ts.SyntaxKind.ExtendsKeyword) ?? false) ||
    node.members.some((m) => ts.isPropertyDeclaration(m) || isStatic(m)));

const plan = (walk: Walk, node: UnitNode, file: ts.SourceFile, around: UnitPlan | undefined): UnitPlan => {
  const made = planUnit(node, file, around);
  walk.plans.set(node, made);
  return made;
};

const noteMember = (walk: Walk, node: ts.Node): void => {
  if (ts.isAccessor(node)) {
    const name = propertyNameText(node.name);
    if (name !== undefined) walk.accessorNames.add(name);
  }
  if (ts.isMethodDeclaration(node) && (propertyNameText(node.name)?.startsWith("[Symbol.") ?? false))
    walk.hasIterators = true;
  if (isGenerator(node)) walk.hasIterators = true;
};

const noteWrite = (walk: Walk, target: ts.Expression): void => {
  const name = ts.isPropertyAccessExpression(target) ? target.name.text : undefined;
  if (name !== undefined) walk.assignedNames.add(name);
};

const isLocalBinding = (node: ts.Node): node is ts.VariableDeclaration | ts.ParameterDeclaration | ts.BindingElement =>
  ts.isVariableDeclaration(node) || ts.isParameter(node) || ts.isBindingElement(node);

const isReference = (node: ts.Identifier): boolean => {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node;
  if (ts.isBindingElement(parent)) return parent.initializer === node;
  if (isLocalBinding(parent)) return parent.name !== node;
  return !ts.isTypeReferenceNode(parent) && !ts.isTypeElement(parent);
};

const isVar = (node: ts.Node): boolean => {
  const root = ts.isBindingElement(node) ? ts.walkUpBindingElementsAndPatterns(node) : node;
  return (
    ts.isVariableDeclaration(root) &&
    (ts.getCombinedNodeFlags(root) & ts.NodeFlags.BlockScoped) === 0 &&
    !ts.isCatchClause(root.parent)
  );
};

const noteExpression = (walk: Walk, node: ts.Node, owner: UnitPlan): void => {
  if (ts.isObjectLiteralExpression(node)) walk.objectLiterals.push(node);
  else if (ts.isBinaryExpression(node) && isAssignmentOperator(node.operatorToken.kind)) {
    noteWrite(walk, node.left);
    if (ts.isPropertyAccessExpression(node.left) || ts.isElementAccessExpression(node.left))
      walk.propertyWrites.push(node);
  } else if (isLocalBinding(node) && ts.isIdentifier(node.name)) {
    if (!ts.isSourceFile(owner.node)) walk.localNames.add(node.name.text);
    else if (!isModuleLevel(node)) walk.localNames.add(node.name.text);
    if (isVar(node) && !ts.isSourceFile(owner.node)) owner.hoisted.push(node.name);
  } else if (node.kind === ts.SyntaxKind.ThisKeyword || node.kind === ts.SyntaxKind.SuperKeyword) walk.lent.push(node);
  else if (ts.isIdentifier(node) && !ts.isSourceFile(owner.node) && isReference(node))
    walk.innerUses.push({ use: node, owner });
};

/** Declared at the top of a file or namespace, where other functions and files see it. */
export const isModuleLevel = (declaration: ts.Node): boolean => {
  const root = ts.isBindingElement(declaration) ? ts.walkUpBindingElementsAndPatterns(declaration) : declaration;
  if (!ts.isVariableDeclaration(root)) return ts.isSourceFile(root.parent);
  if (isVar(root)) return ts.isSourceFile(ownerOf(root));
  const statement = root.parent.parent;
  return ts.isVariableStatement(statement) && (ts.isSourceFile(statement.parent) || ts.isModuleBlock(statement.parent));
};

/** One function is entered at a time; the walk keeps its own stack because expressions can be very deep. */
const walkFile = (walk: Walk, file: ts.SourceFile): void => {
  const work: { readonly node: ts.Node; readonly owner: UnitPlan }[] = [];
  const top = plan(walk, file, file, undefined);
  for (const child of file.statements.toReversed()) work.push({ node: child, owner: top });
  for (let item = work.pop(); item !== undefined; item = work.pop()) {
    const { node, owner } = item;
    if ((ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) || isDeclared(node)) {
      noteBelow(walk.memberNames, node);
      continue;
    }
    noteDeclared(walk.memberNames, node);
    noteExpression(walk, node, owner);
    noteMember(walk, node);
    const inner = enter(walk, node, owner, file);
    const children: ts.Node[] = [];
    ts.forEachChild(node, (child) => void children.push(child));
    for (const child of children.reverse())
      work.push({ node: child, owner: ownerOfChild(walk, node, child, owner, inner) });
  }
};

const enter = (walk: Walk, node: ts.Node, owner: UnitPlan, file: ts.SourceFile): UnitPlan => {
  if (isUnitNode(node)) return walk.plans.get(node) ?? plan(walk, node, file, owner);
  if (!ts.isClassLike(node)) return owner;
  walk.classes.push(node);
  const written = constructorOf(node);
  if (written !== node || needsConstructor(node)) plan(walk, written, file, owner);
  return owner;
};

const ownerOfChild = (walk: Walk, node: ts.Node, child: ts.Node, owner: UnitPlan, inner: UnitPlan): UnitPlan => {
  if (inner !== owner && (ts.isDecorator(child) || ts.isComputedPropertyName(child))) return owner;
  if (ts.isPropertyDeclaration(node) && node.initializer === child && !isStatic(node))
    return walk.plans.get(constructorOf(node.parent)) ?? owner;
  return inner;
};

const findCaptured = (walk: Walk): void => {
  for (const { use, owner } of walk.innerUses) {
    if (!walk.localNames.has(use.text)) continue;
    const declaration = walk.symbols.of(use)?.valueDeclaration;
    if (!declaration || !isLocalBinding(declaration) || walk.captured.has(declaration)) continue;
    if (ownerOf(declaration) !== owner.node) walk.captured.add(declaration);
  }
  for (const node of walk.lent) {
    const owner = thisOwnerOf(node);
    const lender = owner.kind === "unit" && owner.throughArrow ? walk.plans.get(owner.node) : undefined;
    if (lender) lender.lendsThis = true;
  }
};

export interface FileSurvey extends Survey {
  readonly assignedNames: ReadonlySet<string>;
  readonly accessorNames: ReadonlySet<string>;
}

export const survey = (symbols: NamedSymbols, file: ts.SourceFile): FileSurvey => {
  const walk: Walk = {
    symbols,
    plans: new Map(),
    captured: new Set(),
    classes: [],
    objectLiterals: [],
    propertyWrites: [],
    assignedNames: new Set(),
    accessorNames: new Set(),
    memberNames: createMemberNames(),
    localNames: new Set(),
    innerUses: [],
    lent: [],
    hasIterators: false,
  };
  walkFile(walk, file);
  findCaptured(walk);
  const { plans, captured, classes, objectLiterals, propertyWrites, assignedNames, accessorNames } = walk;
  const { memberNames, hasIterators } = walk;
  return {
    plans,
    captured,
    classes,
    objectLiterals,
    propertyWrites,
    assignedNames,
    accessorNames,
    memberNames,
    hasIterators,
  };
};
