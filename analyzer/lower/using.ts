import { ts } from "#compiler";
import type { Body } from "./body.js";
import { disposeOf } from "./disposal.js";
import { disposeStack } from "./disposable-stack.js";
import { stackAt } from "./known-stack.js";
import { readVariable } from "./variables.js";

/** `let`, `const`, `using` and `await using` share bits: all of them tell the kinds apart. */
const hasScope = (list: ts.VariableDeclarationList, kind: number): boolean => {
  const scope: number = list.flags & ts.NodeFlags.BlockScoped;
  return scope === kind;
};

const isAwaitUsing = (list: ts.VariableDeclarationList): boolean => hasScope(list, ts.NodeFlags.AwaitUsing);

const isUsing = (list: ts.VariableDeclarationList): boolean => isAwaitUsing(list) || hasScope(list, ts.NodeFlags.Using);

/** At the end of the scope. */
const dispose = (body: Body, declaration: ts.VariableDeclaration, isAwait: boolean): void => {
  const stack = stackAt(body, declaration);
  if (stack) disposeStack(body, stack, declaration);
  else
    disposeOf(
      body,
      { node: declaration, named: declaration.name },
      readVariable(body, declaration, declaration),
      isAwait,
    );
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
