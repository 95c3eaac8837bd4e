import { ts } from "#compiler";

export const isAssignmentOperator = (kind: ts.SyntaxKind): boolean =>
  kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;

/** `declare ...`: says that something exists elsewhere. */
export const isDeclared = (node: ts.Node): boolean =>
  ts.canHaveModifiers(node) && (ts.getModifiers(node)?.some((m) => m.kind === ts.SyntaxKind.DeclareKeyword) ?? false);

/** In a declaration file, or inside of something that is only declared. */
export const isAmbient = (node: ts.Node): boolean =>
  node.getSourceFile().isDeclarationFile || ts.findAncestor(node, isDeclared) !== undefined;

const isOuter = (node: ts.Expression): node is ts.Expression & { readonly expression: ts.Expression } =>
  ts.isParenthesizedExpression(node) ||
  ts.isAsExpression(node) ||
  ts.isSatisfiesExpression(node) ||
  ts.isTypeAssertionExpression(node) ||
  ts.isNonNullExpression(node) ||
  ts.isExpressionWithTypeArguments(node);

/** The expression without parentheses, `as`, `satisfies`, `!` and type arguments. */
export const bare = (node: ts.Expression): ts.Expression => {
  let at = node;
  while (isOuter(at)) at = at.expression;
  return at;
};
