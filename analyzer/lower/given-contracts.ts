import { ts } from "#compiler";
import type { GivenContracts } from "../load/source-set.js";
import { resolveAlias } from "./import-names.js";
import type { Tags } from "./tags.js";
import { isAmbient } from "./syntax.js";

const DEFAULT = "default";
const ANYTHING: ts.SymbolFlags = ts.SymbolFlags.All;

const importKey = (module: string, name: string): string => `${module}\0${name}`;

/** Whether declarations in the symbol's own type (`{ read(): void }`) may have tags. */
const hasWrittenType = (symbol: ts.Symbol): boolean =>
  (symbol.flags & (ts.SymbolFlags.Variable | ts.SymbolFlags.Property | ts.SymbolFlags.TypeAlias)) !== 0;

/**
 * Finds in the program the declarations that contracts files speak of: by module and qualified name, from symbol to symbol. From
 * then on their tags are those of the program's declarations.
 */
export class GivenBinding {
  readonly #given: GivenContracts;
  readonly #checker: ts.TypeChecker;
  readonly #tags: Tags;
  readonly #byImport = new Map<string, string>();
  readonly #patterns: { readonly name: string; readonly before: string; readonly after: string }[] = [];
  readonly #seen = new Set<ts.Symbol>();

  constructor(given: GivenContracts, checker: ts.TypeChecker, tags: Tags) {
    this.#given = given;
    this.#checker = checker;
    this.#tags = tags;
    for (const module of given.checker.getAmbientModules()) this.#bindModule(module);
    this.#bindGlobals();
  }

  /** The contract of what a module exports, for imports that lead to no declaration. */
  imported(module: string, name: string): string | undefined {
    const pattern = this.#patterns.find(({ before, after }) => module.startsWith(before) && module.endsWith(after));
    return (
      this.#byImport.get(importKey(module, name)) ?? (pattern && this.#byImport.get(importKey(pattern.name, name)))
    );
  }

  #bindModule(module: ts.Symbol): void {
    const name = module.name.slice(1, -1);
    const [before, after] = name.split("*");
    if (before !== undefined && after !== undefined) this.#patterns.push({ name, before, after });
    const real = this.#given.moduleNamed(name);
    const found = new Map(real ? this.#checker.getExportsOfModule(real).map((symbol) => [symbol.name, symbol]) : []);
    for (const exported of this.#given.checker.getExportsOfModule(module)) {
      const target = resolveAlias(this.#given.checker, exported) ?? exported;
      const key = this.#tags.ofSymbol(target);
      if (key !== undefined) this.#byImport.set(importKey(name, exported.name), key);
      this.#bind(target, found.get(exported.name));
    }
    // `module.exports = …` reaches `import native from "native"` as well.
    const whole = module.exports?.get(ts.InternalSymbolName.ExportEquals);
    if (whole) this.#bind(whole, real?.exports?.get(ts.InternalSymbolName.ExportEquals) ?? found.get(DEFAULT));
  }

  #bindGlobals(): void {
    const { files, checker, globalScope } = this.#given;
    const [file] = files;
    if (!file || !globalScope) return;
    const stated = checker.getSymbolsInScope(file, ANYTHING).filter((symbol) => this.#isStated(symbol));
    if (stated.length === 0) return;
    const found = new Map(
      this.#checker.getSymbolsInScope(globalScope, ANYTHING).map((symbol) => [symbol.name, symbol]),
    );
    for (const symbol of stated) this.#bind(symbol, found.get(symbol.name));
  }

  #isStated(symbol: ts.Symbol): boolean {
    return symbol.declarations?.some((each) => this.#given.files.includes(each.getSourceFile())) ?? false;
  }

  /** Gives the program's symbol, and what is in it, the tags of the stated one; reads the tags also where there is no such symbol. */
  #bind(stated: ts.Symbol, found: ts.Symbol | undefined): void {
    if (this.#seen.has(stated)) return;
    this.#seen.add(stated);
    const real = found && resolveAlias(this.#checker, found);
    this.#give(stated, real);
    for (const [name, member] of stated.members ?? []) this.#bind(member, real && this.#memberOf(real, name));
    for (const [name, member] of stated.exports ?? []) this.#bind(member, real?.exports?.get(name));
    if (hasWrittenType(stated)) this.#bindType(stated, real);
  }

  #give(stated: ts.Symbol, real: ts.Symbol | undefined): void {
    const key = this.#tags.ofSymbol(stated);
    if (key === undefined) return;
    for (const declaration of real?.declarations ?? []) if (isAmbient(declaration)) this.#tags.give(declaration, key);
  }

  #bindType(stated: ts.Symbol, real: ts.Symbol | undefined): void {
    const type = real && this.#checker.getTypeOfSymbol(real);
    for (const member of this.#given.checker.getTypeOfSymbol(stated).getProperties())
      if (this.#isStated(member)) this.#bind(member, type?.getProperty(member.name));
  }

  /** Of an instance: its own members, or those that it inherits. */
  #memberOf(real: ts.Symbol, name: ts.__String): ts.Symbol | undefined {
    return (
      real.members?.get(name) ??
      this.#checker.getDeclaredTypeOfSymbol(real).getProperty(ts.unescapeLeadingUnderscores(name))
    );
  }
}
