import { capturedThis } from "../ir/captured-this.js";
import { ts } from "#compiler";
import type { FunctionUnit } from "../ir/graph.js";
import type { FunctionId, VariableId } from "../ir/operation.js";
import type { Span } from "../ir/span.js";
import { functionName } from "./names.js";
import { placeIn } from "./outline.js";

/** Syntax whose body becomes one graph. A class stands for the constructor that it has without writing it. */
export type UnitNode =
  | ts.SourceFile
  | ts.FunctionDeclaration
  | ts.FunctionExpression
  | ts.ArrowFunction
  | ts.MethodDeclaration
  | ts.ConstructorDeclaration
  | ts.GetAccessorDeclaration
  | ts.SetAccessorDeclaration
  | ts.ClassStaticBlockDeclaration
  | ts.ClassLikeDeclaration;

/** A function with a body, as it is called. */
export type FunctionNode = Exclude<UnitNode, ts.SourceFile>;

export type GeneratorNode = ts.FunctionDeclaration | ts.FunctionExpression | ts.MethodDeclaration;

/** What is known of a function before its body is lowered. */
export interface UnitPlan {
  readonly id: FunctionId;
  readonly name: string;
  readonly kind: FunctionUnit["kind"];
  readonly node: UnitNode;
  readonly file: ts.SourceFile;
  readonly nameSpan: Span;
  readonly parent: UnitPlan | undefined;
  /** An arrow function inside reads this function's `this`. */
  lendsThis: boolean;
  /** `var` declarations of the body that stay in registers: they exist, undefined, from the start. */
  readonly hoisted: ts.Identifier[];
}

export const spanOf = (node: ts.Node, file: ts.SourceFile = node.getSourceFile()): Span => ({
  file: file.fileName,
  start: node.getStart(file),
  end: node.end,
});

export const thisVariable = (plan: UnitPlan): VariableId => capturedThis(plan.id);

const kindOf = (node: UnitNode): FunctionUnit["kind"] => {
  if (ts.isSourceFile(node)) return "module";
  if (ts.isMethodDeclaration(node)) return "method";
  if (ts.isConstructorDeclaration(node) || ts.isClassLike(node)) return "constructor";
  if (ts.isGetAccessor(node)) return "getter";
  if (ts.isSetAccessor(node)) return "setter";
  return ts.isClassStaticBlockDeclaration(node) ? "static-block" : "function";
};

export const planUnit = (node: UnitNode, file: ts.SourceFile, parent: UnitPlan | undefined): UnitPlan => {
  const named = functionName(node, parent?.name ?? "<module>");
  const start = ts.isSourceFile(node) ? 0 : node.getStart(file);
  const nameStart = named.node === node ? start : named.node.getStart(file);
  return {
    id: `${file.fileName}#${named.name}@${ts.isSourceFile(node) ? "0" : placeIn(file, node)}`,
    name: named.name,
    kind: kindOf(node),
    node,
    file,
    nameSpan: { file: file.fileName, start: nameStart, end: named.node === node ? nameStart : named.node.end },
    parent,
    lendsThis: false,
    hoisted: [],
  };
};

export const isAsync = (node: UnitNode): boolean =>
  ts.canHaveModifiers(node) && (ts.getModifiers(node)?.some((m) => m.kind === ts.SyntaxKind.AsyncKeyword) ?? false);

export const isGenerator = (node: ts.Node): node is GeneratorNode =>
  (ts.isFunctionDeclaration(node) || ts.isFunctionExpression(node) || ts.isMethodDeclaration(node)) &&
  node.asteriskToken !== undefined;

/** Parameters that are passed; a `this` parameter is only a type. */
export const parametersOf = (node: UnitNode): readonly ts.ParameterDeclaration[] => {
  if (ts.isSourceFile(node) || ts.isClassStaticBlockDeclaration(node) || ts.isClassLike(node)) return [];
  return node.parameters.filter((p) => !(ts.isIdentifier(p.name) && p.name.text === "this"));
};
