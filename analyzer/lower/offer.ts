import { ts } from "#compiler";
import type { PropertyId } from "../ir/operation.js";
import type { MadeOfFile } from "./file-memory.js";
import type { NamesContext } from "./names-context.js";
import type { HeldFunction } from "./property-functions.js";
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

/** What a file adds to what is known of the program as a whole. */
export interface Offer extends MadeOfFile {
  readonly held: readonly HeldFunction[];
  /** Members of classes that members of its own classes override. */
  readonly overridden: readonly PropertyId[];
  /** Names of the files with the bodies of factories whose results are held. */
  readonly lookedInto: readonly string[];
}

/** Reads which functions the declarations and assignments of one file put into properties. */
class OfferReader {
  readonly #in: NamesContext;
  readonly #held: HeldFunction[] = [];
  readonly #overridden: PropertyId[] = [];
  readonly #lookedInto = new Set<string>();

  constructor(context: NamesContext) {
    this.#in = context;
  }

  read({ classes, objectLiterals, propertyWrites }: Survey): Offer {
    for (const node of classes) this.#readClass(node);
    for (const literal of objectLiterals) this.#readLiteral(literal);
    for (const write of propertyWrites) this.#readWrite(write);
    return {
      held: this.#held,
      overridden: this.#overridden,
      lookedInto: [...this.#lookedInto],
      answers: this.#in.asked.answers,
      entered: this.#in.entered,
    };
  }

  #add(place: ts.Node, node: FunctionNode): void {
    const plan = this.#in.survey.plans.get(node);
    if (plan) this.#held.push({ property: propertyIdOf(place), function: plan.id, kind: plan.kind });
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
    if (entity.kind !== "function") return [];
    this.#lookedInto.add(entity.node.getSourceFile().fileName);
    return returnedBy(entity.node).filter((one) => this.#in.survey.plans.has(one));
  }

  #ofEntity(node: ts.Expression): readonly FunctionNode[] {
    const entity = this.#in.entities.ofExpression(node);
    return entity.kind === "function" ? [entity.node] : [];
  }

  #readClass(node: ts.ClassLikeDeclaration): void {
    const isAlone = !node.heritageClauses;
    for (const member of node.members) {
      const overridden = isAlone ? [] : this.#in.hierarchy.overriddenBy(member);
      this.#overridden.push(...overridden.map(propertyIdOf));
      const functions = this.#functionsIn(member);
      const places = [member, ...overridden];
      for (const place of places) for (const found of functions) this.#add(place, found);
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
          for (const found of this.#functionsIn(member)) this.#add(declaration, found);
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
      for (const place of places) for (const found of functions) this.#add(place, found);
    }
  }

  #readWrite(write: ts.BinaryExpression): void {
    const functions = this.#functionsIn(write.right);
    if (functions.length === 0) return;
    const { left } = write;
    if (!ts.isPropertyAccessExpression(left) && !ts.isElementAccessExpression(left)) return;
    const symbol = this.#in.entities.memberOf(left);
    for (const declaration of symbol?.declarations ?? []) for (const found of functions) this.#add(declaration, found);
  }
}

export const readOffer = (context: NamesContext, survey: Survey): Offer => new OfferReader(context).read(survey);
