import { kind } from "../snapshot/vocabulary.js";
import type { Literal } from "../ir/operation.js";
import { captureKey, childPath, isElementKey, isLiteralKey, parentPath, type Path } from "../domain/path.js";
import type { Case, Cell } from "../domain/case.js";
import { ofEach } from "../ir/of-each.js";
import { ofItems } from "../ir/of-items.js";
import { equal } from "../solve/equal.js";
import { dataEverywhere } from "./parts.js";
import { ask, fromVersionBefore, type SettledProgram, question } from "./settled-program.js";

const MAX_STEPS = 10;

const extend = (base: Path, keys: readonly string[], property: Path["property"]): Path => ({
  root: base.root,
  keys: [...base.keys, ...keys],
  property: keys.length === 0 ? base.property : property,
  text: [base.root, ...base.keys, ...keys].join("|"),
});

interface Rewritten {
  readonly texts: ReadonlySet<string>;
}

/** Places that some function other than a module's own code may fill anew. */
const rewrittenPlaces = dataEverywhere("lock-names: rewritten places", ({ instances }): readonly Rewritten[] => {
  const texts = new Set<string>();
  for (const { unit, summary } of instances)
    for (const { state } of unit.kind === "module" ? [] : summary.exits)
      for (const text of state.memory.keys()) texts.add(text);
  return [{ texts }];
});

/** Variables that the functions of an object captured: their names in the object, and what they hold. */
const capturedIn = ({ path, value }: Cell): (readonly [Path, Path])[] => {
  const object = parentPath(path);
  if (!object || value.kind !== "functions") return [];
  return [...(value.captured ?? [])].flatMap(([variable, held]) =>
    held.kind === "place" ? [[childPath(object, captureKey(variable)), held.path] as const] : [],
  );
};

/** A variable before what lies in objects: of several names of one object the shortest is taken. */
const byName = ({ path: a }: Cell, { path: b }: Cell): number =>
  a.keys.length - b.keys.length || (a.text < b.text ? -1 : 1);

const NO_CASES: readonly Case[] = [];

/** What a module's code leaves in places that others can name, in the order of its cases. */
interface Left {
  readonly captured: readonly (readonly [Path, Path])[];
  readonly literals: readonly { readonly text: string; readonly value: Literal }[];
  /** Objects, by the places that hold them. */
  readonly objects: readonly { readonly holder: Path; readonly object: Path }[];
}

const leftBy = (cases: readonly Case[]): Left => {
  const cells = cases.flatMap(({ memory }) => memory.values().sort(byName));
  return {
    captured: cells.flatMap(capturedIn),
    literals: cells.flatMap(({ path: { text }, value }) =>
      value.kind === "literal" ? { text, value: value.value } : [],
    ),
    objects: cells.flatMap(({ path: holder, value }) =>
      value.kind === "place" && !holder.keys.some(isElementKey) ? { holder, object: value.path } : [],
    ),
  };
};

const leftByModules = dataEverywhere("lock-names: left by modules", ({ instances }): readonly Left[] =>
  instances.flatMap(({ unit, solution }) =>
    unit.kind === "module" ? leftBy(solution.before[unit.graph.exit]?.cases ?? NO_CASES) : [],
  ),
);

const allRewritten = ofItems((parts: readonly Rewritten[]) => new Set(parts.flatMap(({ texts }) => [...texts])));

interface Contents {
  readonly sites: ReadonlyMap<string, Path>;
  readonly contents: ReadonlyMap<string, Path>;
  /** The places that hold objects of module code, by the objects. */
  readonly holders: ReadonlyMap<string, Path>;
  readonly literals: ReadonlyMap<string, { readonly value: Literal }>;
}

/** What the places hold for good; not those that one case of the module code leaves otherwise than another. */
const agreed = <Content>(
  all: readonly (readonly [text: string, content: Content])[],
  same: (a: Content, b: Content) => boolean,
): Map<string, Content> => {
  const found = new Map<string, Content>();
  const others = new Set<string>();
  for (const [text, content] of all) {
    const known = found.get(text);
    if (known !== undefined && !same(known, content)) others.add(text);
    found.set(text, content);
  }
  for (const text of others) found.delete(text);
  return found;
};

/**
 * Names from the end of module code: `new:` sites get the name of the variable or field that holds them; a field that holds
 * another variable's object, and is filled by module code only, is that object.
 */
