/**
 * Takes the opened sources and the book of contracts; gives one control-flow graph per function body, with constructors and
 * module bodies, and which functions each property may hold. Promises that every name was resolved by symbol, that operations
 * read and write registers only, and that odd code never stops it: what it does not model is recorded in `unsupported`. Given the
 * memory of an earlier call, it lowers only files whose graphs can be others now, and gives the same as without.
 * Leaves out bodies of `irql/runtime` and of libraries: they are known by contract.
 */
import type { ContractBook } from "../contract/contract-book.js";
import type { FunctionUnit, LoweredProgram, RoleBinding } from "../ir/graph.js";
import type { FunctionId } from "../ir/operation.js";
import type { SourceSet } from "../load/source-set.js";
import { exportsOf } from "./exports.js";
import type { LoweredFile } from "./lower-file.js";
import { LoweringMemory, type OfProgram } from "./memory.js";
import { openProgram } from "./program-context.js";

/** Roles from all places of the program where a function is named as a value. */
const valueRoles = (files: readonly LoweredFile[]): ReadonlyMap<FunctionId, readonly RoleBinding[]> => {
  const found = new Map<FunctionId, readonly RoleBinding[]>();
  for (const file of files)
    for (const [id, bindings] of file.valueRoles) found.set(id, [...(found.get(id) ?? []), ...bindings]);
  return found;
};

const NO_ROLES: readonly RoleBinding[] = [];

export const lower = (
  sources: SourceSet,
  contracts: ContractBook,
  memory: LoweringMemory = new LoweringMemory(),
  onProgress: (done: number, total: number) => void = () => undefined,
): LoweredProgram => {
  const program = openProgram(sources, contracts, memory);
  const { survey, propertyFunctions, guards } = program;
  const exports = memory.exports(program, sources.entryPoints, () => exportsOf(program.checker, sources, survey.plans));
  let done = 0;
  const files = memory.lowered(program, () => {
    done += 1;
    onProgress(done, survey.plans.size);
  });
  const asValue = valueRoles(files);
  const ofProgram = (id: FunctionId): OfProgram => ({
    asValue: asValue.get(id) ?? NO_ROLES,
    isPublic: exports.public.has(id),
    isExported: exports.exported.has(id),
  });
  const functions = new Map<FunctionId, FunctionUnit>();
  for (const { units } of files)
    for (const unit of units) functions.set(unit.id, memory.unit(unit, ofProgram(unit.id)));
  return {
    functions,
    propertyFunctions: propertyFunctions.list(),
    guards: guards.places,
    unsupported: files.flatMap((file) => file.unsupported),
  };
};
