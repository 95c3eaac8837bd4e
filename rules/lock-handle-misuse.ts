import { eventPoints, type EventPoint } from "../analyzer/check/event-points.js";
import { locksHeld, outsidePath } from "../analyzer/check/entry-contexts.js";
import type { OuterLock } from "../analyzer/check/outer-lock.js";
import { isSeenByCaller } from "../analyzer/check/hold.js";
import { perFile } from "../analyzer/check/parts.js";
import type { CheckedRule, RuleFinding } from "../analyzer/check/rule.js";
import type { SettledProgram } from "../analyzer/check/settled-program.js";
import { isVague, parsePath, type Path } from "../analyzer/domain/path.js";
import { lockSteps } from "../analyzer/explain/lock-steps.js";
import type { CallEvent } from "../analyzer/solve/call-event.js";
import { readRegister } from "../analyzer/solve/memory.js";
import { defineRule } from "./define-rule.js";
import { isHandleUnused } from "./handle-use.js";
import { releaseCalls, type ReleaseCall } from "./lock-calls.js";
import { byCall, codeText } from "./lock-words.js";
import type { Text } from "./statement-place.js";

type Acquire = Extract<CallEvent, { kind: "acquire" }>;
type Point = EventPoint & { readonly event: Acquire };

interface Given {
  readonly point: Point;
  /** The handle by its name outside of the function. */
  readonly handle: Path;
  /** The other lock that is held with this handle. */
  readonly inUse: OuterLock | undefined;
}

/** A guard or a section makes its handle itself: no other acquire can get it. */
const isOwn = ({ after, operation }: EventPoint, handle: string): boolean => {
  const made = operation.isNew ? readRegister(after, operation.dst) : undefined;
  return made?.kind === "place" && made.path.text === handle;
};

/** Acquires with a handle. */
const handlesGiven = (program: SettledProgram): Given[] =>
  eventPoints(program).flatMap((point): Given[] => {
    const { context, state, event } = point;
    if (event.kind !== "acquire" || event.handle === undefined || point.throws) return [];
    if (isSeenByCaller(point, event.lock, true) || isOwn(point, event.handle)) return [];
    const handle = outsidePath(program, context, parsePath(event.handle));
    const lock = outsidePath(program, context, event.lock).text;
    const held = [...locksHeld(program, context, state).values()];
    // One that this run has made is none that its callers have, even where they are other runs of the function.
    const isMadeHere = event.handle.startsWith("new:");
    const inUse = isVague(handle)
      ? undefined
      : held.find(
          (other) =>
            other.handle === handle.text &&
            other.path.text !== lock &&
            !(isMadeHere && context.locks.get(other.path.text) === other),
        );
    return [{ point: { ...point, event }, handle, inUse }];
  });

const said = (
  point: EventPoint,
  messageId: string,
  certain: boolean,
  message: string,
  steps: RuleFinding["steps"],
): RuleFinding => ({
  messageId,
  certainty: certain ? "certain" : "possible",
  message,
  span: point.operation.span,
  function: point.context.instance.unit.name,
  irql: undefined,
  evidence: undefined,
  steps,
  suggestions: [],
  identity: `${messageId} ${point.operation.text}`,
});

const reused = (group: readonly Given[], text: Text): RuleFinding | undefined => {
  const again = group.filter(({ inUse }) => inUse !== undefined);
  const [first] = again;
  if (!first?.inUse) return undefined;
  const { point, inUse } = first;
  const { operation } = point;
  const certain = again.length === group.length && again.every((one) => one.inUse?.maybe === false);
  return said(
    point,
    "reused",
    certain,
    `\`${operation.text}\` gets a handle that ${certain ? "is" : "may be"} in use: ${codeText(text, inUse.span)} has queued it for another lock: give each lock that is held a handle of its own`,
    [
      ...lockSteps(point.context, inUse, text),
      { kind: "acquire", span: operation.span, message: `\`${operation.text}\` uses the handle again` },
    ],
  );
};

/** Variables of module code, static members, and what objects of module code contain. */
const isGlobal = (program: SettledProgram, { root }: Path): boolean => {
  if (!root.startsWith("var:")) return false;
  const id = root.slice("var:".length);
  if (program.facts.functions.get(id)?.kind === "constructor") return true;
  return (
    program.facts.functions.get(id.slice(0, Math.max(id.lastIndexOf("/"), id.lastIndexOf(":"))))?.kind === "module"
  );
};

const kept = (program: SettledProgram, group: readonly Given[]): RuleFinding | undefined => {
  const [first] = group.filter(({ handle }) => isGlobal(program, handle));
  // Where a caller has passed it, the mistake is the caller's.
  if (!first || first.point.event.handle?.startsWith("param:")) return undefined;
  const { point } = first;
  const certain = group.every(({ handle }) => isGlobal(program, handle));
  return said(
    point,
    "kept",
    certain,
    `the handle that \`${point.operation.text}\` gets ${certain ? "is" : "may be"} kept in global storage, where another acquire may use it before this one has ended: make the handle in the function that takes the lock`,
    [{ kind: "acquire", span: point.operation.span, message: `\`${point.operation.text}\` queues the handle` }],
  );
};

const unused = (group: readonly ReleaseCall[]): RuleFinding[] =>
  group.slice(0, 1).map(({ point }) =>
    said(
      point,
      "unused",
      true,
      `\`${point.operation.text}\` gets a handle that no acquire was given: pass the handle with which the lock was taken`,
      [
        {
          kind: "release",
          span: point.operation.span,
          message: `\`${point.operation.text}\` releases by this handle`,
        },
      ],
    ),
  );

const check: CheckedRule["check"] = (program, text) => {
  const isUnused = isHandleUnused(program);
  return [
    ...byCall(handlesGiven(program)).flatMap((group) => reused(group, text) ?? kept(program, group) ?? []),
    ...byCall(releaseCalls(program)).flatMap((group) => (isUnused(group) ? unused(group) : [])),
  ];
};

export const lockHandleMisuse = defineRule(
  {
    id: "lock-handle-misuse",
    summary: "a queue handle is reused while in use, released without an acquire, or kept in global storage",
    severity: "error",
    presets: ["recommended", "strict"],
    messages: {
      reused: "the handle is in use for another lock",
      kept: "the handle is kept where other acquires use it, too",
      unused: "the handle was never given to an acquire",
    },
    hasSuggestions: false,
    counterparts: {
      sdv: "QueuedSpinLock, QueuedSpinLockRelease",
      prefast: "none",
      codeql: "none",
      driverVerifier: "0xC4 / 0x1007; QueuedSpinLock 0x40006",
    },
  },
  perFile("lock-handle-misuse", check),
);
