import { isElementKey, isMadeObject, isRelative, type Path } from "../domain/path.js";
import { isReturnedBy } from "../domain/returned-object.js";
import type { Value } from "../domain/value.js";
import type { FunctionUnit, GraphNode } from "../ir/graph.js";
import { ofEach } from "../ir/of-each.js";
import type { Operation, Register } from "../ir/operation.js";
import { readRegister } from "../solve/memory.js";
import type { SolvedInstance } from "../summarize/instance.js";
import { throughCall } from "./entry-contexts.js";
import { everywhere } from "./parts.js";
import { ask, casesAt, entryOf, inWhole, question, type SettledProgram } from "./settled-program.js";

/** A place by its declaration, and by its name alone. */
interface Key {
  readonly declared: string | undefined;
  readonly named: string;
}

/** An object that is put into a place, as the function has it or a caller passes it; undefined: it is not followed. */
interface Put {
  readonly key: Key;
  readonly object: Path | undefined;
  /** Into an object by what declares its fields: its class, or where it is written down. */
  readonly isDeclaring: boolean;
}

type Write = Extract<Operation, { kind: "set" | "store" }>;

const fieldKey = (name: string, declared: string | undefined): Key | undefined =>
  isElementKey(name) ? undefined : { declared, named: `.${name}` };

const variableKey = (variable: string): Key => ({ declared: variable, named: variable });

const keyOf = ({ root, keys, property }: Path): Key | undefined => {
  const name = keys.at(-1);
  if (name !== undefined) return fieldKey(name, property);
  return root.startsWith("var:") ? variableKey(root.slice("var:".length)) : undefined;
};

const keyWritten = (write: Write): Key | undefined => {
  if (write.kind === "store") return variableKey(write.variable);
  return write.key.kind === "name" ? fieldKey(write.key.name, write.key.property) : undefined;
};

const registersOf = (kinds: readonly Operation["kind"][]): ((unit: FunctionUnit) => ReadonlySet<Register>) =>
  ofEach(
    ({ graph }: FunctionUnit) =>
      new Set(
        graph.nodes.flatMap(({ operation }) =>
          kinds.includes(operation.kind) && "dst" in operation ? [operation.dst] : [],
        ),
      ),
  );

/** Registers that hold the function's own object, or one that is made there. */
const declaringIn = registersOf(["this", "allocate"]);

const UNKNOWN: Value = { kind: "unknown" };

/** Module code does not remember what it has run through: there it is what it leaves in such places. */
const valuesPut = (program: SettledProgram, instance: SolvedInstance, node: GraphNode, write: Write): Value[] => {
  const { solution, unit } = instance;
  const isRemembered = (solution.before[node.id]?.cases.length ?? 0) > 0;
  if (isRemembered || unit.kind !== "module")
    return casesAt(program, instance, node).map((state) => readRegister(state, write.src));
  const left = (solution.before[unit.graph.exit]?.cases ?? []).flatMap(({ memory }) =>
    memory.values().flatMap(({ path, value }) => (keyOf(path)?.named === keyWritten(write)?.named ? [value] : [])),
  );
  return left.length > 0 ? left : [UNKNOWN];
};

/** The objects that a value may be, as callers pass them; what is no object is no lock. */
const objectsIn = (
  program: SettledProgram,
  instance: SolvedInstance,
  value: Value,
  seen = new Set<string>(),
): (Path | undefined)[] => {
  if (value.kind === "unknown") return [undefined];
  if (value.kind !== "place") return [];
  const { path } = value;
  if (!isRelative(path) || path.keys.length > 0) return [path];
  const key = `${instance.key} ${path.text}`;
  if (seen.has(key)) return [];
  seen.add(key);
  const { calls, roots } = entryOf(program, instance);
  const passed = calls.flatMap((edge) =>
    objectsIn(
      program,
      edge.caller,
      edge.kind === "direct" || edge.kind === "callback" ? throughCall(edge, path) : UNKNOWN,
      seen,
    ),
  );
  return roots.length > 0 ? [...passed, undefined] : passed;
};

