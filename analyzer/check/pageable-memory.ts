import { activeClauses } from "../solve/contract-conditions.js";
import { resolveCall } from "../solve/invocations.js";
import { readRegister } from "../solve/memory.js";
import type { Path } from "../domain/path.js";
import type { Value } from "../domain/value.js";
import type { GraphNode } from "../ir/graph.js";
import type { CallOperation, FunctionId } from "../ir/operation.js";
import type { Span } from "../ir/span.js";
import type { SolvedInstance } from "../summarize/instance.js";
import { entryContexts } from "./entry-contexts.js";
import { ask, casesAt, inWhole, type SettledProgram, question } from "./settled-program.js";

/** Memory that only this worker has, or that may be paged out: where it is made, and what it is. */
export interface PageableMemory {
  readonly span: Span;
  readonly what: string;
}

interface Made {
  readonly instance: SolvedInstance;
  readonly node: GraphNode;
}

const SITE = /^(?:new|var|value):(.*?):(\d+)(?:@@.*)?$/;

const byFunction = inWhole(({ instances }) => {
  const first = new Map<FunctionId, SolvedInstance>();
  for (const instance of instances) if (!first.has(instance.unit.id)) first.set(instance.unit.id, instance);
  return first;
});

/** The first instance of a function. */
const INSTANCE = question<SolvedInstance | undefined>("pageable-memory: instance", {
  answer: (whole, id) => byFunction(whole).get(id),
  byObject: true,
});

/** The operation that made an object or result; undefined where it came from elsewhere. */
const madeAt = (program: SettledProgram, { root }: Path): Made | undefined => {
  const [, id, node] = SITE.exec(root) ?? [];
  const instance = ask(program, INSTANCE, id ?? "");
  const found = instance?.unit.graph.nodes[Number(node)];
  return instance && found ? { instance, node: found } : undefined;
};

const TYPED_ARRAY = /^(?:(?:Big)?(?:Int|Uint)\d+|Uint8Clamped|Float\d+)Array$/;

/** The call of the constructor that fills a fresh object. */
const construction = ({ instance, node }: Made): GraphNode | undefined =>
  instance.unit.graph.nodes.find(
    ({ operation }) =>
      operation.kind === "call" &&
      operation.isNew &&
      node.operation.kind === "allocate" &&
      operation.receiver === node.operation.dst,
  );

const isPagedCall = (program: SettledProgram, { instance, node }: Made, operation: CallOperation): boolean =>
  casesAt(program, instance, node).some((state) =>
    resolveCall(instance.context, state, operation).invocations.some(({ target, args, receiver }) => {
      const contract = target.kind === "contract" ? program.facts.contracts.get(target.contract) : undefined;
      const paged = contract?.cases?.find(({ when }) => when.kind === "flag" && /paged/i.test(when.name) && when.set);
      if (!contract || !paged) return false;
      return (
        activeClauses(state, { contract, operation, args, receiver, site: "" }, undefined).requires === paged.requires
      );
    }),
  );

const ofView = (program: SettledProgram, made: Made, name: string): PageableMemory | undefined => {
  const call = construction(made);
  const { span } = made.node.operation;
  const here = { span, what: `the buffer of a \`${name}\` of its own` };
  if (call?.operation.kind !== "call") return here;
  const [first] = call.operation.args;
  if (!first) return here;
  for (const state of casesAt(program, made.instance, call)) {
    const value = readRegister(state, first.register);
    if (value.kind === "literal") return here;
    return pageable(program, made.instance, value);
  }
  return undefined;
};

const ofObject = (program: SettledProgram, path: Path): PageableMemory | undefined => {
  const made = madeAt(program, path);
  if (!made) return undefined;
  const { operation } = made.node;
  if (operation.kind === "allocate") {
    const name = operation.typeName ?? "";
    if (path.keys.length === 0)
      return name === "ArrayBuffer" ? { span: operation.span, what: "an `ArrayBuffer`" } : undefined;
    return path.keys.join() === "buffer" && TYPED_ARRAY.test(name) ? ofView(program, made, name) : undefined;
  }
  return operation.kind === "call" && path.keys.length === 0 && isPagedCall(program, made, operation)
    ? { span: operation.span, what: `paged pool from \`${operation.text}\`` }
    : undefined;
};

/** What callers pass for a parameter. */
const ofParameter = (program: SettledProgram, instance: SolvedInstance, index: number): PageableMemory | undefined => {
  for (const { via } of entryContexts(program, instance)) {
    const value = via?.edge.args[index];
    const found = via && value ? pageable(program, via.context.instance, value) : undefined;
    if (found) return found;
  }
  return undefined;
};

/** What the value is, where it is memory that other workers cannot see. */
export const pageable = (
  program: SettledProgram,
  instance: SolvedInstance,
  value: Value,
): PageableMemory | undefined => {
  if (value.kind !== "place") return undefined;
  const [, index] = /^param:(\d+)$/.exec(value.path.root) ?? [];
  if (index !== undefined)
    return value.path.keys.length === 0 ? ofParameter(program, instance, Number(index)) : undefined;
  return ofObject(program, value.path);
};
