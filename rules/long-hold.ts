import { longLoops } from "../analyzer/check/long-loops.js";
import { perFile } from "../analyzer/check/parts.js";
import type { CheckedRule } from "../analyzer/check/rule.js";
import { casesAt, contractsCalled, type SettledProgram } from "../analyzer/check/settled-program.js";
import type { Case } from "../analyzer/domain/case.js";
import type { GraphNode } from "../analyzer/ir/graph.js";
import type { CallOperation } from "../analyzer/ir/operation.js";
import { resolveCall } from "../analyzer/solve/invocations.js";
import { readRegister } from "../analyzer/solve/memory.js";
import type { SolvedInstance } from "../analyzer/summarize/instance.js";
import { defineRule } from "./define-rule.js";
import { longWork, type LongWork } from "./long-work.js";
import { findingsUnderLock, type UnderLock } from "./under-lock.js";

/** The kernel's guide: no spin lock is held for longer. In microseconds. */
const LONGEST_HOLD = 25;

const LONG = "which others spin for all the while";

const named = (work: LongWork, name: string): Omit<UnderLock, "instance" | "state" | "span"> => ({
  messageId: "worksUnderLock",
  what: `\`${name}\` ${work.does}`,
  why: LONG,
  advice: work.advice,
});

const stall = (state: Case, operation: CallOperation): Omit<UnderLock, "instance" | "state" | "span"> | undefined => {
  const value = readRegister(state, operation.args[0]?.register);
  if (value.kind !== "literal" || typeof value.value !== "number" || value.value <= LONGEST_HOLD) return undefined;
  return {
    messageId: "stallsUnderLock",
    what: `\`${operation.text}\` stalls for ${String(value.value)} µs`,
    why: `and ${String(LONGEST_HOLD)} µs are the most that a spin lock should be held`,
    advice: "stall without the lock, or in shorter steps with the lock given back in between",
  };
};

/** No body, contract or library says what the call does. */
const isUnknown = (instance: SolvedInstance, state: Case, operation: CallOperation): boolean => {
  if (operation.isNew || operation.iterates !== undefined) return false;
  if (resolveCall(instance.context, state, operation).unresolved) return true;
  const { targets } = operation;
  return targets.length > 0 && targets.every((target) => target.kind === "external" && target.library !== true);
};

/** An exception would end up in a `finally` or `catch` that can give the lock back. */
const isGuarded = ({ edges }: GraphNode): boolean =>
  edges.some(({ handler }) => handler === "finally" || handler === "catch");

const unknown = (node: GraphNode, text: string): Omit<UnderLock, "instance" | "state" | "span"> | undefined =>
  isGuarded(node)
    ? undefined
    : {
        messageId: "unknownUnderLock",
        what: `\`${text}\`, which the analysis cannot see, is called`,
        why: "and if it throws, the lock stays held",
        advice: "release the lock in `finally`",
      };

const libraryName = ({ targets }: CallOperation): string | undefined => {
  const [target] = targets;
  return target?.kind === "external" && target.library === true ? target.name : undefined;
};

const callAt = (
  instance: SolvedInstance,
  node: GraphNode,
  state: Case,
  operation: CallOperation,
): Omit<UnderLock, "instance" | "state" | "span"> | undefined => {
  const contracts = contractsCalled(instance, state, operation).map(({ name }) => name);
  if (contracts.includes("KeStallExecutionProcessor")) return stall(state, operation);
  for (const name of [...contracts, libraryName(operation) ?? ""]) {
    const work = longWork(name);
    if (work) return named(work, operation.text);
  }
  return isUnknown(instance, state, operation) ? unknown(node, operation.text) : undefined;
};

const workAt = (
  instance: SolvedInstance,
  node: GraphNode,
  state: Case,
): Omit<UnderLock, "instance" | "state" | "span"> | undefined => {
  const { operation } = node;
  if (operation.kind === "call") return callAt(instance, node, state, operation);
  const work = operation.kind === "allocate" ? longWork(operation.typeName ?? "") : undefined;
  return work && operation.kind === "allocate" ? named(work, `new ${operation.typeName ?? ""}`) : undefined;
};

const work = (program: SettledProgram): UnderLock[] =>
  program.instances.flatMap((instance) =>
    instance.unit.graph.nodes.flatMap((node) =>
      node.operation.kind !== "call" && node.operation.kind !== "allocate"
        ? []
        : casesAt(program, instance, node).flatMap((state) => {
            const found = workAt(instance, node, state);
            return found ? [{ ...found, instance, state, span: node.operation.span }] : [];
          }),
    ),
  );

const loops = (program: SettledProgram): UnderLock[] =>
  longLoops(program).flatMap(({ instance, head, span }) =>
    casesAt(program, instance, head).map((state) => ({
      instance,
      state,
      span,
      messageId: "loopsUnderLock",
      what: "the loop runs as long as it pleases",
      why: "since nothing in it counts to an end",
      advice: "bound its rounds, or give the lock back in between",
    })),
  );

const check: CheckedRule["check"] = (program, text) =>
  findingsUnderLock(program, text, [...work(program), ...loops(program)]);

export const longHold = defineRule(
  {
    id: "long-hold",
    summary: "a spin lock is held over an unbounded loop, an allocation, logging, a long stall or unknown code",
    severity: "warning",
    presets: ["strict"],
    messages: {
      worksUnderLock: "the call takes long, and a spin lock is held",
      stallsUnderLock: "the stall is longer than a spin lock should be held",
      loopsUnderLock: "nothing bounds the loop, and a spin lock is held",
      unknownUnderLock: "unknown code may throw, and nothing would release the spin lock",
    },
    hasSuggestions: false,
    counterparts: { sdv: "none", prefast: "none", codeql: "none", driverVerifier: "none" },
  },
  perFile("long-hold", check),
);
