import { pageable, type PageableMemory } from "../analyzer/check/pageable-memory.js";
import { perFile } from "../analyzer/check/parts.js";
import type { CheckedRule, RuleFinding } from "../analyzer/check/rule.js";
import { casesAt, type SettledProgram } from "../analyzer/check/settled-program.js";
import { isStorageClass } from "../analyzer/contract/storage-classes.js";
import type { GraphNode } from "../analyzer/ir/graph.js";
import type { CallOperation } from "../analyzer/ir/operation.js";
import { sameSpan, spanKey } from "../analyzer/ir/span.js";
import { readRegister } from "../analyzer/solve/memory.js";
import type { SolvedInstance } from "../analyzer/summarize/instance.js";
import { defineRule } from "./define-rule.js";
import { groupBy } from "./group-by.js";

/** A lock or handle that is made, with the storage that each case gives it. */
interface Construction {
  readonly instance: SolvedInstance;
  readonly operation: CallOperation;
  readonly type: string;
  readonly storage: readonly (PageableMemory | undefined)[];
}

const constructed = ({ operation }: GraphNode): { operation: CallOperation; type: string } | undefined => {
  if (operation.kind !== "call" || !operation.isNew) return undefined;
  const [target] = operation.targets;
  const type = target?.kind === "external" || target?.kind === "contract" ? nameOf(target) : undefined;
  return type !== undefined && isStorageClass(type) ? { operation, type } : undefined;
};

const nameOf = (
  target:
    { readonly kind: "external"; readonly name: string } | { readonly kind: "contract"; readonly contract: string },
): string => (target.kind === "external" ? target.name : target.contract);

const constructions = (program: SettledProgram): Construction[] =>
  program.instances.flatMap((instance) =>
    instance.unit.graph.nodes.flatMap((node) => {
      const found = constructed(node);
      const buffer = found?.operation.args[0];
      if (!found || !buffer) return [];
      const storage = casesAt(program, instance, node).map((state) =>
        pageable(program, instance, readRegister(state, buffer.register)),
      );
      return [{ instance, ...found, storage }];
    }),
  );

const judge = (group: readonly Construction[]): RuleFinding[] => {
  const storage = group.flatMap((one) => one.storage);
  const memory = storage.find((one) => one !== undefined);
  const [first] = group;
  if (!memory || !first) return [];
  const { operation, type, instance } = first;
  const isCertain = storage.every((one) => one !== undefined);
  const said = `\`${type}\` ${isCertain ? "lies" : "may lie"} in ${memory.what}, which other workers cannot see`;
  const made = sameSpan(memory.span, operation.span)
    ? []
    : [{ kind: "read" as const, span: memory.span, message: `the storage is ${memory.what}` }];
  return [
    {
      messageId: "pageable",
      certainty: isCertain ? "certain" : "possible",
      message: `${said}: allocate it with \`new SharedArrayBuffer(${type}.BYTES)\``,
      span: operation.span,
      function: instance.unit.name,
      irql: undefined,
      evidence: undefined,
      steps: [...made, { kind: "use", span: operation.span, message: said }],
      suggestions: [],
      identity: type,
    },
  ];
};

const check: CheckedRule["check"] = (program) =>
  groupBy(constructions(program), ({ operation }) => spanKey(operation.span)).flatMap(judge);

export const pageableSpinLock = defineRule(
  {
    id: "pageable-spin-lock",
    summary: "a spin lock or lock handle lies in memory that is not shared, non-paged memory",
    severity: "error",
    presets: ["recommended", "strict"],
    messages: { pageable: "the storage is no shared memory, so no other worker takes part in the lock" },
    hasSuggestions: false,
    counterparts: { sdv: "none", prefast: "none", codeql: "none", driverVerifier: "0xA, 0xD1" },
  },
  perFile("pageable-spin-lock", check),
);
