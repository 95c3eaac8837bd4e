import { ts } from "#compiler";
import type { FunctionId } from "../ir/operation.js";
import { bare } from "./syntax.js";
import { resolveAlias } from "./import-names.js";
import type { UnitPlan } from "./unit-plan.js";

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

const readModule = (checker: ts.TypeChecker, module: ts.Symbol, into: Set<ts.Node>, seen: Set<ts.Symbol>): void => {
  if (seen.has(module)) return;
  seen.add(module);
  for (const symbol of checker.getExportsOfModule(module)) {
    const target = resolveAlias(checker, symbol);
    for (const declaration of target?.declarations ?? []) collect(declaration, into);
    if (target && (target.flags & ts.SymbolFlags.Module) !== 0) readModule(checker, target, into, seen);
  }
};

const visibleFrom = (checker: ts.TypeChecker, files: readonly ts.SourceFile[]): ReadonlySet<ts.Node> => {
  const visible = new Set<ts.Node>();
  for (const file of files) {
    const module = checker.getSymbolAtLocation(file);
    if (module) readModule(checker, module, visible, new Set());
  }
  return visible;
};

/** Functions that other files, or unknown callers, can reach by name: nothing of them stands in a body that others cannot see. */
export interface Exports {
  readonly exported: ReadonlySet<FunctionId>;
  /** By entry points of the package. */
  readonly public: ReadonlySet<FunctionId>;
}

export const exportsOf = (
  checker: ts.TypeChecker,
  { files, entryPoints }: { readonly files: readonly ts.SourceFile[]; readonly entryPoints: ReadonlySet<string> },
  plans: ReadonlyMap<ts.Node, UnitPlan>,
): Exports => {
  const among = (visible: ReadonlySet<ts.Node>): ReadonlySet<FunctionId> =>
    new Set(
      [...plans.values()].flatMap(({ id, node }) =>
        visible.has(ts.isConstructorDeclaration(node) ? node.parent : node) ? id : [],
      ),
    );
  return {
    exported: among(visibleFrom(checker, files)),
    public: among(
      visibleFrom(
        checker,
        files.filter((file) => entryPoints.has(file.fileName)),
      ),
    ),
  };
};
