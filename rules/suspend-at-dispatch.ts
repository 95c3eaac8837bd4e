import { locksHeld, type EntryContext } from "../analyzer/check/entry-contexts.js";
import type { OuterLock } from "../analyzer/check/outer-lock.js";
import { statePoints, type StatePoint } from "../analyzer/check/event-points.js";
import { levelEvidence } from "../analyzer/check/level-evidence.js";
import { perFile } from "../analyzer/check/parts.js";
import type { CheckedRule, Evidence, RuleFinding } from "../analyzer/check/rule.js";
import type { SettledProgram } from "../analyzer/check/settled-program.js";
import { ENTRY_LEVEL } from "../analyzer/check/stated-effects.js";
import { levelsIn } from "../analyzer/domain/case.js";
import { ENTRY } from "../analyzer/domain/level.js";
import {
  APC_LEVEL,
  atLeast,
  DISPATCH_LEVEL,
  highest,
  isSubset,
  lowest,
  NO_LEVEL,
  PASSIVE_LEVEL,
  type LevelSet,
} from "../analyzer/domain/level-set.js";
import { lockSteps } from "../analyzer/explain/lock-steps.js";
import type { Operation } from "../analyzer/ir/operation.js";
import { spanKey } from "../analyzer/ir/span.js";
import { clearestEvidence } from "./clearest-evidence.js";
import { defineRule } from "./define-rule.js";
import { groupBy } from "./group-by.js";
import { describeLock } from "./describe-lock.js";
import { whyLevel } from "./why-level.js";
import type { Text } from "./statement-place.js";

const TOO_HIGH = atLeast(DISPATCH_LEVEL);

type Suspend = Extract<Operation, { kind: "suspend" }>;

interface Suspension extends StatePoint {
  readonly operation: Suspend;
}

const suspensions = (program: SettledProgram): Suspension[] =>
  program.instances.flatMap((instance) =>
    instance.unit.graph.nodes.flatMap((node) => {
      const { operation } = node;
      return operation.kind === "suspend"
        ? statePoints(program, instance, node).map((point) => ({ ...point, operation }))
        : [];
    }),
  );

/** A generator goes back to whoever iterates it: only what it holds or has raised itself stays behind. */
const isOwnLevel = ({ operation, state }: Suspension): boolean =>
  operation.how === "await" || state.level.kind !== "symbol" || state.level.symbol !== ENTRY;

/** What is held is said at the first `await` behind the acquire; there the function leaves its callers, and their locks. */
const heldLocks = (program: SettledProgram, { context, state, operation }: Suspension): OuterLock[] => {
  const isAlone = state.suspended || operation.how === "yield";
  const own: EntryContext = isAlone ? { ...context, locks: new Map() } : context;
  const locks = new Map([...state.locks].filter(([, { awaited }]) => !awaited));
  return [...locksHeld(program, own, { ...state, locks }).values()];
};

const evidenceOf = (program: SettledProgram, point: Suspension): { recommended: Evidence[]; strict: Evidence[] } => {
  const { context, node, state } = point;
  if (!isOwnLevel(point)) return { recommended: [], strict: [] };
  const { instance } = context;
  const found = levelEvidence(program, instance, state, TOO_HIGH);
  const at = (levels: number): Evidence[] => (levels === NO_LEVEL ? [] : [{ instance, node, state, levels }]);
  return { recommended: at(found.shown), strict: at(found.shownInStrict) };
};

/** A raise to no more than the level at which the generator was entered may leave nothing behind. */
const isSurelyRaised = ({ operation, state, context }: Suspension, possible: LevelSet): boolean =>
  operation.how === "await" || lowest(possible) > highest(levelsIn(state, ENTRY_LEVEL, context.levels));

const isCertain = (program: SettledProgram, point: Suspension): boolean => {
  const { possible } = levelEvidence(program, point.context.instance, point.state, TOO_HIGH);
  const isTooHigh = isOwnLevel(point) && isSubset(possible, TOO_HIGH) && isSurelyRaised(point, possible);
  return isTooHigh || heldLocks(program, point).some(({ maybe }) => !maybe);
};

