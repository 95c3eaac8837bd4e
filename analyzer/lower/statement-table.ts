import { ts } from "#compiler";
import type { Body } from "./body.js";
import { lowerIf, lowerSwitch } from "./branches.js";
import { lowerClassParts } from "./classes.js";
import { bindName, declare } from "./destructuring.js";
import { lowerBreak, lowerContinue, lowerLabeled, lowerReturn, lowerThrow, lowerTry } from "./jumps.js";
import { lowerForIn, lowerForOf } from "./for-of.js";
import { lowerDo, lowerFor, lowerWhile } from "./loops.js";
import { propertyIdOf } from "./property-id.js";
import { isDeclared } from "./syntax.js";
import { withDisposal } from "./using.js";
import { placeOf, writeVariable } from "./variables.js";

type Lower = (body: Body, node: ts.Statement) => void;

const TABLE = new Map<ts.SyntaxKind, Lower>();

const on = <T extends ts.Statement>(
  test: (node: ts.Node) => node is T,
  kind: ts.SyntaxKind,
  lower: (body: Body, node: T) => void,
): void => {
  TABLE.set(kind, (body, node) => {
    if (test(node)) lower(body, node);
  });
};

const K = ts.SyntaxKind;

const isLexical = (list: ts.VariableDeclarationList): boolean => (list.flags & ts.NodeFlags.BlockScoped) !== 0;

const lowerDeclarations = (body: Body, list: ts.VariableDeclarationList): void => {
  for (const declaration of list.declarations) {
    if (declaration.initializer) declare(body, declaration, declaration.initializer);
    else if (isLexical(list) && ts.isIdentifier(declaration.name))
      writeVariable(body, declaration, body.constant(undefined, declaration), declaration);
  }
};

/** Statements in order; what follows a `using` is its scope. */
export const lowerStatements = (body: Body, statements: readonly ts.Statement[]): void => {
  for (const [index, statement] of statements.entries()) {
    body.statement(statement);
    if (!ts.isVariableStatement(statement) || (statement.declarationList.flags & ts.NodeFlags.Using) === 0) continue;
    withDisposal(body, statement.declarationList, () => lowerStatements(body, statements.slice(index + 1)));
    return;
  }
};

/** Variables of one clause are visible in the others, undefined. */
const declareClauseVariables = (body: Body, node: ts.SwitchStatement): void => {
  for (const clause of node.caseBlock.clauses)
    for (const statement of clause.statements) {
      if (!ts.isVariableStatement(statement) || !isLexical(statement.declarationList)) continue;
      for (const declaration of statement.declarationList.declarations) {
        if (!ts.isIdentifier(declaration.name)) continue;
        const place = placeOf(body, declaration);
        if (place.kind === "register") body.hoisted.add(place.register);
      }
    }
};

const lowerSwitchStatement = (body: Body, node: ts.SwitchStatement): void => {
  declareClauseVariables(body, node);
  lowerSwitch(body, node, (statements) => lowerStatements(body, statements));
};

const lowerEnum = (body: Body, node: ts.EnumDeclaration): void => {
  for (const member of node.members)
    if (member.initializer && !ts.isLiteralExpression(member.initializer)) body.expression(member.initializer);
};

const lowerNamespace = (body: Body, node: ts.ModuleDeclaration): void => {
  const inside = node.body;
  if (inside && ts.isModuleBlock(inside)) lowerStatements(body, inside.statements);
  else if (inside && ts.isModuleDeclaration(inside)) lowerNamespace(body, inside);
};

/** The default export is a variable without a name. */
const lowerExportAssignment = (body: Body, node: ts.ExportAssignment): void => {
  const src = body.expression(node.expression);
  body.emit({
    kind: "store",
    variable: `${body.plan.id}/default@${propertyIdOf(node).split(":").at(-1) ?? ""}`,
    name: "default",
    src,
    span: body.span(node),
  });
};

on(ts.isBlock, K.Block, (body, node) => lowerStatements(body, node.statements));
on(ts.isVariableStatement, K.VariableStatement, (body, node) => lowerDeclarations(body, node.declarationList));
on(ts.isExpressionStatement, K.ExpressionStatement, (body, node) => void body.expression(node.expression));
on(ts.isIfStatement, K.IfStatement, lowerIf);
on(ts.isWhileStatement, K.WhileStatement, lowerWhile);
on(ts.isDoStatement, K.DoStatement, lowerDo);
on(ts.isForStatement, K.ForStatement, (body, node) => lowerFor(body, node, (list) => lowerDeclarations(body, list)));
on(ts.isForOfStatement, K.ForOfStatement, lowerForOf);
on(ts.isForInStatement, K.ForInStatement, lowerForIn);
on(ts.isSwitchStatement, K.SwitchStatement, lowerSwitchStatement);
on(ts.isReturnStatement, K.ReturnStatement, lowerReturn);
on(ts.isThrowStatement, K.ThrowStatement, lowerThrow);
on(ts.isTryStatement, K.TryStatement, (body, node) =>
  lowerTry(body, node, (variable, value) => bindName(body, variable, value)),
);
on(ts.isBreakStatement, K.BreakStatement, lowerBreak);
on(ts.isContinueStatement, K.ContinueStatement, lowerContinue);
on(ts.isLabeledStatement, K.LabeledStatement, lowerLabeled);
on(ts.isClassDeclaration, K.ClassDeclaration, (body, node) => void lowerClassParts(body, node));
on(ts.isEnumDeclaration, K.EnumDeclaration, lowerEnum);
on(ts.isModuleDeclaration, K.ModuleDeclaration, lowerNamespace);
on(ts.isExportAssignment, K.ExportAssignment, lowerExportAssignment);

/** Statements that do nothing when they are reached. */
const SILENT: ReadonlySet<ts.SyntaxKind> = new Set([
  K.EmptyStatement,
  K.FunctionDeclaration,
  K.InterfaceDeclaration,
  K.TypeAliasDeclaration,
  K.ImportDeclaration,
  K.ImportEqualsDeclaration,
  K.ExportDeclaration,
  K.NamespaceExportDeclaration,
  K.DebuggerStatement,
  K.NotEmittedStatement,
]);

/** Records the statement and still lowers what stands in it. */
const lowerUnknown = (body: Body, node: ts.Statement): void => {
  body.unsupported(ts.SyntaxKind[node.kind], node);
  ts.forEachChild(node, (child) => {
    if (ts.isExpression(child)) body.expression(child);
    else if (ts.isStatement(child)) body.statement(child);
  });
};

export const lowerStatement = (body: Body, node: ts.Statement): void => {
  if (SILENT.has(node.kind) || isDeclared(node)) return;
  const lower = TABLE.get(node.kind) ?? lowerUnknown;
  // A label belongs to the statement right behind it only.
  const keepsLabels = ts.isLabeledStatement(node) || ts.isIterationStatement(node, false) || ts.isSwitchStatement(node);
  if (!keepsLabels) body.labels = [];
  lower(body, node);
};
