import { canOccur } from "../analyzer/check/can-occur.js";
import { entryContexts } from "../analyzer/check/entry-contexts.js";
import { everywhere } from "../analyzer/check/parts.js";
import type { CheckedRule, RuleFinding } from "../analyzer/check/rule.js";
import { leftByCall } from "../analyzer/check/left-by-calls.js";
import { callsByCaller, casesAt, type SettledProgram } from "../analyzer/check/settled-program.js";
import type { Case } from "../analyzer/domain/case.js";
import type { Held } from "../analyzer/domain/held.js";
import { areOneForSome, isVague } from "../analyzer/domain/path.js";
import { sameSpan, spanKey, type Span } from "../analyzer/ir/span.js";
import type { SolvedInstance } from "../analyzer/summarize/instance.js";
import { isGathered } from "./gathered-locks.js";
import { defineRule } from "./define-rule.js";
import { groupBy } from "./group-by.js";
import { isHandedOver, mayBePromised, takenLocks } from "./lock-leaks.js";
import { codeText, lockText } from "./lock-words.js";
import { saidOnce } from "./said-in-callee.js";
import { takenAgain } from "./taken-again.js";
import type { Text } from "./statement-place.js";
import { describeWays, leakWays, wayStep, type WayOut } from "./leak-ways.js";

interface Leak {
  readonly instance: SolvedInstance;
  readonly held: Held;
  /** The acquire. */
  readonly span: Span;
  readonly ways: readonly WayOut[];
  readonly certain: boolean;
}

/** Some way in which the function is entered leads to it. */
const isEntered = (program: SettledProgram, instance: SolvedInstance, state: Case): boolean =>
  entryContexts(program, instance).some((context) => canOccur(program, context, state));

const exitCases = (program: SettledProgram, instance: SolvedInstance): Case[] => {
  const { graph } = instance.unit;
  return [graph.exit, graph.throwExit].flatMap((id) => {
    const node = graph.nodes[id];
    return node ? casesAt(program, instance, node).filter((state) => isEntered(program, instance, state)) : [];
  });
};

/** Given back under another name, which callers may give to the same lock. */
const mayBeGivenBack = ({ locks }: Case, { path, family }: Held): boolean =>
  [...locks.values()].some((other) => other.balance < 0 && other.family === family && areOneForSome(path, other.path));

/** Every way that has taken the lock ends with it held. */
const isCertain = (exits: readonly Case[], held: Held): boolean =>
  !isVague(held.path) &&
  exits.every((state) => {
    const own = state.locks.get(held.path.text);
    if (mayBeGivenBack(state, held)) return false;
    return own && own.balance > 0 ? !own.maybe : !state.free.has(held.path.text);
  });

/** Of several acquires that joined ways come from, only those count that are reached at the levels of the entry. */
const reachedSpans = (program: SettledProgram, instance: SolvedInstance, { spans }: Held): readonly Span[] => {
  if (spans.length === 1) return spans;
  const isReached = (span: Span): boolean =>
    instance.unit.graph.nodes.some(
      (node) =>
        node.operation.kind === "call" &&
        sameSpan(node.operation.span, span) &&
        casesAt(program, instance, node).length > 0,
    );
  return spans.filter(isReached);
};

const leaksOf = (program: SettledProgram, instance: SolvedInstance): Leak[] => {
  const exits = exitCases(program, instance);
  const locks = new Map<string, Held>();
  for (const held of exits.flatMap(takenLocks)) {
    const other = locks.get(held.path.text);
    locks.set(held.path.text, other ? { ...held, spans: [...other.spans, ...held.spans] } : held);
  }
  return [...locks.values()].flatMap((held) => {
    const lock = held.path.text;
    if (isHandedOver(program, instance, lock) || isGathered(instance, held)) return [];
    const certain = isCertain(exits, held) && !mayBePromised(program, instance, held);
    return reachedSpans(program, instance, held).map((span) => {
      const isLeft = (state: Case): boolean =>
        takenLocks(state).some(({ path, spans }) => path.text === lock && spans.some((one) => sameSpan(one, span)));
      return { instance, held, span, ways: leakWays(program, instance, span, isLeft), certain };
    });
  });
};

/** A helper that gives back what it takes by a callback, on some ways only: nobody is told which. */
const leftByCalls = (program: SettledProgram): Leak[] =>
  [...callsByCaller(program).values()].flat().flatMap((edge) => {
    const { caller: instance, state } = edge;
    const held = leftByCall(edge);
    return held.length > 0 && isEntered(program, instance, state)
      ? held.map((one) => ({ instance, held: one, span: one.span, ways: [], certain: false }))
      : [];
  });

const finding = (group: readonly Leak[], text: Text): RuleFinding | undefined => {
  const [first] = group;
  if (!first) return undefined;
  const { instance, held, span, ways } = first;
  const { unit } = instance;
  const certain = group.every((leak) => leak.certain);
  const node = unit.graph.nodes.find(({ operation }) => operation.kind === "call" && sameSpan(operation.span, span));
  const lock = lockText(text, unit, held.path, node?.operation.kind === "call" ? node.operation : undefined);
  const acquire = codeText(text, span);
  const left = ways.length === 0 ? "its end" : describeWays(ways);
  return {
    messageId: certain ? "leaks" : "mayLeak",
    certainty: certain ? "certain" : "possible",
    message: `${lock} that ${acquire} takes is still held where \`${unit.name}\` is left by ${left}: release it on every way out, in a \`finally\` if something may throw, or declare \`@acquiresLock\``,
    span,
    function: unit.name,
    irql: undefined,
    evidence: undefined,
    steps: [{ kind: "acquire", span, message: `${acquire} takes ${lock}` }, ...ways.map(wayStep)],
    suggestions: [],
    identity: `${lock} ${acquire}`,
  };
};

const leaks = everywhere("unreleased-spin-lock: leaks", (part) =>
  part.instances.flatMap((instance) => leaksOf(part, instance)),
);

const check: CheckedRule["check"] = (program, text) => {
  const again = takenAgain(program);
  const once = [...leaks(program), ...leftByCalls(program)].filter(({ span }) => !again.has(spanKey(span)));
  return groupBy(saidOnce(program, "lock", once), ({ span }) => spanKey(span)).flatMap(
    (group) => finding(group, text) ?? [],
  );
};

export const unreleasedSpinLock = defineRule(
  {
    id: "unreleased-spin-lock",
    summary: "a lock is still held on some way out of a function without a contract that says so",
    severity: "error",
    presets: ["recommended", "strict"],
    messages: {
      leaks: "the lock is never released on the way out",
      mayLeak: "the lock is still held on some way out",
    },
    hasSuggestions: false,
    counterparts: {
      sdv: "SpinLock, SpinlockRelease, QueuedSpinLock, CancelSpinLock",
      prefast: "C26115, C26165",
      codeql: "none",
      driverVerifier: "0xC4 / 0x100A; 0xC8",
    },
  },
  check,
);
