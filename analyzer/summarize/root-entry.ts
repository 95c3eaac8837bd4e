import type { Contract, Role } from "../contract/contract.js";
import { ANY_LEVEL, exactly, PASSIVE_LEVEL, type LevelSet } from "../domain/level-set.js";
import type { FunctionUnit, RoleBinding } from "../ir/graph.js";
import type { Lookup } from "../solve/context.js";

/** Why a function is entered at the levels that do not come from its callers. */
export type EntryReason =
  | { readonly kind: "module" }
  | { readonly kind: "contract"; readonly contract: string }
  | { readonly kind: "role"; readonly role: Role; readonly binding: RoleBinding | undefined }
  | { readonly kind: "public" }
  | { readonly kind: "unknown callers" };

export interface RootEntry {
  readonly levels: LevelSet;
  readonly reason: EntryReason;
}

/** What a function says itself of how it is entered. */
export interface OwnEntries {
  readonly entries: readonly RootEntry[];
  /** Callers add nothing. */
  readonly settles: boolean;
}

export interface StatedFacts {
  readonly contracts: Lookup<Contract>;
  readonly roles: Lookup<Role>;
}

/** At all levels at which one of its overloads may be called. */
const levelsOf = ({ overloads = [] }: FunctionUnit, { requires }: Contract, { contracts }: StatedFacts): LevelSet =>
  overloads.reduce((levels, key) => levels | (contracts.get(key)?.requires ?? ANY_LEVEL), requires);

/** Entry levels that a function has by itself: contract, else role, else (module, public entry point). None: its callers decide. */
export const ownEntries = (unit: FunctionUnit, program: StatedFacts): OwnEntries => {
  if (unit.kind === "module")
    return { entries: [{ levels: exactly(PASSIVE_LEVEL), reason: { kind: "module" } }], settles: true };
  const contract = unit.contract === undefined ? undefined : program.contracts.get(unit.contract);
  const roles = unit.roles.flatMap((binding) => {
    const role = program.roles.get(binding.role);
    return role ? [{ levels: role.entry, reason: { kind: "role", role, binding } as const }] : [];
  });
  // The kernel alone enters a cancel routine: nobody else holds a lock for it.
  const saysLess = (contract?.impliesLevel === true || contract?.isCancel === true) && roles.length > 0;
  if (contract?.statesLevel && unit.contract !== undefined && !saysLess)
    return {
      entries: [{ levels: levelsOf(unit, contract, program), reason: { kind: "contract", contract: unit.contract } }],
      settles: true,
    };
  if (roles.length > 0) return { entries: roles, settles: true };
  return unit.isPublic
    ? { entries: [{ levels: ANY_LEVEL, reason: { kind: "public" } }], settles: false }
    : { entries: [], settles: false };
};

export const unknownCallers: RootEntry = { levels: ANY_LEVEL, reason: { kind: "unknown callers" } };
