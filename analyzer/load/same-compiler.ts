import { createRequire } from "node:module";
import { ts } from "#compiler";
import { UserError } from "../finding/errors.js";

/** What the check needs of a `typescript` module. */
export interface Compiler {
  readonly version: string;
  readonly SyntaxKind: Readonly<Record<string, string | number>>;
}

const isCompiler = (value: unknown): value is Compiler =>
  typeof value === "object" &&
  value !== null &&
  "version" in value &&
  typeof value.version === "string" &&
  "SyntaxKind" in value &&
  typeof value.SyntaxKind === "object";

const loadFrom = (place: string): Compiler | undefined => {
  try {
    const found: unknown = createRequire(place)("typescript");
    return isCompiler(found) ? found : undefined;
  } catch {
    return undefined;
  }
};

const resolveFrom = (place: string, name: string): string | undefined => {
  try {
    return createRequire(place).resolve(name);
  } catch {
    return undefined;
  }
};

/** The TypeScript that @typescript-eslint/parser uses, found as that parser finds it. */
export const parserCompiler = (): Compiler | undefined => {
  for (const parent of [import.meta.url, `${process.cwd()}/package.json`]) {
    const meta = resolveFrom(parent, "typescript-eslint");
    const parser = resolveFrom(meta ?? parent, "@typescript-eslint/parser");
    const found = loadFrom(parser ?? parent);
    if (found !== undefined) return found;
  }
  return undefined;
};

const supported = "install `typescript` 5.9 or 6.0 (`npm install --save-dev typescript@6.0`)";

const differs = (kinds: Compiler["SyntaxKind"]): boolean =>
  Object.entries(ts.SyntaxKind).some(([name, value]) => kinds[name] !== value);

/**
 * The analysis reads trees that another copy of TypeScript has built; it understands them where both number the kinds of nodes alike.
 * @throws UserError that names both versions and what to install.
 */
export const refuseOtherCompiler = (compiler: Compiler): void => {
  if (!differs(compiler.SyntaxKind)) return;
  throw new UserError(
    `TypeScript ${compiler.version} builds other syntax trees than TypeScript ${ts.version}, with which irql reads them; ${supported}`,
  );
};

/** Where the module cannot be found, the tree itself tells: the kind of a whole file is numbered after nearly all others. */
export const refuseOtherTrees = (file: { readonly kind: ts.SyntaxKind } | undefined): void => {
  if (file === undefined || file.kind === ts.SyntaxKind.SourceFile) return;
  throw new UserError(
    `the syntax trees are not those of TypeScript ${ts.version}, with which irql reads them; ${supported}`,
  );
};
