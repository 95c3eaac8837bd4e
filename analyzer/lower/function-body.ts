import { ts } from "#compiler";
import type { Graph, Parameter } from "../ir/graph.js";
import type { Operation } from "../ir/operation.js";
import type { Span } from "../ir/span.js";
import { Body } from "./body.js";
import type { Dispatch } from "./body.js";
import { lowerCondition } from "./conditions.js";
import { callBase } from "./construct.js";
import { bindName, withDefault } from "./destructuring.js";
import { lowerExpression } from "./expression-table.js";
import { initialiseFields } from "./fields.js";
import { placeIn } from "./outline.js";
import type { FileContext } from "./program-context.js";
import { lowerStatement, lowerStatements } from "./statement-table.js";
import type { UnitPlan } from "./unit-plan.js";
import { parametersOf, thisVariable } from "./unit-plan.js";
import { placeOf } from "./variables.js";

const DISPATCH: Dispatch = { expression: lowerExpression, statement: lowerStatement, condition: lowerCondition };

export interface LoweredBody {
  readonly parameters: readonly Parameter[];
  readonly graph: Graph;
}

const unitSpan = (plan: UnitPlan): Span => {
  const { node, file } = plan;
  return { file: file.fileName, start: ts.isSourceFile(node) ? 0 : node.getStart(file), end: node.end };
};

/** Takes a parameter over: its default where it is missing, its parts where it is a pattern, memory where it is captured. */
const takeParameter = (body: Body, node: ts.ParameterDeclaration): Parameter => {
  const isName = ts.isIdentifier(node.name);
  const register = isName ? `${node.name.text}@${placeIn(body.plan.file, node.name)}` : body.build.temp();
  const value = withDefault(body, register, node.initializer);
  const staysPut = isName && value === register && placeOf(body, node).kind === "register";
  if (!staysPut) bindName(body, node, value);
  return { name: isName ? node.name.text : "", register, rest: node.dotDotDotToken !== undefined };
};

/** A constructor that is not written: passes everything on, then sets the fields. */
const lowerImplicitConstructor = (body: Body, node: ts.ClassLikeDeclaration): readonly Parameter[] => {
  const rest = { name: "args", register: "args@0", rest: true } as const;
  const self = body.build.temp();
  const span = body.span(node.name ?? node);
  body.emit({ kind: "this", dst: self, span });
  callBase(body, node, node.name ?? node, self, [{ register: rest.register, span, spread: true }]);
  initialiseFields(body, node, self);
  return [rest];
};

const isDerived = (node: ts.ClassLikeDeclaration): boolean =>
  node.heritageClauses?.some((c) => c.token === ts.SyntaxKind.ExtendsKeyword) ?? false;

const startConstructor = (body: Body, node: ts.ConstructorDeclaration): void => {
  if (isDerived(node.parent)) return;
  const self = body.build.temp();
  body.emit({ kind: "this", dst: self, span: body.span(node) });
  initialiseFields(body, node.parent, self);
};

const lowerInside = (body: Body): readonly Parameter[] => {
  const { node } = body.plan;
  if (ts.isSourceFile(node)) {
    lowerStatements(body, node.statements);
    return [];
  }
  if (ts.isClassLike(node)) return lowerImplicitConstructor(body, node);
  const parameters = parametersOf(node).map((parameter) => takeParameter(body, parameter));
  if (ts.isConstructorDeclaration(node)) startConstructor(body, node);
  if (!node.body) return parameters;
  if (ts.isBlock(node.body)) lowerStatements(body, node.body.statements);
  else {
    const src = body.expression(node.body);
    body.emit({ kind: "return", src, span: body.span(node.body) });
  }
  return parameters;
};

const lendThis = (body: Body, span: Span): void => {
  const src = body.build.temp();
  body.emit({ kind: "this", dst: src, span });
  body.emit({ kind: "store", variable: thisVariable(body.plan), name: "this", src, span });
};

/** `var`s exist from the start, unless a parameter has the name. */
const hoist = (body: Body): void => {
  for (const name of body.plan.hoisted) {
    const symbol = body.program.checker.getSymbolAtLocation(name);
    const first = symbol?.valueDeclaration;
    if (!first || !(ts.isVariableDeclaration(first) || ts.isBindingElement(first))) continue;
    const root = ts.walkUpBindingElementsAndPatterns(first as ts.BindingElement);
    if (ts.isParameter(root)) continue;
    const place = placeOf(body, first);
    if (place.kind === "register") body.hoisted.add(place.register);
  }
};

export const lowerBody = (program: FileContext, plan: UnitPlan): LoweredBody => {
  const body = new Body(program, plan, DISPATCH);
  const span = unitSpan(plan);
  body.emit({ kind: "enter", span });
  hoist(body);
  if (plan.lendsThis) lendThis(body, span);
  const parameters = lowerInside(body);
  body.control.jump(body.control.returns);
  const first = [...body.hoisted].map((dst): Operation => ({ kind: "const", dst, value: undefined, span }));
  return { parameters, graph: body.build.finish(span, first) };
};
