import type { Contract, Role } from "../contract/contract.js";
import type { Case, LevelOrigin } from "../domain/case.js";
import type { Instance, Summary } from "../domain/summary.js";
import type { Captured, Value } from "../domain/value.js";
import type { Edge, FunctionUnit } from "../ir/graph.js";
import type { CallEvent } from "./call-event.js";
import type { FunctionId, PlaceId, PropertyId } from "../ir/operation.js";

export interface Lookup<Value> {
  get(key: string): Value | undefined;
  has(key: string): boolean;
}

/** A function as its callers see it without its summary. */
export type FunctionHead = Omit<FunctionUnit, "graph" | "span" | "nameSpan">;

/** What solving one function may ask of the whole program. */
export interface AskedFacts {
  readonly functions: Lookup<FunctionHead>;
  readonly contracts: Lookup<Contract>;
  readonly roles: Lookup<Role>;
  readonly propertyFunctions: Lookup<readonly FunctionId[]>;
  readonly guards: Lookup<string>;
  readonly constants: Lookup<Value>;
  /** Functions that change or ask level or locks, themselves or by way of others. */
  readonly acting: Lookup<true>;
}

/** What is known of the whole program before anything is solved. */
export interface ProgramFacts {
  readonly functions: ReadonlyMap<FunctionId, FunctionUnit>;
  readonly contracts: ReadonlyMap<string, Contract>;
  readonly roles: ReadonlyMap<string, Role>;
  /** Functions stored in a property anywhere. */
  readonly propertyFunctions: ReadonlyMap<PropertyId, readonly FunctionId[]>;
  /** Keys of the contracts with the locks that guard properties and variables. */
  readonly guards: ReadonlyMap<PlaceId, string>;
  /** What places of module code hold for good. */
  readonly constants: ReadonlyMap<string, Value>;
  /** Functions that change or ask level or locks, themselves or by way of others. */
  readonly acting: ReadonlyMap<FunctionId, true>;
}

/** What a call gives to its callee. */
export interface Passed {
  readonly receiver?: Value | undefined;
  readonly args: readonly Value[];
  readonly captured?: Captured | undefined;
  /** Of a generator: only what runs in this stretch. */
  readonly stretch?: number | undefined;
}

/**
 * Arguments by parameter index, and captured variables and fields of arguments by path, for which a function is solved by
 * itself: functions, modes, the level at the call; the stretch of a generator.
 */
export type Bindings = ReadonlyMap<number | string, Value>;

/** What the solver knows when it runs one function. */
export interface SolveContext {
  readonly program: AskedFacts;
  readonly unit: FunctionUnit;
  readonly bindings: Bindings;
  /** Remember the cases before every node, of module code too: for people who look at them. */
  readonly keepsAll?: boolean;
  /** Summary of a callee, as far as it is known by now. */
  readonly summaryOf: (
    callee: FunctionId,
    passed: Passed,
    caller: Case,
  ) => { readonly instance: Instance; readonly summary: Summary };
}

/** Where control goes after an operation, with the state there, and what a call did on the way. */
export interface Outcome {
  readonly edge: Edge["when"];
  readonly state: Case;
  readonly events?: readonly CallEvent[];
}

export const next = (state: Case): Outcome => ({ edge: "next", state });

/** The case after the level has changed: the way to here starts anew. */
export const changedLevel = (state: Case, level: Case["level"], origin: LevelOrigin): Case => ({
  ...state,
  level,
  origin,
  supposed: false,
  trail: undefined,
});
