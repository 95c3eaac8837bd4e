/**
 * Takes the opened sources and the book of contracts; gives one control-flow graph per function body, with constructors and
 * module bodies, and which functions each property may hold. Promises that every name was resolved by symbol, that operations
 * read and write registers only, and that odd code never stops it: what it does not model is recorded in `unsupported`. Given the
 * memory of an earlier call, it lowers only files whose graphs can be others now, and gives the same as without.
 * Leaves out bodies of `irql/runtime` and of libraries: they are known by contract.
 */
import { ts } from "#compiler";
import type { ContractBook } from "../contract/contract-book.js";
import type { FunctionUnit, LoweredProgram, RoleBinding } from "../ir/graph.js";
import type { FunctionId } from "../ir/operation.js";
import type { SourceSet } from "../load/source-set.js";
import { Exports } from "./exports.js";
import type { LoweredFile, LoweredUnit } from "./lower-file.js";
import { LoweringMemory } from "./memory.js";
import { openProgram } from "./program-context.js";
import { withoutRepeats } from "./role-places.js";
import type { UnitPlan } from "./unit-plan.js";

/** Roles from all places of the program where a function is named as a value. */
const valueRoles = (files: readonly LoweredFile[]): ReadonlyMap<FunctionId, readonly RoleBinding[]> => {
  const found = new Map<FunctionId, readonly RoleBinding[]>();
  for (const file of files)
    for (const [id, bindings] of file.valueRoles) found.set(id, [...(found.get(id) ?? []), ...bindings]);
  return found;
};

type OfProgram = Pick<FunctionUnit, "roles" | "isPublic" | "isExported">;

const ofProgram = (
  { node }: UnitPlan,
  { memberRoles, taggedRoles }: LoweredUnit,
  asValue: readonly RoleBinding[],
  exports: Exports,
): OfProgram => {
  const visible = ts.isConstructorDeclaration(node) ? node.parent : node;
  return {
    roles: [...withoutRepeats([...memberRoles, ...asValue]), ...taggedRoles],
    isPublic: exports.isPublic(visible),
    isExported: exports.isExported(visible),
  };
};

const byFile = (plans: Iterable<UnitPlan>): ReadonlyMap<ts.SourceFile, readonly UnitPlan[]> => {
  const groups = new Map<ts.SourceFile, UnitPlan[]>();
  for (const plan of plans) {
    const group = groups.get(plan.file) ?? [];
    group.push(plan);
    groups.set(plan.file, group);
  }
  return groups;
};

export const lower = (
  sources: SourceSet,
  contracts: ContractBook,
  memory: LoweringMemory = new LoweringMemory(),
): LoweredProgram => {
  const program = openProgram(sources, contracts, memory);
  const { survey, propertyFunctions, guards } = program;
  const exports = new Exports(program.checker, sources.files, sources.entryPoints);
  const files = memory.lowered(program, sources.program, byFile(survey.plans.values()));
  const asValue = valueRoles(files);
  const functions = new Map<FunctionId, FunctionUnit>();
  const plans = new Map([...survey.plans.values()].map((plan) => [plan.id, plan]));
  for (const unit of files.flatMap((file) => file.units)) {
    const plan = plans.get(unit.id);
    if (plan) functions.set(unit.id, memory.unit(unit, ofProgram(plan, unit, asValue.get(unit.id) ?? [], exports)));
  }
  return {
    functions,
    propertyFunctions: propertyFunctions.list(),
    guards: guards.places,
    unsupported: files.flatMap((file) => file.unsupported),
  };
};
