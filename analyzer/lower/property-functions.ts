import { ts } from "#compiler";
import type { PropertyFunction } from "../ir/graph.js";
import type { PropertyId } from "../ir/operation.js";
import type { Entities } from "./entities.js";
import type { Hierarchy } from "./hierarchy.js";
import { propertyIdOf } from "./property-id.js";
import { bare } from "./syntax.js";
import type { Survey } from "./survey.js";
import type { FunctionNode } from "./unit-plan.js";

/** `a || b`, `a ?? b`, `a && b`: the value is one of the operands. */
const isChoice = (node: ts.Expression): node is ts.BinaryExpression =>
  ts.isBinaryExpression(node) &&
  (node.operatorToken.kind === ts.SyntaxKind.BarBarToken ||
    node.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken ||
    node.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken);

/** Function expressions that a function returns; the walk keeps its own stack because syntax can be very deep. */
const returnedBy = (node: FunctionNode): readonly FunctionNode[] => {
  if (ts.isClassLike(node) || !node.body) return [];
  const found: FunctionNode[] = [];
  const values: ts.Expression[] = ts.isBlock(node.body) ? [] : [node.body];
  const work: ts.Node[] = ts.isBlock(node.body) ? [node.body] : [];
  for (let at = work.pop(); at; at = work.pop()) {
    if (ts.isReturnStatement(at) && at.expression) values.push(at.expression);
    if (!ts.isFunctionLike(at)) ts.forEachChild(at, (child) => void work.push(child));
  }
  for (const value of values.map(bare))
    if (ts.isArrowFunction(value) || ts.isFunctionExpression(value)) found.push(value);
  return found;
};

export interface HeldFunctions {
  of(property: PropertyId): ReadonlySet<FunctionNode>;
}

interface Inputs {
  readonly checker: ts.TypeChecker;
  readonly entities: Entities;
  readonly hierarchy: Hierarchy;
  readonly survey: Survey;
}

/** Which functions each property may hold: by declaration, by heritage, by literal and by assignment. */
export class PropertyFunctions {
  readonly #in: Inputs;
  readonly #byProperty = new Map<PropertyId, Set<FunctionNode>>();

  constructor(inputs: Inputs) {
    this.#in = inputs;
    for (const node of inputs.survey.classes) this.#readClass(node);
    for (const literal of inputs.survey.objectLiterals) this.#readLiteral(literal);
    for (const write of inputs.survey.propertyWrites) this.#readWrite(write);
  }

  of(property: PropertyId): ReadonlySet<FunctionNode> {
    return this.#byProperty.get(property) ?? new Set();
  }

  list(): PropertyFunction[] {
    const found: PropertyFunction[] = [];
    for (const [property, functions] of this.#byProperty)
      for (const node of functions) {
        const plan = this.#in.survey.plans.get(node);
        if (plan) found.push({ property, function: plan.id });
      }
    return found;
  }

  #add(property: PropertyId, node: FunctionNode): void {
    const known = this.#byProperty.get(property) ?? new Set();
    known.add(node);
    this.#byProperty.set(property, known);
  }

  /** The function that a member or initialiser gives, and, for a value chosen at run time, each of those. */
  #functionsIn(node: ts.Node | undefined): readonly FunctionNode[] {
    if (!node) return [];
    if ((ts.isMethodDeclaration(node) || ts.isAccessor(node)) && this.#in.survey.plans.has(node)) return [node];
    if (ts.isPropertyDeclaration(node) || ts.isPropertyAssignment(node)) return this.#functionsIn(node.initializer);
    if (ts.isShorthandPropertyAssignment(node)) return this.#ofEntity(node.name);
    if (!ts.isExpression(node)) return [];
    if (ts.isConditionalExpression(node))
      return [...this.#functionsIn(node.whenTrue), ...this.#functionsIn(node.whenFalse)];
    if (isChoice(node)) return [...this.#functionsIn(node.left), ...this.#functionsIn(node.right)];
    if (ts.isCallExpression(node)) return [...this.#bound(node), ...this.#made(node)];
    return this.#ofEntity(node);
  }

  #bound(node: ts.CallExpression): readonly FunctionNode[] {
    const callee = node.expression;
    const isBind = ts.isPropertyAccessExpression(callee) && callee.name.text === "bind";
    return isBind ? this.#functionsIn(callee.expression) : [];
  }

  /** What a factory of the program returns. */
  #made(node: ts.CallExpression): readonly FunctionNode[] {
    const entity = this.#in.entities.ofExpression(node.expression);
    return entity.kind === "function" ? returnedBy(entity.node).filter((one) => this.#in.survey.plans.has(one)) : [];
  }

  #ofEntity(node: ts.Expression): readonly FunctionNode[] {
    const entity = this.#in.entities.ofExpression(node);
    return entity.kind === "function" ? [entity.node] : [];
  }

  #readClass(node: ts.ClassLikeDeclaration): void {
    for (const member of node.members) {
      const functions = this.#functionsIn(member);
      if (functions.length === 0) continue;
      const places = [member, ...this.#in.hierarchy.overriddenBy(member)];
      for (const place of places) for (const found of functions) this.#add(propertyIdOf(place), found);
    }
    this.#readInherited(node);
  }

  /** `class B extends A implements I`: members that only `A` has implement `I` too. */
  #readInherited(node: ts.ClassLikeDeclaration): void {
    const { hierarchy } = this.#in;
    const bases = hierarchy.chainOf(node).slice(1);
    if (bases.length === 0) return;
    for (const type of hierarchy.interfacesOf(node))
      for (const property of type.getProperties()) {
        const member = bases.flatMap((base) => [...hierarchy.membersNamed(base, property.name)])[0];
        for (const declaration of member ? (property.declarations ?? []) : [])
          for (const found of this.#functionsIn(member)) this.#add(propertyIdOf(declaration), found);
      }
  }

  #readLiteral(literal: ts.ObjectLiteralExpression): void {
    let context: ts.Type | undefined;
    let asked = false;
    for (const member of literal.properties) {
      const functions = this.#functionsIn(member);
      if (functions.length === 0 || !member.name) continue;
      if (!asked) context = this.#in.checker.getContextualType(literal);
      asked = true;
      const property = context && this.#in.hierarchy.propertyLike(context, member.name);
      const places: ts.Node[] = [member, ...(property?.declarations ?? [])];
      for (const place of places) for (const found of functions) this.#add(propertyIdOf(place), found);
    }
  }

  #readWrite(write: ts.BinaryExpression): void {
    const functions = this.#functionsIn(write.right);
    if (functions.length === 0) return;
    const { left } = write;
    if (!ts.isPropertyAccessExpression(left) && !ts.isElementAccessExpression(left)) return;
    const symbol = this.#in.entities.memberOf(left);
    for (const declaration of symbol?.declarations ?? [])
      for (const found of functions) this.#add(propertyIdOf(declaration), found);
  }
}