const ADVICE: Readonly<Record<Suspend["how"], string>> = {
  await: "release the lock and lower IRQL before, or `await` first and take the lock afterwards",
  yield: "release the lock and lower IRQL before, or collect the values and give them out afterwards",
};

type Found = Pick<RuleFinding, "messageId" | "message" | "evidence" | "steps" | "strictOnly">;

const byLock = (program: SettledProgram, text: Text, points: readonly Suspension[]): Found | undefined => {
  const held = points.flatMap((point) => heldLocks(program, point).map((lock) => ({ point, lock })));
  const found = held.find(({ lock }) => !lock.maybe) ?? held[0];
  if (!found) return undefined;
  const { point, lock } = found;
  const { operation, context } = point;
  const is = lock.maybe ? "may be held" : "is held";
  const said = `\`${operation.how}\` leaves the worker to others while ${describeLock(program, text, lock)} ${is}`;
  return {
    messageId: "suspendsWithLock",
    message: `${said}: ${ADVICE[operation.how]}`,
    evidence: undefined,
    steps: [...lockSteps(context, lock, text), { kind: "use", span: operation.span, message: said }],
    strictOnly: false,
  };
};

const byLevel = (program: SettledProgram, points: readonly Suspension[], certain: boolean): Found | undefined => {
  const [point] = points;
  const evidence = points.map((one) => evidenceOf(program, one));
  const shown = evidence.flatMap(({ recommended }) => recommended);
  const clearest = clearestEvidence(program, shown.length > 0 ? shown : evidence.flatMap(({ strict }) => strict));
  if (!point || !clearest) return undefined;
  const { operation } = point;
  const why = whyLevel(program, clearest, certain ? "certain" : "possible");
  const said = `\`${operation.how}\` leaves the worker to others, which needs IRQL < \`DISPATCH_LEVEL\``;
  return {
    messageId: "suspendsAtDispatch",
    message: `${said}, but ${why}: ${ADVICE[operation.how]}`,
    evidence: clearest,
    steps: [{ kind: "use", span: operation.span, message: said }],
    strictOnly: shown.length === 0,
  };
};

const judge = (program: SettledProgram, text: Text, points: readonly Suspension[]): RuleFinding | undefined => {
  const [point] = points;
  const certain = points.every((one) => isCertain(program, one));
  const found = byLock(program, text, points) ?? byLevel(program, points, certain);
  if (!point || !found) return undefined;
  const possible = points.reduce(
    (set, { context, state }) => set | levelEvidence(program, context.instance, state, TOO_HIGH).possible,
    NO_LEVEL,
  );
  return {
    ...found,
    certainty: certain ? "certain" : "possible",
    span: point.operation.span,
    function: point.context.instance.unit.name,
    irql: { possible, required: { min: PASSIVE_LEVEL, max: APC_LEVEL } },
    suggestions: [],
    identity: point.operation.how,
  };
};

const check: CheckedRule["check"] = (program, text) =>
  groupBy(suspensions(program), ({ operation }) => spanKey(operation.span)).flatMap(
    (points) => judge(program, text, points) ?? [],
  );

export const suspendAtDispatch = defineRule(
  {
    id: "suspend-at-dispatch",
    summary: "`await`, `yield` or `for await` at IRQL >= `DISPATCH_LEVEL` or with a spin lock held",
    severity: "error",
    presets: ["recommended", "strict"],
    messages: {
      suspendsAtDispatch: "the function leaves the worker to others at IRQL >= `DISPATCH_LEVEL`",
      suspendsWithLock: "the function leaves the worker to others while a spin lock is held",
    },
    hasSuggestions: false,
    saysMoreInStrict: true,
    counterparts: { sdv: "none", prefast: "none", codeql: "none", driverVerifier: "none" },
  },
  perFile("suspend-at-dispatch", check),
);
