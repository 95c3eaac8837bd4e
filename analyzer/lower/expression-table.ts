import { ts } from "#compiler";
import type { Register } from "../ir/operation.js";
import type { Body } from "./body.js";
import { lowerConditional } from "./branches.js";
import { lowerCall, lowerTaggedTemplate } from "./calls.js";
import { lowerClassExpression } from "./classes.js";
import { lowerFunctionExpression } from "./closures.js";
import { lowerNew } from "./construct.js";
import { lowerArray, lowerIdentifier, lowerJsx, lowerObject, lowerTemplate } from "./literals.js";
import { linkOf, lowerAccess } from "./members.js";
import { lowerBinary, lowerPostfix, lowerPrefix, lowerToData, lowerVoid } from "./operators.js";
import { lowerAwait, lowerYield } from "./suspension.js";
import { readThis } from "./variables.js";

type Lower = (body: Body, node: ts.Expression) => Register;

const TABLE = new Map<ts.SyntaxKind, Lower>();

const on = <T extends ts.Expression>(
  test: (node: ts.Node) => node is T,
  kinds: readonly ts.SyntaxKind[],
  lower: (body: Body, node: T) => Register,
): void => {
  for (const kind of kinds) TABLE.set(kind, (body, node) => (test(node) ? lower(body, node) : body.opaque(node)));
};

const K = ts.SyntaxKind;
const inner = (body: Body, node: { readonly expression: ts.Expression }): Register => body.expression(node.expression);

on(ts.isIdentifier, [K.Identifier], lowerIdentifier);
on(ts.isNumericLiteral, [K.NumericLiteral], (body, node) => body.constant(Number(node.text), node));
on(ts.isStringLiteral, [K.StringLiteral], (body, node) => body.constant(node.text, node));
on(ts.isNoSubstitutionTemplateLiteral, [K.NoSubstitutionTemplateLiteral], (body, node) =>
  body.constant(node.text, node),
);
on(ts.isTemplateExpression, [K.TemplateExpression], lowerTemplate);
on(ts.isArrayLiteralExpression, [K.ArrayLiteralExpression], lowerArray);
on(ts.isObjectLiteralExpression, [K.ObjectLiteralExpression], lowerObject);
on(ts.isParenthesizedExpression, [K.ParenthesizedExpression], inner);
on(ts.isAsExpression, [K.AsExpression], inner);
on(ts.isSatisfiesExpression, [K.SatisfiesExpression], inner);
on(ts.isTypeAssertionExpression, [K.TypeAssertionExpression], inner);
on(ts.isExpressionWithTypeArguments, [K.ExpressionWithTypeArguments], inner);
on(ts.isNonNullExpression, [K.NonNullExpression], (body, node) =>
  ts.isOptionalChain(node) ? linkOf(body, node.expression) : body.expression(node.expression),
);
on(ts.isPropertyAccessExpression, [K.PropertyAccessExpression], lowerAccess);
on(ts.isElementAccessExpression, [K.ElementAccessExpression], lowerAccess);
on(ts.isCallExpression, [K.CallExpression], lowerCall);
on(ts.isNewExpression, [K.NewExpression], lowerNew);
on(ts.isTaggedTemplateExpression, [K.TaggedTemplateExpression], lowerTaggedTemplate);
on(ts.isFunctionExpression, [K.FunctionExpression], lowerFunctionExpression);
on(ts.isArrowFunction, [K.ArrowFunction], lowerFunctionExpression);
on(ts.isClassExpression, [K.ClassExpression], lowerClassExpression);
on(ts.isBinaryExpression, [K.BinaryExpression], lowerBinary);
on(ts.isPrefixUnaryExpression, [K.PrefixUnaryExpression], lowerPrefix);
on(ts.isPostfixUnaryExpression, [K.PostfixUnaryExpression], lowerPostfix);
on(ts.isConditionalExpression, [K.ConditionalExpression], lowerConditional);
on(ts.isTypeOfExpression, [K.TypeOfExpression], lowerToData);
on(ts.isDeleteExpression, [K.DeleteExpression], lowerToData);
on(ts.isVoidExpression, [K.VoidExpression], lowerVoid);
on(ts.isAwaitExpression, [K.AwaitExpression], lowerAwait);
on(ts.isYieldExpression, [K.YieldExpression], lowerYield);
on(ts.isSpreadElement, [K.SpreadElement], inner);
for (const kind of [K.JsxElement, K.JsxSelfClosingElement, K.JsxFragment]) TABLE.set(kind, lowerJsx);
for (const kind of [K.RegularExpressionLiteral, K.BigIntLiteral, K.MetaProperty, K.OmittedExpression, K.ImportKeyword])
  TABLE.set(kind, (body, node) => body.opaque(node));
TABLE.set(K.TrueKeyword, (body, node) => body.constant(true, node));
TABLE.set(K.FalseKeyword, (body, node) => body.constant(false, node));
TABLE.set(K.NullKeyword, (body, node) => body.constant(null, node));
TABLE.set(K.ThisKeyword, readThis);
TABLE.set(K.SuperKeyword, readThis);

const lowerKnown = (body: Body, node: ts.Expression): Register => {
  const lower = TABLE.get(node.kind);
  if (lower) return lower(body, node);
  ts.forEachChild(node, (child) => {
    if (ts.isExpression(child)) body.expression(child);
  });
  return body.unsupported(ts.SyntaxKind[node.kind], node);
};

/** `a?.b.c()`: where a link is missing, the whole chain is undefined. */
const lowerChain = (body: Body, node: ts.Expression): Register => {
  const around = body.chain;
  const missing = body.build.join();
  body.chain = missing;
  const dst = body.build.temp();
  body.copy(dst, lowerKnown(body, node), node);
  const present = body.build.cut();
  body.build.bind(missing);
  body.emit({ kind: "const", dst, value: undefined, span: body.span(node) });
  body.build.resume(present);
  body.chain = around;
  return dst;
};

export const lowerExpression = (body: Body, node: ts.Expression): Register => {
  const isLink = body.link === node;
  body.link = undefined;
  return ts.isOptionalChain(node) && !isLink ? lowerChain(body, node) : lowerKnown(body, node);
};
