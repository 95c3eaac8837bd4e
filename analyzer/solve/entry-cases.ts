import type { ContractCondition } from "../contract/contract.js";
import { assumeLevel, entryCase, type Case } from "../domain/case.js";
import { ENTRY, levelSymbol } from "../domain/level.js";
import type { LevelSet } from "../domain/level-set.js";
import { rootPath } from "../domain/path.js";
import { mapOf } from "../domain/persistent-map.js";
import { place, type Value } from "../domain/value.js";
import type { SolveContext } from "./context.js";
import { refineLiteral } from "./contract-conditions.js";
import { ownValueAt } from "./contract-path.js";

type ArgumentCondition = Extract<ContractCondition, { kind: "argument" }>;

/** Captured variables are assigned once, and what is written to a field of a parameter is found first. */
export class WithBindings {
  readonly bound: ReadonlyMap<string, Value>;
  readonly others: Case["constants"];

  constructor(bound: ReadonlyMap<string, Value>, others: Case["constants"]) {
    this.bound = bound;
    this.others = others;
  }

  get(key: string): Value | undefined {
    return this.bound.get(key) ?? this.others.get(key);
  }
}

/** What is passed stands in the parameter's own place as well: tags name that. */
const constantsOf = ({ bindings, program }: SolveContext): Case["constants"] => {
  const known = [...bindings].map(
    ([key, value]) => [typeof key === "string" ? key : rootPath(`param:${String(key)}`).text, value] as const,
  );
  return known.length === 0 ? program.constants : new WithBindings(new Map(known), program.constants);
};

const initialCase = (context: SolveContext, telling: Case["telling"]): Case => {
  const passed = context.unit.parameters.map(({ register, rest }, index) => {
    const root = `${rest ? "rest" : "param"}:${String(index)}`;
    return [register, context.bindings.get(index) ?? place(rootPath(root))] as const;
  });
  return { ...entryCase, constants: constantsOf(context), registers: mapOf(passed), telling };
};

/**
 * The cases in which a function is entered. Arguments may decide the entry level: `@irqlRequires DISPATCH_LEVEL when atDispatch == true`.
 * Where it is another, callers are told.
 */
export const entryCases = (context: SolveContext, telling: Case["telling"]): Case[] => {
  const contract =
    context.unit.contract === undefined ? undefined : context.program.contracts.get(context.unit.contract);
  return (contract?.cases ?? []).reduce<Case[]>(
    (cases, { when, requires }) =>
      requires === undefined || when.kind !== "argument"
        ? cases
        : cases.flatMap((state) => splitEntry(state, when, requires)),
    [initialCase(context, telling)],
  );
};

const splitEntry = (state: Case, when: ArgumentCondition, requires: LevelSet): Case[] => {
  if (when.path.root.kind !== "argument") return [state];
  const value = ownValueAt(state, when.path);
  const [holds, fails] = [when.equals, !when.equals].map((equal) => refineLiteral(state, value, when.value, equal));
  const entered = holds && assumeLevel(holds, levelSymbol(ENTRY), requires);
  return [entered, fails].filter((one) => one !== undefined);
};
