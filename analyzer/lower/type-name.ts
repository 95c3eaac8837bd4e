import { ts } from "#compiler";
import type { Body } from "./body.js";
import { importedName } from "./import-names.js";
import { nameFromPlace } from "./names.js";

/** The class's own name, past imports and renamings. */
export const typeNameOf = (body: Body, node: ts.Expression): string | undefined => {
  const entity = body.program.entities.ofExpression(node);
  if (entity.kind === "class") return entity.node.name?.text ?? nameFromPlace(entity.node)?.name;
  if (entity.kind === "contract") return entity.key;
  if (entity.kind === "library" || entity.kind === "external") return entity.name;
  const at = ts.isPropertyAccessExpression(node) ? node.name : node;
  const symbol = body.program.checker.getSymbolAtLocation(at);
  const imported = symbol && importedName(body.program.checker, symbol);
  if (imported !== undefined) return imported;
  return ts.isIdentifier(at) ? at.text : undefined;
};
