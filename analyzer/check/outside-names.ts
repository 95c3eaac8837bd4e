import { isRelative, type Path } from "../domain/path.js";
import type { FunctionId } from "../ir/operation.js";
import { kind } from "../snapshot/vocabulary.js";
import { inFunction, throughCall, type EntryContext } from "./entry-context.js";
import { moduleNames, type ModuleNames } from "./lock-names.js";
import { fromVersionBefore, type RuleFacts } from "./settled-program.js";

const MAX_NAMES = 12;

type Functions = RuleFacts["functions"];

/** A variable of a function is another one in each run of it; module code runs once. */
export const isInner = (functions: Functions, owner: FunctionId): boolean =>
  (functions.get(owner)?.kind ?? "module") !== "module";

/** The function, or module, whose variable the path begins with. */
export const ownerOf = ({ root }: Path): FunctionId | undefined =>
  root.startsWith("var:") ? root.slice("var:".length, root.lastIndexOf("/")) : undefined;

/** A path that was read back from its text says nothing of declarations: its name does not stand for that of one which does. */
const keyOf = ({ text, property, collection }: Path): string =>
  property === undefined && collection === undefined ? text : [text, property, collection].join(" ");

/** The names of places outside of the functions that they were met in. */
export class OutsideNames {
  #functions: Functions;
  readonly #names: ModuleNames;
  readonly #inner: Map<FunctionId, boolean>;
  readonly #known = new WeakMap<EntryContext, Map<string, Path>>();

  constructor(functions: Functions, names: ModuleNames, inner = new Map<FunctionId, boolean>()) {
    this.#functions = functions;
    this.#names = names;
    this.#inner = inner;
  }

  /** All that the names depend on. */
  static readonly kind = kind(
    "outside names",
    OutsideNames,
    (item) => ({ names: item.#names, inner: item.#inner }),
    ({ names, inner }) => new OutsideNames(new Map(), names, inner),
  );

  canonical(path: Path): Path {
    return this.#names.name(path);
  }

  /** A path of the function, by its name outside of it. */
  of(context: EntryContext, path: Path): Path {
    const known = this.#known.get(context) ?? new Map<string, Path>();
    this.#known.set(context, known);
    const key = keyOf(path);
    const found = known.get(key) ?? this.canonical(this.#resolve(context, path, 0));
    known.set(key, found);
    return found;
  }

  /** Whether all names that were told are the same in another version; then it goes on with that. */
  goesOn(functions: Functions, names: ModuleNames): boolean {
    const isSame =
      this.#names === names && [...this.#inner].every(([owner, inner]) => isInner(functions, owner) === inner);
    if (isSame) this.#functions = functions;
    return isSame;
  }

  #resolve(context: EntryContext, path: Path, depth: number): Path {
    if (!isRelative(path)) return this.#isCaptured(path) ? this.#outOfClosure(context, path, depth) : path;
    const { via, isMerged, instance } = context;
    if (!via || isMerged || depth > MAX_NAMES) return inFunction(instance, path);
    const value = throughCall(via.edge, path);
    if (value.kind !== "place") return inFunction(instance, path);
    return this.#resolve(via.context, value.path, depth + 1);
  }

  /** A variable of a function: for the closures that it runs, what it holds there. */
  #isCaptured(path: Path): boolean {
    const owner = ownerOf(path);
    if (owner === undefined) return false;
    const inner = this.#inner.get(owner) ?? isInner(this.#functions, owner);
    this.#inner.set(owner, inner);
    return inner;
  }

  #outOfClosure(context: EntryContext, path: Path, depth: number): Path {
    const { via, isMerged } = context;
    if (!via || isMerged || depth > MAX_NAMES) return path;
    const value = throughCall(via.edge, path);
    const isHere = value.kind === "place" && value.path.text !== path.text;
    return isHere
      ? this.#resolve(via.context, value.path, depth + 1)
      : this.#outOfClosure(via.context, path, depth + 1);
  }
}

/** The same object in versions that give all names that were told. */
export const outsideNames = fromVersionBefore(
  "outside names",
  (program, before: OutsideNames | undefined): OutsideNames => {
    const names = moduleNames(program);
    const { functions } = program.facts;
    return before?.goesOn(functions, names) ? before : new OutsideNames(functions, names);
  },
);
