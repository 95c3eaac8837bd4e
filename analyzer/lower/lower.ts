/**
 * Takes the opened sources and the book of contracts; gives one control-flow graph per function body, with constructors and
 * module bodies, and which functions each property may hold. Promises that every name was resolved by symbol, that operations
 * read and write registers only, and that odd code never stops it: what it does not model is recorded in `unsupported`.
 * Leaves out bodies of `irql/runtime` and of libraries: they are known by contract.
 */
import { ts } from "#compiler";
import type { ContractBook } from "../contract/contract-book.js";
import type { FunctionUnit, LoweredProgram, RoleBinding } from "../ir/graph.js";
import type { FunctionId } from "../ir/operation.js";
import type { SourceSet } from "../load/source-set.js";
import { Exports } from "./exports.js";
import type { LoweredBody } from "./function-body.js";
import { lowerBody } from "./function-body.js";
import type { ProgramContext } from "./program-context.js";
import { openProgram } from "./program-context.js";
import { contractOf, taggedRoles } from "./unit-contract.js";
import type { UnitPlan } from "./unit-plan.js";
import { isAsync, isGenerator, spanOf } from "./unit-plan.js";

/** The compiler itself can run out of stack on syntax that nests without end. */
const lowerSafely = (program: ProgramContext, plan: UnitPlan): LoweredBody => {
  try {
    return lowerBody(program, plan);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const span = spanOf(plan.node, plan.file);
    const what = "deeply nested function body";
    program.unsupported.push({ what, span });
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

const rolesOf = (program: ProgramContext, plan: UnitPlan): readonly RoleBinding[] => {
  const { node } = plan;
  return ts.isSourceFile(node) ? [] : [...program.roles.of(node), ...taggedRoles(program, plan)];
};

const unitOf = (program: ProgramContext, exports: Exports, plan: UnitPlan, body: LoweredBody): FunctionUnit => {
  const { node } = plan;
  const visible = ts.isConstructorDeclaration(node) ? node.parent : node;
  return {
    id: plan.id,
    name: plan.name,
    file: plan.file.fileName,
    span: ts.isSourceFile(node) ? { file: plan.file.fileName, start: 0, end: node.end } : spanOf(node, plan.file),
    nameSpan: plan.nameSpan,
    kind: plan.kind,
    isAsync: isAsync(node),
    isGenerator: isGenerator(node),
    parameters: body.parameters,
    parent: plan.parent?.id,
    roles: rolesOf(program, plan),
    contract: contractOf(program, plan),
    isPublic: exports.isPublic(visible),
    isExported: exports.isExported(visible),
    graph: body.graph,
  };
};

/** Methods have roles by what they implement, whether or not anybody names them. */
const noteMemberRoles = (program: ProgramContext): void => {
  for (const plan of program.survey.plans.values())
    if (ts.isMethodDeclaration(plan.node)) program.roles.noteMember(plan.node, plan.node);
};

export const lower = (sources: SourceSet, contracts: ContractBook): LoweredProgram => {
  const program = openProgram(sources, contracts);
  const exports = new Exports(sources.checker, sources.files, sources.entryPoints);
  noteMemberRoles(program);
  const bodies = new Map<UnitPlan, LoweredBody>();
  for (const plan of program.survey.plans.values()) bodies.set(plan, lowerSafely(program, plan));
  const functions = new Map<FunctionId, FunctionUnit>();
  for (const [plan, body] of bodies) functions.set(plan.id, unitOf(program, exports, plan, body));
  return {
    functions,
    propertyFunctions: program.propertyFunctions.list(),
    guards: program.guards.places,
    unsupported: program.unsupported,
  };
};
