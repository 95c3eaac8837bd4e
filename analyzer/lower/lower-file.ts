import { ts } from "#compiler";
import type { FunctionUnit, RoleBinding, Unsupported } from "../ir/graph.js";
import type { FunctionId } from "../ir/operation.js";
import { withCaptures } from "./captures.js";
import type { ContractEntry } from "./contract-entries.js";
import type { Answers } from "./facts.js";
import type { LoweredBody } from "./function-body.js";
import { lowerBody } from "./function-body.js";
import { isStatic } from "./owner.js";
import type { FileContext } from "./program-context.js";
import { propertyIdOf } from "./property-id.js";
import { contractOf, overloadContracts, taggedRoles } from "./unit-contract.js";
import type { UnitPlan } from "./unit-plan.js";
import { isAsync, isGenerator, spanOf } from "./unit-plan.js";

/** A function without what other files say of it: who exports it, and the places where it is named as a value. */
export interface LoweredUnit extends Omit<FunctionUnit, "roles" | "isPublic" | "isExported"> {
  /** Roles of a method by what it implements. */
  readonly memberRoles: readonly RoleBinding[];
  readonly taggedRoles: readonly RoleBinding[];
}

/** A file after lowering: plain data. */
export interface LoweredFile {
  readonly units: readonly LoweredUnit[];
  /** Roles of functions, of this file or of others, that are named as values here. */
  readonly valueRoles: readonly (readonly [FunctionId, readonly RoleBinding[]])[];
  readonly unsupported: readonly Unsupported[];
  readonly entered: readonly ContractEntry[];
  readonly answers: Answers;
}

/** The compiler itself can run out of stack on syntax that nests without end. */
const lowerSafely = (context: FileContext, plan: UnitPlan): LoweredBody => {
  try {
    return lowerBody(context, plan);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const span = spanOf(plan.node, plan.file);
    const what = "deeply nested function body";
    context.unsupported.push({ what, span });
    const end = { ...span, start: span.end };
    const nodes = [
      { id: 0, operation: { kind: "enter", span }, edges: [{ to: 1, when: "next" }] },
      { id: 1, operation: { kind: "unsupported", what, span }, edges: [{ to: 2, when: "next" }] },
      { id: 2, operation: { kind: "exit", span: end }, edges: [] },
      { id: 3, operation: { kind: "throwExit", span: end }, edges: [] },
    ] as const;
    return { parameters: [], graph: { nodes, exit: 2, throwExit: 3 } };
  }
};

/** Methods have roles by what they implement, whether or not anybody names them. */
const rolesAsMember = (context: FileContext, { node }: UnitPlan): readonly RoleBinding[] =>
  ts.isMethodDeclaration(node) ? context.roles.ofMember(node) : [];

const classesOf = ({ hierarchy }: FileContext, { node }: UnitPlan): readonly string[] => {
  const owner = ts.isClassLike(node) ? node : node.parent;
  const isMember = ts.isClassLike(node) || (ts.isClassElement(node) && !isStatic(node));
  return isMember && ts.isClassLike(owner) ? hierarchy.chainOf(owner).map(propertyIdOf) : [];
};

const unitOf = (context: FileContext, plan: UnitPlan): Omit<LoweredUnit, "captures"> => {
  const { node } = plan;
  const { parameters, graph } = lowerSafely(context, plan);
  return {
    id: plan.id,
    name: plan.name,
    file: plan.file.fileName,
    span: ts.isSourceFile(node) ? { file: plan.file.fileName, start: 0, end: node.end } : spanOf(node, plan.file),
    nameSpan: plan.nameSpan,
    kind: plan.kind,
    hasOwnThis: !ts.isArrowFunction(node),
    classes: classesOf(context, plan),
    isAsync: isAsync(node),
    isGenerator: isGenerator(node),
    parameters,
    parent: plan.parent?.id,
    memberRoles: rolesAsMember(context, plan),
    taggedRoles: ts.isSourceFile(node) ? [] : taggedRoles(context, plan),
    contract: contractOf(context, plan),
    overloads: overloadContracts(context, plan),
    graph,
  };
};

/** @param onUnit called after each function */
export const lowerFile = (context: FileContext, plans: readonly UnitPlan[], onUnit: () => void): LoweredFile => {
  const { survey, roles, unsupported, entered, asked } = context;
  const units = withCaptures(
    plans.map((plan) => {
      const unit = unitOf(context, plan);
      onUnit();
      return unit;
    }),
    ({ span }) => void unsupported.push({ what: "a function that captures very many variables", span }),
  );
  return {
    units,
    valueRoles: [...roles.found].flatMap(([node, bindings]) => {
      const named = survey.plans.get(node);
      return named ? [[named.id, bindings] as const] : [];
    }),
    unsupported,
    entered: [...entered],
    answers: asked.answers,
  };
};
