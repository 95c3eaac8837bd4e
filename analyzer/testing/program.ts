import { actingFunctions } from "../connect/acting.js";
import { connect } from "../connect/connect.js";
import type { Contract, Role } from "../contract/contract.js";
import { printSummary } from "../domain/print-summary.js";
import type { Summary } from "../domain/summary.js";
import type { FunctionUnit, PropertyFunction } from "../ir/graph.js";
import { verifyGraph } from "../ir/verify.js";
import { model } from "../model/model.js";
import type { ProgramFacts } from "../solve/context.js";
import { solveEntries } from "../summarize/entries.js";
import { Effort } from "../summarize/effort.js";
import { NOT_ENTERED, type Entries, type Entry } from "../summarize/entry.js";
import type { SolvedInstance } from "../summarize/instance.js";
import { summarize, type Summaries } from "../summarize/summarize.js";
import { bodySummary } from "../summarize/summary-of-solution.js";
import type { SettledProgram } from "../check/settled-program.js";
import { Versions } from "../check/versions.js";
import { describeLevels } from "../domain/level-set.js";

export interface TestProgram extends SettledProgram {
  readonly facts: ProgramFacts;
  readonly entries: Entries;
  readonly summaries: Summaries;
  /** The instance of a function that nothing is bound to. */
  instance(name: string): SolvedInstance;
  entry(name: string): Entry;
  /** `PASSIVE_LEVEL..DISPATCH_LEVEL by role` */
  entered(name: string): string;
  /** Its ways out as they are, one line each, in the order of the text. */
  summary(name: string): string;
  /** The same as its callers see them. */
  seen(name: string): string;
}

export interface Extra {
  readonly contracts?: Readonly<Record<string, Contract>>;
  readonly roles?: Readonly<Record<string, Role>>;
  readonly properties?: readonly PropertyFunction[];
  readonly constants?: ProgramFacts["constants"];
  /** Steps up to which every function is followed. */
  readonly stepsForAll?: number;
}

const checkGraphs = (units: readonly FunctionUnit[]): void => {
  for (const unit of units) {
    const wrong = verifyGraph(unit);
    if (wrong.length > 0) throw new Error(`${unit.name}: ${wrong.join("; ")}`);
  }
};

const factsOf = (
  units: readonly FunctionUnit[],
  extra: Extra,
): { facts: ProgramFacts; graph: ReturnType<typeof connect> } => {
  const functions = new Map(units.map((unit) => [unit.id, unit]));
  const graph = connect({ functions, propertyFunctions: extra.properties ?? [], guards: new Map(), unsupported: [] });
  const book = model();
  const named = units.flatMap((unit) =>
    unit.graph.nodes.flatMap(({ operation }) =>
      operation.kind === "call" || operation.kind === "closure"
        ? (operation.kind === "call" ? operation.targets : [operation.target]).flatMap((target) =>
            target.kind === "contract" ? [target.contract] : [],
          )
        : [],
    ),
  );
  const builtin = named.flatMap((name): [string, Contract][] => {
    const contract = book.builtin(name);
    return contract ? [[name, contract]] : [];
  });
  const roles = units.flatMap((unit) =>
    unit.roles.flatMap(({ role }): [string, Role][] => {
      const known = book.role(role);
      return known ? [[role, known]] : [];
    }),
  );
  const contracts = new Map([...builtin, ...Object.entries(extra.contracts ?? {})]);
  const guards = new Map<string, string>();
  const facts = {
    functions,
    contracts,
    roles: new Map([...roles, ...Object.entries(extra.roles ?? {})]),
    propertyFunctions: graph.propertyFunctions,
    guards,
    constants: extra.constants ?? new Map(),
    acting: actingFunctions(functions, graph, { contracts, guards }),
  };
  return { facts, graph };
};

const printed = (unit: FunctionUnit, summary: Summary): string =>
  printSummary(summary, (index) => unit.parameters[index]?.name ?? "?")
    .split("\n")
    .sort()
    .join("\n");

/** Connects, solves and summarises hand-built functions: the stages after `lower`, with no compiler near. */
export const program = (units: readonly FunctionUnit[], extra: Extra = {}): TestProgram => {
  checkGraphs(units);
  const { facts, graph } = factsOf(units, extra);
  const effort = new Effort(facts, extra.stepsForAll);
  const summaries = summarize(facts, graph, undefined, undefined, effort);
  const entries = solveEntries(facts, summaries);
  const instances = [...summaries.instances.values()].filter((one) => entries.get(one.key)?.levels !== 0);
  const instance = (name: string): SolvedInstance => {
    const found = summaries.instances.get(name);
    if (!found) throw new Error(`no instance ${name}: there are ${[...summaries.instances.keys()].join(", ")}`);
    return found;
  };
  const entry = (name: string): Entry => entries.get(instance(name).key) ?? NOT_ENTERED;
  return {
    facts,
    summaries,
    entries,
    instances,
    tagProblems: [],
    text: () => "",
    versions: new Versions(),
    instance,
    entry,
    entered: (name) => {
      const { levels, roots } = entry(name);
      const reasons = roots.map((root) => root.reason.kind).join(", ");
      return `${describeLevels(levels)}${reasons === "" ? "" : ` by ${reasons}`}`;
    },
    summary: (name) => {
      const { unit, solution } = instance(name);
      return printed(unit, bodySummary(unit, solution));
    },
    seen: (name) => printed(instance(name).unit, instance(name).summary),
  };
};
