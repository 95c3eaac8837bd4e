import { namedIn, speaksOfLevels } from "../connect/named-in.js";
import { rootPath } from "../domain/path.js";
import type { Value } from "../domain/value.js";
import { addTo } from "../ir/add-to.js";
import { elementsOf } from "../ir/elements.js";
import type { FunctionId, PlaceId } from "../ir/operation.js";
import type { ProgramFacts } from "../solve/context.js";

/** Between functions, and roots of places of module code, which lead to what they hold. */
type Edges = ReadonlyMap<string, readonly string[]>;

const reachedFrom = (starts: Iterable<string>, edges: Edges): ReadonlySet<string> => {
  const reached = new Set(starts);
  for (const key of reached) for (const next of edges.get(key) ?? []) reached.add(next);
  return reached;
};

const parts = (value: Value): readonly Value[] =>
  value.kind === "functions" || value.kind === "generator"
    ? [
        ...((value.kind === "functions" ? value.bound : value.args) ?? []),
        ...(value.receiver ? [value.receiver] : []),
        ...(value.captured?.values() ?? []),
      ]
    : [];

/** Functions, and roots of places, that a value is made of or leads to. */
const leadsTo = (value: Value): string[] => {
  const targets = value.kind === "functions" ? value.targets : value.kind === "generator" ? [value.target] : [];
  const functions = targets.flatMap((target) => (target.kind === "function" ? [target.id] : []));
  const roots = value.kind === "place" ? [value.path.root] : functions.map((id) => `var:${id}`);
  return [...functions, ...roots, ...parts(value).flatMap(leadsTo)];
};

const rootOf = (text: string): string => text.split("|", 1)[0] ?? text;

/** From the root of each place of module code to what it holds for good, and to what that holds. */
const heldInModules = ({ constants }: ProgramFacts): Edges => {
  const edges = new Map<string, string[]>();
  for (const [text, value] of constants) for (const lead of leadsTo(value)) addTo(edges, rootOf(text), lead);
  return edges;
};

/** Whom a function may run, itself or through what it names. */
const calleesOf = (facts: ProgramFacts): Map<string, readonly string[]> => {
  const edges = new Map<string, readonly string[]>(heldInModules(facts));
  const heldIn = (place: PlaceId): readonly FunctionId[] => [
    ...(facts.propertyFunctions.get(place) ?? []),
    ...(facts.propertyFunctions.get(elementsOf(place)) ?? []),
  ];
  for (const unit of facts.functions.values()) {
    const { functions, places } = namedIn(unit);
    const roots = [...places, ...functions].map((id) => rootPath(`var:${id}`).text).filter((root) => edges.has(root));
    edges.set(unit.id, [...functions, ...[...places].flatMap(heldIn), ...roots]);
  }
  return edges;
};

const turned = (edges: Edges): Edges => {
  const back = new Map<string, string[]>();
  for (const [from, all] of edges) for (const to of all) addTo(back, to, from);
  return back;
};

/**
 * The functions that can matter to a finding: those that change or ask level or locks, those that run them, by way of others
 * or not, and all that any of these run. No other one changes level or locks, or is entered with either changed.
 */
export const relevantFunctions = (facts: ProgramFacts): ReadonlySet<FunctionId> => {
  const callees = calleesOf(facts);
  const seeds = [...facts.functions.values()].filter((unit) => speaksOfLevels(unit, facts)).map(({ id }) => id);
  const reached = reachedFrom(reachedFrom(seeds, turned(callees)), callees);
  return new Set([...reached].filter((key) => facts.functions.has(key)));
};
