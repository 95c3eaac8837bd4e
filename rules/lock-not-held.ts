import { canOccur } from "../analyzer/check/can-occur.js";
import { entryContexts, locksOver, type EntryContext } from "../analyzer/check/entry-contexts.js";
import { statePoints } from "../analyzer/check/event-points.js";
import { everywhere } from "../analyzer/check/parts.js";
import type { CheckedRule, RuleFinding } from "../analyzer/check/rule.js";
import { entryOf, type SettledProgram } from "../analyzer/check/settled-program.js";
import type { Contract, LockNeed } from "../analyzer/contract/contract.js";
import type { Case } from "../analyzer/domain/case.js";
import type { Value } from "../analyzer/domain/value.js";
import { contextSteps, lockSteps } from "../analyzer/explain/lock-steps.js";
import type { CallOperation } from "../analyzer/ir/operation.js";
import { valueAt } from "../analyzer/solve/contract-call.js";
import { isNamed } from "../analyzer/solve/contract-path.js";
import { applies } from "../analyzer/solve/contract-conditions.js";
import { resolveCall } from "../analyzer/solve/invocations.js";
import type { CallEdge } from "../analyzer/summarize/call-edges.js";
import type { SolvedInstance } from "../analyzer/summarize/instance.js";
import { defineRule } from "./define-rule.js";
import { brokenNeeds, needPoint, type BrokenNeed, type NeedPoint } from "./lock-need.js";
import { nameContractPath, namePlace } from "./name-lock.js";
import type { Text } from "./statement-place.js";

/** A need of a called function, at one call. */
interface CallNeed extends NeedPoint {
  readonly callee: string;
  readonly need: LockNeed;
  readonly operation: CallOperation;
}

interface Call {
  readonly context: EntryContext;
  readonly state: Case;
  readonly operation: CallOperation;
  readonly contract: Contract;
  readonly receiver: Value | undefined;
  readonly args: readonly Value[];
  /** The call of a function with a body. */
  readonly edge?: CallEdge;
}

const writtenName = (need: LockNeed, operation: CallOperation, text: Text): string =>
  nameContractPath(need.lock, (index) => {
    const span = operation.args[index]?.span;
    return span && text(span).replace(/\s+/g, " ");
  });

const needsAt = (program: SettledProgram, call: Call, text: Text): CallNeed[] =>
  (call.contract.lockNeeds ?? []).flatMap((need): CallNeed[] => {
    const { context, state, operation, contract, receiver, args, edge } = call;
    const told = { contract, operation, receiver, args, site: "" };
    const active = need.when ? applies(state, told, need.when, undefined) : true;
    const value = valueAt(state, told, need.lock);
    if (active === false || need.when?.kind === "return" || value.kind !== "place" || !isNamed(need.lock)) return [];
    const { unit } = context.instance;
    const name = namePlace(program, value.path, unit) ?? writtenName(need, operation, text);
    const at = { context, state, name, span: operation.span, held: need.held, mayNotApply: active === undefined };
    const point = needPoint(program, at, value.path, edge && locksOver(program, context, edge));
    return [{ ...point, callee: contract.name, need, operation }];
  });

/** Calls of functions whose bodies are in the program. */
const callsOfFunctions = (program: SettledProgram, callee: SolvedInstance): Call[] => {
  const key = callee.unit.contract;
  const contract = key === undefined ? undefined : program.facts.contracts.get(key);
  if (!contract?.lockNeeds) return [];
  const name = callee.unit.name;
  return entryOf(program, callee).calls.flatMap((edge): Call[] => {
    const { operation } = edge.node;
    if (operation.kind !== "call" || edge.kind === "escapes" || edge.kind === "role") return [];
    const { state, receiver, args } = edge;
    return entryContexts(program, edge.caller)
      .filter((context) => canOccur(program, context, state))
      .map((context) => ({ context, state, operation, contract: { ...contract, name }, receiver, args, edge }));
  });
};

const hasNeeds = (program: SettledProgram, operation: CallOperation): boolean =>
  operation.targets.some(
    (target) => target.kind === "contract" && program.facts.contracts.get(target.contract)?.lockNeeds !== undefined,
  );

/** Calls of what is known by its tags only: members of interfaces, declared functions. */
const callsByContract = (program: SettledProgram, instance: SolvedInstance): Call[] =>
  instance.unit.graph.nodes.flatMap((node) => {
    const { operation } = node;
    if (operation.kind !== "call" || !hasNeeds(program, operation)) return [];
    return statePoints(program, instance, node).flatMap(({ context, state }) =>
      resolveCall(instance.context, state, operation).invocations.flatMap(
        ({ kind, target, receiver, args }): Call[] => {
          const contract = target.kind === "contract" ? program.facts.contracts.get(target.contract) : undefined;
          return contract && kind === "direct" ? [{ context, state, operation, contract, receiver, args }] : [];
        },
      ),
    );
  });

const how = ({ point, certain, elsewhere }: BrokenNeed): string => {
  const { held, standing } = point;
  if (!held) return standing === "held" ? "is held here" : "may be held here";
  if (standing === "other") return "only a lock is held here that may be another one";
  if (standing === "maybe") return "is held on some ways only";
  return certain || !elsewhere ? "is not held here" : "is not held on every way to here";
};

const message = (broken: BrokenNeed<CallNeed>): string => {
  const { callee, held, name, standing } = broken.point;
  const subject = held && standing === "other" ? how(broken) : `it ${how(broken)}`;
  return held
    ? `\`${callee}\` needs \`${name}\` held (\`@requiresLockHeld\`), but ${subject}: take it before the call`
    : `\`${callee}\` needs \`${name}\` not held (\`@requiresLockNotHeld\`), but ${subject}: give it back before the call`;
};

const finding = (broken: BrokenNeed<CallNeed>, text: Text): RuleFinding => {
  const { context, held, lock, locks, operation, callee, name } = broken.point;
  const taken = locks.get(lock.text);
  const way = taken ? lockSteps(context, taken, text) : contextSteps(context);
  const need = held ? "needs" : "must not have";
  return {
    messageId: held ? "notHeld" : "held",
    certainty: broken.certain ? "certain" : "possible",
    message: message(broken),
    span: operation.span,
    function: context.instance.unit.name,
    irql: undefined,
    evidence: undefined,
    steps: [...way, { kind: "call", span: operation.span, message: `\`${operation.text}\` ${need} \`${name}\` held` }],
    suggestions: [],
    identity: `${callee} ${name}`,
  };
};

const needs = everywhere("lock-not-held: needs", (part) =>
  part.instances
    .flatMap((instance) => [...callsOfFunctions(part, instance), ...callsByContract(part, instance)])
    .flatMap((call) => needsAt(part, call, part.text)),
);

const check: CheckedRule["check"] = (program, text) =>
  brokenNeeds(needs(program)).map((broken) => finding(broken, text));

export const lockNotHeld = defineRule(
  {
    id: "lock-not-held",
    summary: "a function is called without the lock that its contract needs held, or with one that it needs not held",
    severity: "error",
    presets: ["recommended", "strict"],
    messages: {
      notHeld: "the lock that the contract needs is not held at the call",
      held: "the lock that the contract excludes is held at the call",
    },
    hasSuggestions: false,
    counterparts: { sdv: "none", prefast: "C26110, C26111", codeql: "none", driverVerifier: "none" },
  },
  check,
);
