import { ts } from "#compiler";
import type { Register } from "../ir/operation.js";
import type { Body } from "./body.js";
import { branchOnMissing } from "./missing.js";
import { emitCall } from "./emit-call.js";
import { isIteratorType } from "./iteration.js";
import { isLibraryType } from "./library-type.js";
import { emitGet } from "./members.js";
import { oneLine } from "./names.js";
import { mainDeclaration, propertyIdOf } from "./property-id.js";
import { propertyNamed } from "./property-named.js";
import { isDispatched, propertyTargets, targetsOf } from "./targets.js";

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

/** The library's stack runs what was put on it, which is not followed where this is asked. */
const STACK = /^(?:Async)?DisposableStack$/;

const callDisposal = (body: Body, { node, named }: Disposed, value: Register, isAwait: boolean): void => {
  const { checker, entities } = body.program;
  const type = checker.getNonNullableType(checker.getTypeAtLocation(named));
  if (isLibraryType(body.program, type, STACK)) return;
  const { symbol, name } = disposalOf(type, isAwait);
  const entity = symbol && entities.ofSymbol(symbol);
  const settled = entity && targetsOf(body.program, entity);
  const through = entity?.kind === "property" ? propertyTargets(body.program, entity) : [];
  const main = symbol && mainDeclaration(symbol);
  const property = main && propertyIdOf(main);
  const isSettled = settled !== undefined && !settled.some(isDispatched);
  const callee = isSettled ? undefined : emitGet(body, value, { kind: "name", name, property }, node);
  const text = `${oneLine(named.getText(body.plan.file))}${name}`;
  const iterates = isIteratorType(type) ? "close" : undefined;
  emitCall(body, node, { text, targets: settled ?? through, callee, receiver: value, args: [], iterates });
};

const mayBeNullish = (body: Body, named: ts.Node): boolean => {
  const type = body.program.checker.getTypeAtLocation(named);
  const parts = type.isUnion() ? type.types : [type];
  return parts.some((part) => (part.flags & (ts.TypeFlags.Null | ts.TypeFlags.Undefined)) !== 0);
};

/** What is disposed of: where, and a name or an expression of its type. */
interface Disposed {
  readonly node: ts.Node;
  readonly named: ts.Node;
}

/** Calls the disposal of a value; for null and undefined nothing happens. */
export const disposeOf = (body: Body, disposed: Disposed, value: Register, isAwait: boolean): void => {
  const done = body.build.join();
  if (mayBeNullish(body, disposed.named)) {
    const present = body.build.join();
    branchOnMissing(body, value, [done, present], disposed.node, "falsy");
    body.build.bind(present);
  }
  callDisposal(body, disposed, value, isAwait);
  body.build.bind(done);
};
