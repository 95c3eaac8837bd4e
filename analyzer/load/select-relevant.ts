import type { SourceTraits } from "./classify-source.js";
import type { ImportedName } from "./scan-imports.js";
import type { ModuleGraph, Use } from "./module-graph.js";

export interface Selectable {
  readonly texts: ReadonlyMap<string, string>;
  readonly traits: ReadonlyMap<string, SourceTraits>;
  readonly graph: ModuleGraph;
  /** Opened in any case. */
  readonly always: Iterable<string>;
}

/**
 * Which files can change a finding. With S the driver-like files, and *uses* by name:
 *
 *     S                      what is driver-like                                         (levels and locks change here)
 *     U  users of S, transitively, by type as well as by value                           (they call it: entry levels)
 *     C  users of an interface that S implements, if U reaches them                      (they call S without importing it)
 *     D  what S uses, transitively                                                       (runs at S's levels, under its locks)
 *     E  what U uses itself; deeper only what leads to an effect (waits, never returns)  (runs at U's levels)
 *     H  what takes functions from U, transitively                                       (calls back into U and S)
 *
 * A file outside S ∪ U ∪ C ∪ D ∪ E ∪ H cannot change the level, take or release a lock, or call something that does.
 * Left out on purpose: an `await` or `throw` that is two calls away from every user of driver-like code.
 */
export const selectRelevant = (input: Selectable): ReadonlySet<string> => {
  const seeds = filesWith(input, (traits) => traits.isDriverLike);
  const users = closure(seeds, (file) => input.graph.users(file));
  const callers = withCarriers(input, seeds, users);
  const below = closure(seeds, (file) => targets(input.graph.uses(file)));
  const relevant = new Set([...callers, ...below, ...effectful(input, callers), ...takers(input, callers)]);
  for (const file of directlyUsed(input, seeds, callers)) relevant.add(file);
  for (const file of filesWith(input, (traits) => traits.allowsFindings)) relevant.add(file);
  for (const file of input.always) relevant.add(file);
  return withPassages(input, relevant);
};

const filesWith = (input: Selectable, holds: (traits: SourceTraits) => boolean): Set<string> =>
  new Set([...input.traits].filter(([, traits]) => holds(traits)).map(([file]) => file));

const closure = (start: Iterable<string>, next: (file: string) => Iterable<string>): Set<string> => {
  const reached = new Set(start);
  for (const file of reached) for (const other of next(file)) reached.add(other);
  return reached;
};

const targets = (uses: readonly Use[]): string[] => uses.flatMap((use) => [...use.files]);
const called = (uses: readonly Use[]): string[] => targets(uses.filter((use) => !use.typeOnly));

const escaped = (name: string): string => name.replaceAll("$", "\\$");

/** `implements T`, `extends T`, `satisfies T`, `const x: T =`, `(): T =>`: an object of ours goes out as a `T`. */
const givesOutAs = (text: string, name: string): boolean => {
  const type = escaped(name);
  const heritage = `\\b(?:implements|extends|satisfies)\\b[^{};=]*\\b${type}\\b`;
  const annotation = `:\\s*(?:Readonly<\\s*)?${type}\\b[^=;,(){}]*(?:=(?!>)|=>|\\{)`;
  return new RegExp(`${heritage}|${annotation}`).test(text);
};

/** Names that a file imports and gives objects of its own out as. */
export const namesGivenOut = (text: string, imports: readonly ImportedName[]): readonly string[] =>
  imports.flatMap(({ local }) => (local !== undefined && givesOutAs(text, local) ? [local] : []));

/** Users of the interfaces under which driver-like objects travel, as far as users of driver-like code reach them. */
const withCarriers = (input: Selectable, seeds: ReadonlySet<string>, users: ReadonlySet<string>): Set<string> => {
  const carriers = new Set<string>();
  for (const file of seeds) {
    const text = input.texts.get(file) ?? "";
    for (const use of input.graph.uses(file)) {
      if (use.local === undefined || !givesOutAs(text, use.local)) continue;
      for (const target of use.files) if (!users.has(target)) carriers.add(`${target}\0${use.name}`);
    }
  }
  if (carriers.size === 0) return new Set(users);
  const reached = closure(users, (file) => called(input.graph.uses(file)));
  const carried = [...reached].filter((file) =>
    input.graph.uses(file).some((use) => [...use.files].some((target) => carriers.has(`${target}\0${use.name}`))),
  );
  const added = closure(carried, (file) => [...input.graph.users(file)].filter((user) => reached.has(user)));
  return new Set([...users, ...added]);
};

/** What lies on a way by value from a caller to an effect. */
const effectful = (input: Selectable, callers: ReadonlySet<string>): readonly string[] => {
  const reached = closure(callers, (file) => called(input.graph.uses(file)));
  const effects = [...filesWith(input, (traits) => traits.hasEffect)].filter((file) => reached.has(file));
  const leading = closure(effects, (file) =>
    [...input.graph.users(file)].filter((user) => reached.has(user) && called(input.graph.uses(user)).includes(file)),
  );
  return [...leading];
};

const takers = (input: Selectable, callers: ReadonlySet<string>): ReadonlySet<string> =>
  closure(callers, (file) =>
    called(input.graph.uses(file)).filter((target) => input.traits.get(target)?.takesFunctions === true),
  );

/** What a direct user of driver-like code uses: a lock taken through a wrapper is held while these run. */
const directlyUsed = (input: Selectable, seeds: ReadonlySet<string>, callers: ReadonlySet<string>): readonly string[] =>
  [...callers].flatMap((file) => {
    const used = called(input.graph.uses(file));
    return used.some((target) => seeds.has(target)) ? used : [];
  });

/** Files that pass names on between relevant files: without them the names lead nowhere. */
const withPassages = (input: Selectable, relevant: ReadonlySet<string>): ReadonlySet<string> => {
  const all = new Set(relevant);
  for (const file of relevant) {
    for (const use of input.graph.uses(file)) {
      if ([...use.files].some((target) => relevant.has(target))) for (const passage of use.via) all.add(passage);
    }
  }
  return all;
};
