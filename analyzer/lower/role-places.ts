import { ts } from "#compiler";
import type { RoleBinding } from "../ir/graph.js";
import { sameSpan } from "../ir/span.js";
import { bare, isAssignmentOperator } from "./syntax.js";
import type { Entities } from "./entities.js";
import type { Hierarchy } from "./hierarchy.js";
import type { FunctionTypes } from "./roles.js";
import type { FunctionNode } from "./unit-plan.js";
import { spanOf } from "./unit-plan.js";

interface Inputs {
  readonly checker: ts.TypeChecker;
  readonly entities: Entities;
  readonly hierarchy: Hierarchy;
  readonly types: FunctionTypes;
  /** What a routine of the WDK makes of a function that it is given, by the routine's key and the argument. */
  readonly registered: (key: string, argument: number) => string | undefined;
}

type How = RoleBinding["how"];

const sameBinding = (a: RoleBinding, b: RoleBinding): boolean =>
  a.role === b.role && a.how === b.how && sameSpan(a.span, b.span);

export const withoutRepeats = (bindings: readonly RoleBinding[]): readonly RoleBinding[] =>
  bindings.filter((binding, index) => bindings.findIndex((other) => sameBinding(binding, other)) === index);

/** Collects the roles that functions get from the places where they stand or are named as values. */
export class RolePlaces {
  readonly #in: Inputs;
  /** By function that is named as a value. */
  readonly found = new Map<FunctionNode, readonly RoleBinding[]>();

  constructor(inputs: Inputs) {
    this.#in = inputs;
  }

  /** The function `node` stands, or is referred to, at `place`. */
  note(node: FunctionNode, place: ts.Expression | ts.MethodDeclaration): void {
    this.found.set(node, withoutRepeats([...(this.found.get(node) ?? []), ...this.at(place)]));
  }

  /** Roles of a class's method from the members that it implements or overrides. */
  ofMember(member: ts.MethodDeclaration): readonly RoleBinding[] {
    return [member, ...this.#in.hierarchy.overriddenBy(member)].flatMap((declaration) =>
      this.#declared(declaration, "declared"),
    );
  }

  /** What the types around a function mean for it. */
  at(place: ts.Expression | ts.MethodDeclaration): readonly RoleBinding[] {
    const found: RoleBinding[] = [];
    let child: ts.Node = place;
    for (;;) {
      const { parent } = child;
      if (ts.isAsExpression(parent) || ts.isTypeAssertionExpression(parent))
        found.push(...this.#typed(parent.type, "declared"));
      else if (ts.isSatisfiesExpression(parent)) found.push(...this.#typed(parent.type, "satisfies"));
      else {
        const up = boundCall(parent, child) ?? (passesOn(parent, child) ? parent : undefined);
        if (!up) return [...found, ...this.#expected(child, parent)];
        child = up;
        continue;
      }
      child = parent;
    }
  }

  #typed(type: ts.TypeNode, how: How): RoleBinding[] {
    return this.#in.types.ofTypeNode(type).map((role) => ({ role, how, span: spanOf(type) }));
  }

  #declared(node: ts.Node, how: How): RoleBinding[] {
    return this.#in.types.ofDeclaration(node).map((role) => ({ role, how, span: spanOf(node) }));
  }

  #contextual(child: ts.Node, how: How): RoleBinding[] {
    if (!ts.isExpression(child)) return [];
    const roles = this.#in.types.ofType(this.#in.checker.getContextualType(child));
    return roles.map((role) => ({ role, how, span: spanOf(child) }));
  }

  #expected(child: ts.Node, parent: ts.Node): readonly RoleBinding[] {
    if (ts.isVariableDeclaration(parent) || ts.isParameter(parent)) return this.#declared(parent, "declared");
    if (ts.isPropertyDeclaration(parent))
      return [parent, ...this.#in.hierarchy.overriddenBy(parent)].flatMap((d) => this.#declared(d, "declared"));
    if ((ts.isCallExpression(parent) || ts.isNewExpression(parent)) && parent.expression !== child)
      return this.#passed(child, parent);
    if (ts.isReturnStatement(parent) || ts.isArrowFunction(parent)) return this.#returned(child, parent);
    if (ts.isBinaryExpression(parent)) return this.#assigned(child, parent);
    if (ts.isObjectLiteralElementLike(parent)) return this.#inLiteral(child, parent);
    if (ts.isObjectLiteralExpression(parent) && ts.isMethodDeclaration(child)) return this.#inLiteral(child, child);
    return this.#contextual(child, "declared");
  }