const collectNames = (modules: readonly Left[], rewritten: ReadonlySet<string>): Contents => {
  const places: (readonly [string, Path])[] = [];
  const sites = new Map<string, Path>();
  const holders = new Map<string, Path>();
  const captured: (readonly [Path, Path])[] = [];
  for (const left of modules) {
    captured.push(...left.captured);
    for (const { holder, object } of left.objects)
      if (object.root.startsWith("new:") && object.keys.length === 0) {
        if (!sites.has(object.root) && holder.root !== object.root) sites.set(object.root, holder);
      } else if (!rewritten.has(holder.text)) {
        places.push([holder.text, object]);
        if (!holders.has(object.text)) holders.set(object.text, holder);
      }
  }
  const contents = agreed(places, (a, b) => a.text === b.text);
  const values = modules.flatMap((left) =>
    left.literals.flatMap(({ text, value }) => (rewritten.has(text) ? [] : [[text, { value }] as const])),
  );
  const literals = agreed(values, (a, b) => a.value === b.value);
  const named = (path: Path): Path | undefined => {
    const site = sites.get(path.root);
    if (site) return extend(site, path.keys, path.property);
    return path.root.startsWith("var:") ? path : undefined;
  };
  for (const [inObject, held] of captured) {
    const content = named(held);
    if (content) contents.set((named(inObject) ?? inObject).text, content);
  }
  return { sites, contents, holders, literals };
};

const prefixes = (path: Path): string[] =>
  path.keys.map((_, index) => [path.root, ...path.keys.slice(0, path.keys.length - index)].join("|"));

/** What module code says of places: one name for a lock however it was reached, and what places hold for good. */
export class ModuleNames {
  readonly contents: Contents;

  constructor(contents: Contents) {
    this.contents = contents;
  }

  static readonly kind = kind(
    "module names",
    ModuleNames,
    ({ contents }) => contents,
    (contents) => new ModuleNames(contents),
  );

  /** An object made for `const nic = new Nic()` is `nic` everywhere. */
  name(path: Path): Path {
    let named = path;
    for (let count = 0; count < MAX_STEPS; count += 1) {
      const next = this.#once(named);
      if (!next || next.text === named.text) break;
      named = next;
    }
    return named;
  }

  /** Where people find it: an object that module code makes has no name of its own, nor have its fields. */
  holder({ text, root, keys, property }: Path): Path | undefined {
    const { holders } = this.contents;
    const object = holders.get(root);
    return holders.get(text) ?? (object && extend(object, keys, property));
  }

  /** A literal that the place holds from the end of module code on. */
  literal(path: Path): { readonly value: Literal } | undefined {
    return this.contents.literals.get(this.name(path).text);
  }

  #once(path: Path): Path | undefined {
    const { sites, contents } = this.contents;
    const site = sites.get(path.root);
    if (site) return extend(site, path.keys, path.property);
    for (const [index, prefix] of [...prefixes(path), path.root].entries()) {
      const content = contents.get(prefix);
      if (content) return extend(content, path.keys.slice(path.keys.length - index), path.property);
    }
    return undefined;
  }
}

const sameEntries = <Value>(a: ReadonlyMap<string, Value>, b: ReadonlyMap<string, Value>): boolean =>
  a.size === b.size && [...a].every(([key, value]) => b.has(key) && equal(value, b.get(key)));

const sameContents = (a: Contents, b: Contents): boolean =>
  a === b ||
  (sameEntries(a.sites, b.sites) &&
    sameEntries(a.contents, b.contents) &&
    sameEntries(a.holders, b.holders) &&
    sameEntries(a.literals, b.literals));

const namesWith = ofEach((rewritten: ReadonlySet<string>) =>
  ofItems((modules: readonly Left[]) => collectNames(modules, rewritten)),
);

const known = fromVersionBefore("module names", (program, before: ModuleNames | undefined): ModuleNames => {
  const contents = namesWith(allRewritten(rewrittenPlaces(program)))(leftByModules(program));
  return before && sameContents(before.contents, contents) ? before : new ModuleNames(contents);
});

const NAMES = question<ModuleNames>("lock-names: names", { answer: (whole) => known(whole), byObject: true });

/** The same object in versions in which all names are the same. */
export const moduleNames = (program: SettledProgram): ModuleNames => ask(program, NAMES, "");

/** The same path with every element of a collection written as `[*]`: locks of one collection. */
export const collectionText = (path: Path): string =>
  [path.root, ...path.keys.map((key) => (isElementKey(key) ? "[*]" : key))].join("|");

/** Whether two paths of one collection can be one lock: only different literal keys tell elements apart. */
export const maybeSame = (a: Path, b: Path): boolean =>
  a.keys.every((key, index) => key === b.keys[index] || !isLiteralKey(key) || !isLiteralKey(b.keys[index] ?? ""));
