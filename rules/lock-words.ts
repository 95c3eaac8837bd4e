import { lockSteps } from "../analyzer/explain/lock-steps.js";
import type { EventPoint, StatePoint } from "../analyzer/check/event-points.js";
import type { Hold } from "../analyzer/check/hold.js";
import type { SettledProgram } from "../analyzer/check/settled-program.js";
import type { Path } from "../analyzer/domain/path.js";
import type { BecauseStep } from "../analyzer/finding/finding.js";
import type { CallOperation } from "../analyzer/ir/operation.js";
import { spanKey, type Span } from "../analyzer/ir/span.js";
import { resolveCall } from "../analyzer/solve/invocations.js";
import type { FunctionUnit } from "../analyzer/ir/graph.js";
import { groupBy } from "./group-by.js";
import { namePlace } from "./name-lock.js";
import type { Text } from "./statement-place.js";

const MAX_CODE = 60;

/** Code as written, on one line and not too long, for messages. */
export const codeText = (text: Text, span: Span): string => {
  const line = text(span).replace(/\s+/g, " ").replaceAll("`", "'");
  return `\`${line.length > MAX_CODE ? `${line.slice(0, MAX_CODE - 1)}…` : line}\``;
};

/** The lock as its function names it; one that has no name is "the lock". */
const pathText = (program: SettledProgram, unit: FunctionUnit, path: Path): string => {
  const name = path.root.startsWith("of:") ? undefined : namePlace(program, path, unit);
  if (name === undefined) return "the lock";
  return name.includes(" ") ? name : `\`${name}\``;
};

/** The lock as a call of a routine names it, or else its function. A lock of the system's is no argument: a level may be. */
export const lockText = (
  program: SettledProgram,
  text: Text,
  { unit, path, call }: { readonly unit: FunctionUnit; readonly path: Path; readonly call: CallOperation | undefined },
): string => {
  const [target] = call?.targets ?? [];
  const [first] = call?.args ?? [];
  const isPassed = target?.kind === "contract" && !path.root.startsWith("global:");
  return isPassed && first ? codeText(text, first.span) : pathText(program, unit, path);
};

/** What a routine's callback does to a lock is no matter of the routine's arguments. */
const isByCallback = ({ context, state, operation, event }: EventPoint): boolean =>
  event.kind !== "internal" &&
  resolveCall(context.instance.context, state, operation).invocations.some(({ kind }) => kind === "callback");

/** The lock of a call that takes it or gives it back; a handle is not its name. */
export const lockOf = (program: SettledProgram, text: Text, point: EventPoint & { event: { lock: Path } }): string => {
  const { context, operation, event } = point;
  const isHandle = event.kind === "release" && event.family === "queued";
  const call = isHandle || isByCallback(point) ? undefined : operation;
  return lockText(program, text, { unit: context.instance.unit, path: event.lock, call });
};

/** What was judged of one call, together. */
export const byCall = <Item extends { readonly point: EventPoint }>(items: readonly Item[]): Item[][] =>
  groupBy(items, ({ point }) => spanKey(point.operation.span));

/** How the lock comes to be held there. */
export const holdSteps = ({ context }: StatePoint, hold: Hold, text: Text): BecauseStep[] => {
  if (hold.kind === "own")
    return hold.held.spans.map((span) => ({
      kind: "acquire",
      span,
      message: `${codeText(text, span)} takes the lock`,
    }));
  return hold.kind === "outer" ? lockSteps(context, hold.lock, text) : [];
};

/** `, as 3 callers do` … nothing where there is one way in. */
export const callersText = (points: readonly StatePoint[]): string => {
  const callers = new Set(
    points.flatMap(({ context: { via } }) => (via ? [spanKey(via.edge.node.operation.span)] : [])),
  );
  return callers.size > 1 ? ` (in ${String(callers.size)} calls)` : "";
};