  /** Registration with a routine of the WDK settles the role; otherwise the parameter's type does. */
  #passed(child: ts.Node, call: ts.CallExpression | ts.NewExpression): readonly RoleBinding[] {
    const index = call.arguments?.findIndex((argument) => argument === child) ?? -1;
    const entity = this.#in.entities.ofExpression(call.expression);
    // The library's own parameters have no roles; asking for their types costs the inference of every call.
    if (entity.kind === "library") return [];
    const role = entity.kind === "contract" ? this.#in.registered(entity.key, index) : undefined;
    if (role !== undefined) return [{ role, how: "passed", span: spanOf(child) }];
    const symbol = this.#in.entities.symbolOf(calleeName(bare(call.expression)));
    const declarations = symbol?.declarations?.filter(ts.isFunctionLike) ?? [];
    const parameter = declarations.length === 1 ? parameterAt(declarations[0], index) : undefined;
    if (!parameter) return this.#contextual(child, "passed");
    const found = this.#in.types
      .ofDeclaration(parameter)
      .map((r): RoleBinding => ({ role: r, how: "passed", span: spanOf(child) }));
    return found.length > 0 ? found : this.#contextual(child, "passed");
  }

  #returned(child: ts.Node, parent: ts.ReturnStatement | ts.ArrowFunction): readonly RoleBinding[] {
    const around = ts.isArrowFunction(parent) ? parent : ts.findAncestor(parent, ts.isFunctionLike);
    const found = around?.type ? this.#typed(around.type, "returned") : [];
    return found.length > 0 ? found : this.#contextual(child, "returned");
  }

  #assigned(child: ts.Node, parent: ts.BinaryExpression): readonly RoleBinding[] {
    if (!isAssignmentOperator(parent.operatorToken.kind) || parent.right !== child) return [];
    const symbol = this.#in.entities.symbolOf(calleeName(bare(parent.left)));
    const found = symbol?.declarations?.flatMap((d) => this.#in.types.ofDeclaration(d)) ?? [];
    if (found.length > 0) return found.map((role) => ({ role, how: "assigned", span: spanOf(parent) }));
    return this.#contextual(child, "assigned");
  }

  #inLiteral(child: ts.Node, member: ts.ObjectLiteralElementLike): readonly RoleBinding[] {
    const literal = member.parent;
    if (!ts.isObjectLiteralExpression(literal)) return [];
    const context = this.#in.checker.getContextualType(literal);
    const property = context && member.name ? this.#in.hierarchy.propertyLike(context, member.name) : undefined;
    const declared = property?.declarations?.flatMap((d) => this.#declared(d, "declared")) ?? [];
    if (declared.length > 0) return declared;
    const type = property && this.#in.checker.getTypeOfSymbol(property);
    const roles = type ? this.#in.types.ofType(type) : [];
    if (roles.length > 0) return roles.map((role) => ({ role, how: "declared" as const, span: spanOf(member) }));
    const indexed = context && !property ? this.#in.types.ofType(context.getStringIndexType()) : [];
    if (indexed.length > 0) return indexed.map((role) => ({ role, how: "declared" as const, span: spanOf(member) }));
    return this.#contextual(ts.isShorthandPropertyAssignment(member) ? member.name : child, "declared");
  }
}

/** `f.bind(x)` stands where `f` would. */
const boundCall = (parent: ts.Node, child: ts.Node): ts.Node | undefined => {
  const isBind = ts.isPropertyAccessExpression(parent) && parent.expression === child && parent.name.text === "bind";
  return isBind && ts.isCallExpression(parent.parent) && parent.parent.expression === parent
    ? parent.parent
    : undefined;
};

const LOGICAL: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.BarBarToken,
  ts.SyntaxKind.AmpersandAmpersandToken,
  ts.SyntaxKind.QuestionQuestionToken,
]);

/** Whether the parent's value is the child's. */
const passesOn = (parent: ts.Node, child: ts.Node): boolean => {
  if (ts.isParenthesizedExpression(parent) || ts.isNonNullExpression(parent)) return true;
  if (ts.isConditionalExpression(parent)) return parent.condition !== child;
  if (!ts.isBinaryExpression(parent)) return false;
  return (
    LOGICAL.has(parent.operatorToken.kind) ||
    (parent.operatorToken.kind === ts.SyntaxKind.CommaToken && parent.right === child)
  );
};

/** The node whose symbol names what is called or assigned. */
const calleeName = (node: ts.Expression): ts.Node => (ts.isPropertyAccessExpression(node) ? node.name : node);

const parameterAt = (node: ts.SignatureDeclaration | undefined, index: number): ts.ParameterDeclaration | undefined => {
  const parameters = node?.parameters.filter((p) => !(ts.isIdentifier(p.name) && p.name.text === "this"));
  const found = parameters?.[index];
  return found?.dotDotDotToken ? undefined : found;
};
