import type { ImportedName } from "./scan-imports.js";

/** Where an imported name is declared, and the files that only pass it on. */
interface Origin {
  readonly files: ReadonlySet<string>;
  readonly via: ReadonlySet<string>;
}

/** A use of one file by another. */
export interface Use {
  readonly from: string;
  readonly name: string;
  readonly local: string | undefined;
  readonly typeOnly: boolean;
  readonly files: ReadonlySet<string>;
  readonly via: ReadonlySet<string>;
}

/** Who uses whom, by name: importing `a` from a barrel is no use of the file that declares `b`. */
export interface ModuleGraph {
  uses(file: string): readonly Use[];
  users(file: string): ReadonlySet<string>;
}

export interface GraphInput {
  readonly texts: ReadonlyMap<string, string>;
  readonly imports: ReadonlyMap<string, readonly ImportedName[]>;
}

export type Resolve = (specifier: string, from: string) => string | undefined;

const declared =
  /\bexport\s+(?:declare\s+|abstract\s+|async\s+|default\s+)*(?:function\s*\*?|class|const\s+enum|const|let|var|interface|type|enum|namespace|module)\s+([\w$]+)/g;
const exportList = /\bexport\s+(?:type\s+)?\{([^{}]*)\}(?!\s*from\b)/g;
const listed = /^(?:type\s+)?([\w$]+)(?:\s+as\s+([\w$]+|"[^"]*"))?$/;
const nothing: Origin = { files: new Set(), via: new Set() };

/** Exported name to local name, as far as can be told; a name that is missing here may still be exported. */
export const localExports = (text: string): ReadonlyMap<string, string> => {
  const names = new Map<string, string>();
  for (const match of text.matchAll(declared)) if (match[1] !== undefined) names.set(match[1], match[1]);
  for (const list of text.matchAll(exportList)) {
    for (const part of (list[1] ?? "").replace(/\/\*[^]*?\*\/|\/\/[^\n]*/g, "").split(",")) {
      const match = listed.exec(part.trim());
      if (match?.[1] !== undefined) names.set(match[2] ?? match[1], match[1]);
    }
  }
  return names;
};

const union = (origins: readonly Origin[]): Origin => ({
  files: new Set(origins.flatMap((origin) => [...origin.files])),
  via: new Set(origins.flatMap((origin) => [...origin.via])),
});

class NamedModuleGraph implements ModuleGraph {
  readonly #texts: ReadonlyMap<string, string>;
  readonly #resolve: Resolve;
  readonly #imports: ReadonlyMap<string, readonly ImportedName[]>;
  readonly #exports = new Map<string, ReadonlyMap<string, string>>();
  readonly #origins = new Map<string, Origin>();
  readonly #uses = new Map<string, readonly Use[]>();
  readonly #users = new Map<string, Set<string>>();

  constructor(sources: GraphInput, resolve: Resolve) {
    this.#texts = sources.texts;
    this.#imports = sources.imports;
    this.#resolve = resolve;
    for (const file of sources.texts.keys()) this.#link(file);
  }

  uses(file: string): readonly Use[] {
    return this.#uses.get(file) ?? [];
  }

  users(file: string): ReadonlySet<string> {
    return this.#users.get(file) ?? nothing.files;
  }

  #link(file: string): void {
    const uses: Use[] = [];
    for (const imported of this.#imports.get(file) ?? []) {
      if (imported.exportedAs !== undefined) continue;
      const origin = this.#through(file, imported);
      if (origin.files.size === 0) continue;
      const { name, local, typeOnly } = imported;
      uses.push({ from: file, name, local, typeOnly, ...origin });
      for (const target of origin.files) this.#addUser(target, file);
    }
    this.#uses.set(file, uses);
  }

  #addUser(target: string, file: string): void {
    const users = this.#users.get(target);
    if (users === undefined) this.#users.set(target, new Set([file]));
    else users.add(file);
  }

  #through(file: string, imported: ImportedName): Origin {
    const target = this.#resolve(imported.from, file);
    return target === undefined || !this.#texts.has(target) ? nothing : this.#origin(target, imported.name);
  }

  #origin(file: string, name: string): Origin {
    const key = `${file}\0${name}`;
    const known = this.#origins.get(key);
    if (known !== undefined) return known;
    // What a cycle of re-exports adds is found from its other members.
    this.#origins.set(key, nothing);
    const origin = name === "*" ? this.#everything(file) : this.#named(file, name);
    this.#origins.set(key, origin);
    return origin;
  }

  #everything(file: string): Origin {
    const passedOn = (this.#imports.get(file) ?? []).filter((imported) => imported.exportedAs !== undefined);
    return union([{ files: new Set([file]), via: new Set() }, ...passedOn.map((each) => this.#through(file, each))]);
  }

  #named(file: string, name: string): Origin {
    const imports = this.#imports.get(file) ?? [];
    const passedOn = imports.find((imported) => imported.exportedAs === name);
    const local = this.#exportsOf(file).get(name);
    const imported = local === undefined ? undefined : imports.find((each) => each.local === local);
    const source = passedOn ?? imported;
    if (source !== undefined) return this.#passed(file, this.#through(file, source));
    const own: Origin = { files: new Set([file]), via: new Set() };
    const stars = imports.filter((each) => each.exportedAs === "*");
    if (local !== undefined || stars.length === 0) return own;
    const exact = stars.filter((star) => this.#surelyExports(file, star, name, new Set()));
    if (exact.length > 0) return this.#passed(file, union(exact.map((star) => this.#through(file, { ...star, name }))));
    return union([own, ...stars.map((star) => this.#through(file, { ...star, name }))]);
  }

  #passed(file: string, origin: Origin): Origin {
    return { files: origin.files, via: new Set([file, ...origin.via]) };
  }

  #surelyExports(file: string, star: ImportedName, name: string, seen: Set<string>): boolean {
    const target = this.#resolve(star.from, file);
    if (target === undefined || seen.has(target) || !this.#texts.has(target)) return false;
    seen.add(target);
    const imports = this.#imports.get(target) ?? [];
    if (this.#exportsOf(target).has(name) || imports.some((each) => each.exportedAs === name)) return true;
    return imports.some((each) => each.exportedAs === "*" && this.#surelyExports(target, each, name, seen));
  }

  #exportsOf(file: string): ReadonlyMap<string, string> {
    const known = this.#exports.get(file);
    if (known !== undefined) return known;
    const exports = localExports(this.#texts.get(file) ?? "");
    this.#exports.set(file, exports);
    return exports;
  }
}

export const buildModuleGraph = (sources: GraphInput, resolve: Resolve): ModuleGraph =>
  new NamedModuleGraph(sources, resolve);
