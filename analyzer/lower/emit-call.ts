import type { ts } from "#compiler";
import type { Argument, CallOperation, Register, Shape, Target } from "../ir/operation.js";
import type { Body } from "./body.js";

export interface CallParts {
  readonly text: string;
  readonly targets: readonly Target[];
  readonly callee?: Register | undefined;
  readonly role?: Target | undefined;
  readonly receiver?: Register | undefined;
  readonly args: readonly Argument[];
  readonly isNew?: boolean;
  /** It makes lock storage, or the memory for it, as such lines always do. */
  readonly makesStorage?: boolean;
  readonly iterates?: CallOperation["iterates"];
  readonly shape?: Shape | undefined;
}

/** The routine runs a function that it is given, whose exceptions pass through it. */
const runsCallback = ({ program: { contracts } }: Body, key: string): boolean =>
  (contracts.byKey.get(key) ?? contracts.builtin(key))?.callbacks.some(({ when }) => when === "now") ?? false;

/** The WDK's routines report failure by status; they do not throw. Nor is making a lock a way to fail that anybody means. */
const neverThrows = (body: Body, parts: CallParts): boolean =>
  parts.makesStorage === true ||
  (parts.callee === undefined &&
    parts.targets.length > 0 &&
    parts.targets.every(
      (target) => target.kind === "contract" && !target.contract.includes(":") && !runsCallback(body, target.contract),
    ));

export const emitCall = (body: Body, node: ts.Node, parts: CallParts): Register => {
  const dst = body.build.temp();
  const operation: CallOperation = {
    kind: "call",
    dst,
    text: parts.text,
    targets: parts.targets,
    callee: parts.callee,
    role: parts.role,
    receiver: parts.receiver,
    args: parts.args,
    isNew: parts.isNew ?? false,
    iterates: parts.iterates,
    span: body.span(node),
    shape: parts.shape,
  };
  const id = body.emit(operation);
  if (!neverThrows(body, parts)) body.control.throwsFrom(id);
  return dst;
};
