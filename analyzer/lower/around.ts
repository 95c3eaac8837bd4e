import type { ts } from "#compiler";
import type { Argument, Register, Target } from "../ir/operation.js";
import type { Body } from "./body.js";
import { emitCall } from "./emit-call.js";
import { oneLine } from "./names.js";

const aroundOf = (body: Body, targets: readonly Target[], args: readonly Argument[]) => {
  const [target, ...others] = targets;
  if (target?.kind !== "contract" || others.length > 0 || args.some(({ spread }) => spread === true)) return undefined;
  return body.program.contracts.ofRuntime(target.contract)?.around;
};

/**
 * A call of a routine that runs an argument between two others, as what it does: `withSpinLock(lock, section)` is an acquire, the
 * section, and on every way out of it the release. What the acquire leaves for the release is an object of the call's own.
 */
export const lowerAround = (
  body: Body,
  node: ts.CallExpression,
  targets: readonly Target[],
  args: readonly Argument[],
): Register | undefined => {
  const around = aroundOf(body, targets, args);
  const section = around && args[around.argument];
  const written = around && node.arguments[around.argument];
  if (!section || !written) return undefined;
  const text = oneLine(node.expression.getText(body.plan.file));
  const receiver = body.build.temp();
  body.emit({ kind: "allocate", dst: receiver, typeName: undefined, span: body.span(node) });
  // Each stands elsewhere, because what is found is told apart by its place.
  const part = (at: ts.Node, contract: string, given: readonly Argument[], isNew: boolean): Register =>
    emitCall(body, at, { text, targets: [{ kind: "contract", contract }], receiver, args: given, isNew });
  part(node, around.acquire, args.slice(0, around.argument), true);
  const result = body.build.temp();
  body.control.withFinally(
    () => {
      const called = oneLine(written.getText(body.plan.file));
      const value = emitCall(body, written, { text: called, targets: [], callee: section.register, args: [] });
      body.copy(result, value, node);
    },
    () => part(node.expression, around.release, [], false),
    body.span(node),
  );
  return result;
};
