import type { OuterLock } from "../analyzer/check/outer-lock.js";
import { heldAt, type HeldAt } from "../analyzer/check/held-at.js";
import type { RuleFinding } from "../analyzer/check/rule.js";
import type { SettledProgram } from "../analyzer/check/settled-program.js";
import type { Case } from "../analyzer/domain/case.js";
import type { Certainty } from "../analyzer/finding/finding.js";
import { lockSteps } from "../analyzer/explain/lock-steps.js";
import type { Span } from "../analyzer/ir/span.js";
import { spanKey } from "../analyzer/ir/span.js";
import type { SolvedInstance } from "../analyzer/summarize/instance.js";
import { describeLock } from "./describe-lock.js";
import { groupBy } from "./group-by.js";
import { isMendedHold } from "./mended-holds.js";
import type { Text } from "./statement-place.js";

/** Something that is not to be done while a spin lock is held, in one case. */
export interface UnderLock {
  readonly instance: SolvedInstance;
  readonly state: Case;
  readonly span: Span;
  readonly messageId: string;
  /** What is done, the subject of the message. */
  readonly what: string;
  readonly why: string;
  readonly advice: string;
}

const isCertainlyHeld = ({ locks }: HeldAt): boolean => locks.some(({ maybe }) => !maybe);

/** A lock that is certainly held says more than one that may be. */
const clearest = (held: readonly HeldAt[]): { readonly at: HeldAt; readonly lock: OuterLock } | undefined => {
  const all = held.flatMap((at) => at.locks.map((lock) => ({ at, lock })));
  return all.find(({ lock }) => !lock.maybe) ?? all[0];
};

const callersText = (held: readonly HeldAt[]): string => {
  const calls = held.flatMap(({ context: { via }, locks }) => (via && locks.length > 0 ? [via.edge] : []));
  const callers = new Set(calls.map(({ caller }) => caller.unit.id));
  const [first] = calls;
  if (!first) return "";
  const more = callers.size > 1 ? ` and ${String(callers.size - 1)} more` : "";
  return ` (called by \`${first.caller.unit.name}\`${more})`;
};

const said = (certainty: Certainty): string => (certainty === "certain" ? "is held" : "may be held");

/** What is held in one of the cases, whoever calls, without what another function is told to have left. */
const heldIn = (program: SettledProgram, { instance, state }: UnderLock): HeldAt[] =>
  heldAt(program, instance, state).map(({ context, locks }) => ({
    context,
    locks: locks.filter(({ path }) => !isMendedHold(program, { context, state }, path)),
  }));

const judge = (program: SettledProgram, text: Text, points: readonly UnderLock[]): RuleFinding | undefined => {
  const held = points.flatMap((point) => heldIn(program, point));
  const found = clearest(held);
  const [point] = points;
  if (!found || !point) return undefined;
  const { at, lock } = found;
  const certainty: Certainty = held.every(isCertainlyHeld) ? "certain" : "possible";
  const isOutside = at.context.locks.has(lock.path.text);
  const by = isOutside ? callersText(held) : "";
  return {
    messageId: point.messageId,
    certainty,
    message: `${point.what} while ${describeLock(program, text, lock)} ${said(certainty)}${by}, ${point.why}: ${point.advice}`,
    span: point.span,
    function: point.instance.unit.name,
    irql: undefined,
    evidence: undefined,
    steps: [
      ...lockSteps(at.context, lock, text),
      { kind: "use", span: point.span, message: `${point.what} while it is held` },
    ],
    suggestions: [],
    identity: point.what,
  };
};

/** One finding for each place at which something is done with a spin lock held, whoever holds it. */
export const findingsUnderLock = (program: SettledProgram, text: Text, points: readonly UnderLock[]): RuleFinding[] =>
  groupBy(points, ({ span }) => spanKey(span)).flatMap((group) => judge(program, text, group) ?? []);
