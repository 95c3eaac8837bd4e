import { ts } from "#compiler";
import type { Register } from "../ir/operation.js";
import type { Body } from "./body.js";
import { emitCall } from "./emit-call.js";
import { emitGet } from "./members.js";
import { mainDeclaration, propertyIdOf } from "./property-id.js";
import { propertyNamed } from "./property-named.js";
import { isDispatched, propertyTargets, targetsOf } from "./targets.js";
import { readVariable } from "./variables.js";

/** `let`, `const`, `using` and `await using` share bits: all of them tell the kinds apart. */
const hasScope = (list: ts.VariableDeclarationList, kind: number): boolean => {
  const scope: number = list.flags & ts.NodeFlags.BlockScoped;
  return scope === kind;
};

const isAwaitUsing = (list: ts.VariableDeclarationList): boolean => hasScope(list, ts.NodeFlags.AwaitUsing);

const isUsing = (list: ts.VariableDeclarationList): boolean => isAwaitUsing(list) || hasScope(list, ts.NodeFlags.Using);

const DISPOSE = "[Symbol.dispose]";
const ASYNC_DISPOSE = "[Symbol.asyncDispose]";

/** `await using` takes an asynchronous disposal where there is one. */
const disposalOf = (
  type: ts.Type,
  isAwait: boolean,
): { readonly symbol: ts.Symbol | undefined; readonly name: string } => {
  const slow = isAwait ? propertyNamed(type, ASYNC_DISPOSE) : undefined;
  if (slow) return { symbol: slow, name: ASYNC_DISPOSE };
  const symbol = propertyNamed(type, DISPOSE);
  return { symbol, name: symbol || !isAwait ? DISPOSE : ASYNC_DISPOSE };
};

const callDisposal = (body: Body, declaration: ts.VariableDeclaration, value: Register, isAwait: boolean): void => {
  const { checker, entities } = body.program;
  const type = checker.getNonNullableType(checker.getTypeAtLocation(declaration.name));
  const { symbol, name } = disposalOf(type, isAwait);
  const entity = symbol && entities.ofSymbol(symbol);
  const settled = entity && targetsOf(body.program, entity);
  const through = entity?.kind === "property" ? propertyTargets(body.program, entity) : [];
  const main = symbol && mainDeclaration(symbol);
  const property = main && propertyIdOf(main);
  const isSettled = settled !== undefined && !settled.some(isDispatched);
  const callee = isSettled ? undefined : emitGet(body, value, { kind: "name", name, property }, declaration);
  const text = `${declaration.name.getText(body.plan.file)}${name}`;
  emitCall(body, declaration, { text, targets: settled ?? through, callee, receiver: value, args: [] });
};

const mayBeNullish = (body: Body, declaration: ts.VariableDeclaration): boolean => {
  const type = body.program.checker.getTypeAtLocation(declaration.name);
  const parts = type.isUnion() ? type.types : [type];
  return parts.some((part) => (part.flags & (ts.TypeFlags.Null | ts.TypeFlags.Undefined)) !== 0);
};

/** At the end of the scope: nothing for null and undefined. */
const dispose = (body: Body, declaration: ts.VariableDeclaration, isAwait: boolean): void => {
  const value = readVariable(body, declaration, declaration);
  const done = body.build.join();
  if (mayBeNullish(body, declaration)) {
    const present = body.build.join();
    body.branchOnNullish(value, done, present, declaration);
    body.build.bind(present);
  }
  callDisposal(body, declaration, value, isAwait);
  body.build.bind(done);
  if (isAwait) body.emit({ kind: "suspend", how: "await", span: body.span(declaration) });
};

/** Runs `rest`, the scope after a declaration, and disposes of what `using` declared on every way out of it. */
export const withDisposal = (body: Body, list: ts.VariableDeclarationList, rest: () => void): void => {
  if (!isUsing(list)) {
    rest();
    return;
  }
  const isAwait = isAwaitUsing(list);
  const nested = list.declarations.reduceRight<() => void>(
    (inner, declaration) => () =>
      body.control.withFinally(inner, () => dispose(body, declaration, isAwait), body.span(declaration)),
    rest,
  );
  nested();
};
