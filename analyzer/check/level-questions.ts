import type { Case } from "../domain/case.js";
import type { Level } from "../domain/level.js";
import type { LevelSet } from "../domain/level-set.js";
import type { ReadOrigin, Value } from "../domain/value.js";
import type { GraphNode } from "../ir/graph.js";
import type { Operation } from "../ir/operation.js";
import type { Span } from "../ir/span.js";
import { levelsWhere } from "../solve/computed.js";
import { readRegister } from "../solve/memory.js";
import type { SolvedInstance } from "../summarize/instance.js";
import { everywhere } from "./parts.js";
import { casesAt } from "./settled-program.js";

/** A branch on the answer of `KeGetCurrentIrql`, in one case. */
export interface LevelQuestion {
  readonly instance: SolvedInstance;
  readonly node: GraphNode;
  readonly branch: Extract<Operation, { kind: "branch" }>;
  readonly state: Case;
  readonly level: Level;
  /** Levels for which the branch goes along its true edge. */
  readonly set: LevelSet;
  readonly read: ReadOrigin;
  /** Where the answer was found, which may lie before the branch. */
  readonly answered: Span | undefined;
  /** The call that asks; for a level that was stored before, the comparison. */
  readonly place: Span;
}

type Asked = Omit<LevelQuestion, "instance" | "node" | "branch" | "state">;

const askedBy = (value: Value, branch: LevelQuestion["branch"]): Asked | undefined => {
  if (value.kind === "maybe") return askedBy(value.test, branch);
  if (value.kind === "test" && value.read) {
    const { level, set, read, at } = value;
    return { level, set, read, answered: at, place: read.stored ? at : read.span };
  }
  if ((value.kind === "level" || value.kind === "computed") && value.read) {
    const { level, read } = value;
    const place = read.stored ? branch.span : read.span;
    return { level, set: levelsWhere(value, Boolean), read, answered: undefined, place };
  }
  return undefined;
};

const askedAt = (instance: SolvedInstance, node: GraphNode, state: Case): LevelQuestion | undefined => {
  const { operation: branch } = node;
  if (branch.kind !== "branch") return undefined;
  const asked = askedBy(readRegister(state, branch.condition), branch);
  return asked && { ...asked, instance, node, branch, state };
};

/** Every branch on a level that was read, with the cases in which it is reached. */
export const levelQuestions = everywhere("level questions", (program) =>
  program.instances.flatMap((instance) =>
    instance.unit.graph.nodes.flatMap((node) =>
      node.operation.kind === "branch"
        ? casesAt(program, instance, node).flatMap((state) => askedAt(instance, node, state) ?? [])
        : [],
    ),
  ),
);
