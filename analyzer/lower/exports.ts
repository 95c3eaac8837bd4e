import { ts } from "#compiler";
import { bare } from "./syntax.js";
import { resolveAlias } from "./import-names.js";

const isHidden = (member: ts.Node): boolean =>
  (ts.getCombinedModifierFlags(member as ts.Declaration) & ts.ModifierFlags.Private) !== 0 ||
  (ts.isClassElement(member) && member.name !== undefined && ts.isPrivateIdentifier(member.name));

/** The functions that a declaration, once visible, makes visible: itself, its value, a class's or literal's members. */
const collect = (node: ts.Node, into: Set<ts.Node>): void => {
  if (into.has(node)) return;
  into.add(node);
  if (ts.isVariableDeclaration(node) || ts.isPropertyDeclaration(node) || ts.isPropertyAssignment(node)) {
    if (node.initializer) collect(bare(node.initializer), into);
  } else if (ts.isExportAssignment(node)) collect(bare(node.expression), into);
  else if (ts.isClassLike(node)) {
    for (const member of node.members) if (!isHidden(member)) collect(member, into);
  } else if (ts.isObjectLiteralExpression(node)) for (const member of node.properties) collect(member, into);
};

/** Which functions other files, or unknown callers, can reach by name. */
export class Exports {
  readonly #checker: ts.TypeChecker;
  readonly #exported = new Set<ts.Node>();
  readonly #public = new Set<ts.Node>();

  constructor(checker: ts.TypeChecker, files: readonly ts.SourceFile[], entryPoints: ReadonlySet<string>) {
    this.#checker = checker;
    for (const file of files) {
      this.#read(file, this.#exported);
      if (entryPoints.has(file.fileName)) this.#read(file, this.#public);
    }
  }

  isExported(node: ts.Node): boolean {
    return this.#exported.has(node);
  }

  isPublic(node: ts.Node): boolean {
    return this.#public.has(node);
  }

  #read(file: ts.SourceFile, into: Set<ts.Node>): void {
    const module = this.#checker.getSymbolAtLocation(file);
    if (module) this.#readModule(module, into, new Set());
  }

  #readModule(module: ts.Symbol, into: Set<ts.Node>, seen: Set<ts.Symbol>): void {
    if (seen.has(module)) return;
    seen.add(module);
    for (const symbol of this.#checker.getExportsOfModule(module)) {
      const target = resolveAlias(this.#checker, symbol);
      for (const declaration of target?.declarations ?? []) collect(declaration, into);
      if (target && (target.flags & ts.SymbolFlags.Module) !== 0) this.#readModule(target, into, seen);
    }
  }
}
