import { ts } from "#compiler";
import type { Target } from "../ir/operation.js";
import type { Body } from "./body.js";
import { bare } from "./syntax.js";

/** Call signatures of a type that is written down: `interface Api { (name: string): void; (index: number): void }`. */
const signaturesOf = ({ program }: Body, { declarations = [] }: ts.Symbol): readonly ts.Node[] =>
  declarations.flatMap((declaration) => {
    const { type } = declaration as { type?: ts.TypeNode };
    const named = type && ts.isTypeReferenceNode(type) ? program.entities.symbolOf(type.typeName) : undefined;
    const members = named?.declarations?.flatMap((each) => (ts.isInterfaceDeclaration(each) ? [...each.members] : []));
    return members?.filter(ts.isCallSignatureDeclaration) ?? [];
  });

/** The contract of the one overload, among those with contracts, that a call is made by. */
const contractOf = (body: Body, node: ts.CallExpression): string | undefined => {
  const { entities, tags, checker } = body.program;
  const callee = bare(node.expression);
  const symbol = entities.symbolOf(ts.isPropertyAccessExpression(callee) ? callee.name : callee);
  if (!symbol) return undefined;
  const functions = symbol.declarations?.filter(ts.isFunctionLike) ?? [];
  const overloads = functions.length > 0 ? (functions.length > 1 ? functions : []) : signaturesOf(body, symbol);
  if (!overloads.some((each) => tags.ofNode(each) !== undefined)) return undefined;
  const chosen = checker.getResolvedSignature(node)?.declaration;
  return chosen && tags.ofNode(chosen);
};

/** What a call may reach, under the contract of the overload that it is made by. */
export const byOverload = (body: Body, node: ts.CallExpression, targets: readonly Target[]): readonly Target[] => {
  if (targets.some(({ kind }) => kind !== "function" && kind !== "contract")) return targets;
  const contract = contractOf(body, node);
  if (contract === undefined) return targets;
  if (targets.length === 0) return [{ kind: "contract", contract }];
  return targets.map((target) =>
    target.kind === "function" ? { ...target, contract } : { kind: "contract", contract },
  );
};
