import { ts } from "#compiler";

const holderOf = (declaration: ts.Declaration): string | undefined => {
  const { parent } = declaration;
  if (ts.isInterfaceDeclaration(parent) || ts.isClassLike(parent)) return parent.name?.text;
  const module = ts.findAncestor(declaration, ts.isModuleDeclaration);
  if (module === undefined || (module.flags & ts.NodeFlags.GlobalAugmentation) !== 0) return undefined;
  return module.name.text.replace(/^node:/u, "");
};

/** `ReadonlyArray` behaves as `Array`, `PromiseConstructor` holds what is written `Promise.all`. */
const plainHolder = (holder: string): string =>
  holder.replace(/^Readonly(?=[A-Z])/u, "").replace(/(?<=.)Constructor$/u, "");

/** Names of a library function, most specific first: `ReadonlyArray.forEach`, `Array.forEach`. */
export const libraryKeys = (
  symbol: ts.Symbol,
  declaration: ts.Declaration,
): { readonly name: string; readonly keys: readonly string[] } => {
  const member = memberText(symbol.name);
  const holder = holderOf(declaration);
  if (holder === undefined) return { name: member, keys: [member] };
  const plain = plainHolder(holder);
  const isMember = !ts.isModuleBlock(declaration.parent) && !ts.isVariableDeclaration(declaration);
  const keys = [`${holder}.${member}`, `${plain}.${member}`, ...(isMember ? [] : [member])];
  return { name: `${plain}.${member}`, keys: [...new Set(keys)] };
};

/** Well-known symbols are `__@dispose@123` inside the compiler. */
const memberText = (name: string): string => {
  const known = /^__@(\w+)@/u.exec(name);
  return known ? `[Symbol.${known[1] ?? ""}]` : name;
};
