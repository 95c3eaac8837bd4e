import { putFrom } from "../ir/elements.js";
import type { FunctionUnit } from "../ir/graph.js";
import { ofEach } from "../ir/of-each.js";
import type { Operation } from "../ir/operation.js";
import { entryCase, type Case, type Cell } from "../domain/case.js";
import { isElementKey, type Path } from "../domain/path.js";
import type { Summary } from "../domain/summary.js";
import { sameValue, type Value } from "../domain/value.js";
import type { ProgramFacts, SolveContext } from "./context.js";
import { isInitialisedCell } from "./initialised.js";
import { byName, isMaker, summaryOfConstructor, summaryOfMaker } from "./makers.js";
import { NotedFacts, type FactStep, type VersionFacts } from "./noted-facts.js";
import { solve } from "./solve.js";

/** What places of module code hold for good, by path text. */
export type ModuleConstants = ReadonlyMap<string, Value>;

interface Writes {
  /** Variables that some function other than the module's own code stores to. */
  readonly variables: ReadonlySet<string>;
  /** Property names that some function sets on an object that it did not just make. */
  readonly properties: ReadonlySet<string>;
  readonly elements: boolean;
}

/** Objects of a module's code of which nobody changes the elements. */
const fixedIn = ofEach(
  ({ id, graph }: FunctionUnit): ReadonlySet<string> =>
    new Set(
      graph.nodes.flatMap(({ id: node, operation }) =>
        operation.kind === "allocate" && operation.fixed === true ? [`var:${id}:${String(node)}`] : [],
      ),
    ),
);

/** Registers with objects that nobody has seen before: made here, or the one that a constructor is called for. */
const freshObjects = ({ kind }: FunctionUnit, operations: readonly Operation[]): Set<string> =>
  new Set(
    operations.flatMap((operation) =>
      operation.kind === "allocate" || (operation.kind === "this" && kind === "constructor") ? [operation.dst] : [],
    ),
  );

const writesIn = ofEach((unit: FunctionUnit): Writes => {
  const variables = new Set<string>();
  const properties = new Set<string>();
  let elements = false;
  const operations = unit.graph.nodes.map((node) => node.operation);
  const fresh = freshObjects(unit, operations);
  for (const operation of operations) {
    if (operation.kind === "store") variables.add(`var:${operation.variable}`);
    if (operation.kind === "call" && putFrom(operation) !== undefined) elements = true;
    if (operation.kind !== "set" || fresh.has(operation.object)) continue;
    if (operation.key.kind === "name") properties.add(operation.key.name);
    else elements = true;
  }
  return { variables, properties, elements };
});

const collectWrites = (units: Iterable<FunctionUnit>): Writes => {
  const variables = new Set<string>();
  const properties = new Set<string>();
  let elements = false;
  for (const unit of units) {
    if (unit.kind === "module") continue;
    const writes = writesIn(unit);
    for (const variable of writes.variables) variables.add(variable);
    for (const property of writes.properties) properties.add(property);
    elements ||= writes.elements;
  }
  return { variables, properties, elements };
};

const isWritten = (path: Path, writes: Writes, fixed: ReadonlySet<string>): boolean =>
  path.keys.length === 0
    ? writes.variables.has(path.root)
    : path.keys.some((key, index) =>
        isElementKey(key) ? writes.elements && !(index === 0 && fixed.has(path.root)) : writes.properties.has(key),
      );

const isConstant = (value: Value): boolean =>
  value.kind === "literal" ||
  value.kind === "functions" ||
  (value.kind === "place" && value.path.root.startsWith("var:") && value.path.keys.length === 0);

/** Calls are taken to do nothing but to make functions and fill new objects: only what module code itself writes counts beside. */
const NOTHING_HAPPENS: Summary = { exits: [{ how: "return", state: entryCase }] };

const agreed = (key: string, cell: Cell, states: readonly Case[]): boolean =>
  states.every((state) => {
    const other = state.memory.get(key);
    return other !== undefined && sameValue(other.value, cell.value);
  });