const putsAt = (program: SettledProgram, instance: SolvedInstance, node: GraphNode): Put[] => {
  const { operation } = node;
  if (operation.kind !== "set" && operation.kind !== "store") return [];
  const key = keyWritten(operation);
  if (key === undefined) return [];
  const isDeclaring = operation.kind === "store" || declaringIn(instance.unit).has(operation.object);
  const puts = new Map<string | undefined, Put>();
  for (const value of valuesPut(program, instance, node, operation))
    for (const object of objectsIn(program, instance, value)) puts.set(object?.text, { key, object, isDeclaring });
  return [...puts.values()];
};

const puts = everywhere("lock-origins: puts", (program): readonly Put[] =>
  program.instances.flatMap((instance) => instance.unit.graph.nodes.flatMap((node) => putsAt(program, instance, node))),
);

const putsByKey = inWhole((program): ReadonlyMap<string, readonly Put[]> => {
  const found = new Map<string, Put[]>();
  for (const put of puts(program))
    for (const key of new Set([put.key.declared, put.key.named])) {
      const known = key === undefined ? undefined : found.get(key);
      if (known) known.push(put);
      else if (key !== undefined) found.set(key, [put]);
    }
  return found;
});

/** What is put into a place. A field that an interface declares is filled as that of a class or literal: it goes by its name. */
const putsInto = (program: SettledProgram, { declared, named }: Key): readonly Put[] => {
  const own = declared === undefined ? [] : (putsByKey(program).get(declared) ?? []);
  return own.some((put) => put.isDeclaring) ? own : (putsByKey(program).get(named) ?? []);
};

const keyText = ({ declared = "", named }: Key): string => [declared, named].join("\n");

const keyFrom = (text: string): Key => {
  const [declared = "", named = ""] = text.split("\n");
  return { declared: declared === "" ? undefined : declared, named };
};

/** All sites whose objects are ever put into such places; undefined where one is not known. */
const sitesUnder = (program: SettledProgram, key: Key, seen: Set<string>): ReadonlySet<string> | undefined => {
  const text = keyText(key);
  if (seen.has(text)) return new Set();
  seen.add(text);
  const sites = new Set<string>();
  for (const { object } of putsInto(program, key)) {
    const from = object && sitesOf(program, object, seen);
    if (!from) return undefined;
    for (const site of from) sites.add(site);
  }
  return sites;
};

const sitesOf = (program: SettledProgram, path: Path, seen: Set<string>): ReadonlySet<string> | undefined => {
  if (isMadeObject(path)) return new Set([path.root]);
  const key = keyOf(path);
  return key && sitesUnder(program, key, seen);
};

const SITES = question<readonly string[]>("lock-origins: sites", {
  answer: (whole, key) => [...(sitesUnder(whole, keyFrom(key), new Set()) ?? [])].sort(),
  byObject: false,
});

/** The sites at which all objects were made that the place can be; none, where that is not known. */
const originsOf = (program: SettledProgram, path: Path): readonly string[] => {
  if (isMadeObject(path)) return [path.root];
  const key = keyOf(path);
  return key ? ask(program, SITES, keyText(key)) : [];
};

/** The function that last gave the object a name, and the node that it stands for there. */
const lastNode = (site: string): readonly [owner: string, node: string] => {
  const last = site.replace(/^new:/, "").split("@@").at(-1) ?? "";
  const end = last.lastIndexOf(":");
  return [last.slice(0, end), last.slice(end + 1)];
};

/** The one object of a site of module code. */
const isMadeOnce = (site: string): boolean => site.startsWith("var:");

/**
 * Whether two sites may be those of one object. The outer function names the call, too, in which an object was made; which one of a
 * function's own is returned is not told, but those of two calls are two.
 */
const mayBeOneSite = (a: string, b: string): boolean => {
  if (a === b) return true;
  if (isMadeOnce(a) || isMadeOnce(b)) return false;
  if (![a, b].some(isReturnedBy)) return a.startsWith(`${b}@@`) || b.startsWith(`${a}@@`);
  const [[owner, node], [another, other]] = [lastNode(a), lastNode(b)];
  return owner !== another || node === other;
};

/** Whether what two places hold was made at different sites, whatever is put there. */
export const areMadeApart = (program: SettledProgram, one: Path, other: Path): boolean => {
  const [sites, others] = [originsOf(program, one), originsOf(program, other)];
  return sites.length > 0 && others.length > 0 && !sites.some((site) => others.some((b) => mayBeOneSite(site, b)));
};
