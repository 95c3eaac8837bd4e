import type { ts } from "#compiler";

/** The property of `type` under a name as `computedNameText` writes it, which may be a symbol such as `[Symbol.dispose]`. */
export const propertyNamed = (type: ts.Type, name: string): ts.Symbol | undefined => {
  if (!name.startsWith("[Symbol.")) return type.getProperty(name);
  const prefix = `__@${name.slice("[Symbol.".length, -1)}@`;
  return type.getProperties().find((p) => p.escapedName.toString().startsWith(prefix));
};