const doesNothing: SolveContext["summaryOf"] = (id) => ({
  instance: { key: id, function: id },
  summary: NOTHING_HAPPENS,
});

/** How a module's code ends, with the facts and the functions that this was found from. */
interface Ended {
  readonly facts: readonly FactStep[];
  readonly called: readonly FunctionUnit[];
  readonly cases: readonly Case[];
}

export type KeptModules = readonly (readonly [FunctionUnit, Ended])[];

/** How the code of modules ended in an earlier version: that of one that is the same, as long as the facts that it asks for are. */
export class ModuleMemory {
  #asked: FactStep[] = [];
  readonly #facts = new NotedFacts((step) => void this.#asked.push(step));
  readonly #ended = new WeakMap<FunctionUnit, Ended>();
  #functions: VersionFacts["functions"] = new Map<string, FunctionUnit>();

  /** Starts a new version. */
  open(program: VersionFacts): void {
    this.#facts.open(program);
    this.#functions = program.functions;
  }

  /** The constants that the cases name. */
  get constants(): Case["constants"] {
    return this.#facts.asked.constants;
  }

  kept(units: Iterable<FunctionUnit>): KeptModules {
    const ended = [...units].map((unit) => [unit, this.#ended.get(unit)] as const);
    return ended.flatMap(([unit, end]) => (end ? [[unit, end] as const] : []));
  }

  restore(kept: KeptModules): void {
    for (const [unit, ended] of kept) this.#ended.set(unit, ended);
  }

  casesAtEnd(unit: FunctionUnit): readonly Case[] {
    const before = this.#ended.get(unit);
    if (before && this.#stands(before)) return before.cases;
    this.#asked = [];
    const made = new Map<FunctionUnit, Summary>();
    const cases = this.#solve(unit, (id, ...rest) => {
      const callee = this.#functions.get(id);
      const known = callee && (made.get(callee) ?? this.#summary(callee));
      if (callee && known) made.set(callee, known);
      return known ? { instance: { key: id, function: id }, summary: known } : doesNothing(id, ...rest);
    });
    this.#ended.set(unit, { facts: this.#asked, called: [...made.keys()], cases });
    return cases;
  }

  #stands({ facts, called }: Ended): boolean {
    return (
      called.every((unit) => this.#functions.get(unit.id) === unit) &&
      facts.every((step) => this.#facts.stillHolds(step))
    );
  }

  #summary(callee: FunctionUnit): Summary {
    if (callee.kind === "constructor") return summaryOfConstructor(this.#solve(callee, doesNothing));
    return isMaker(callee) ? summaryOfMaker(this.#solve(callee, doesNothing)) : NOTHING_HAPPENS;
  }

  #solve(unit: FunctionUnit, summaryOf: SolveContext["summaryOf"]): readonly Case[] {
    const { before } = solve({ program: this.#facts.asked, unit, bindings: new Map(), summaryOf });
    return before[unit.graph.exit]?.cases ?? [];
  }
}

/** What the places that nobody writes later hold at the end of a module's code. */
const lasting = (states: readonly Case[], isWrittenLater: (path: Path) => boolean): (readonly [string, Value])[] => {
  const [first] = states;
  if (!first) return [];
  return first.memory.entries().flatMap(([key, cell]) => {
    if (isInitialisedCell(cell.path) || isWrittenLater(cell.path) || !agreed(key, cell, states)) return [];
    const value = byName(first, cell.value);
    return value && isConstant(value) && !(value.kind === "place" && isWrittenLater(value.path)) ? [[key, value]] : [];
  });
};

/** Literals, functions, objects and the contents of other such variables that variables and fields of module code keep from the start. */
export const moduleConstants = (program: ProgramFacts, memory = new ModuleMemory()): ModuleConstants => {
  memory.open(program);
  const writes = collectWrites(program.functions.values());
  const modules = [...program.functions.values()].filter(({ kind }) => kind === "module");
  return new Map(
    modules.flatMap((unit) => lasting(memory.casesAtEnd(unit), (path) => isWritten(path, writes, fixedIn(unit)))),
  );
};
