import type { LockPoint, Hold } from "../analyzer/check/hold.js";
import type { SettledProgram } from "../analyzer/check/settled-program.js";
import type { Suggestion } from "../analyzer/finding/finding.js";
import { callsAt } from "../analyzer/ir/calls-at.js";
import type { CallOperation } from "../analyzer/ir/operation.js";
import { inOneList, type Text } from "./statement-place.js";

/** A name of the routine that means it in the file of the call: as a member of the same object, or as called elsewhere there. */
const nameInFile = (program: SettledProgram, { operation }: LockPoint, routine: string): string | undefined => {
  const owner = /^(.*\.)[^.]+$/.exec(operation.text)?.[1];
  if (owner !== undefined) return `${owner}${routine}`;
  const isCalled = program.instances.some(
    ({ unit }) =>
      unit.file === operation.span.file &&
      unit.graph.nodes.some(
        ({ operation: other }) =>
          other.kind === "call" &&
          other.text === routine &&
          other.targets.some((target) => target.kind === "contract" && target.contract === routine),
      ),
  );
  return isCalled ? routine : undefined;
};

const acquireOf = ({ context }: LockPoint, hold: Hold): CallOperation | undefined => {
  if (hold.kind !== "own" || hold.held.spans.length !== 1) return undefined;
  return callsAt(context.instance.unit.graph, hold.held.spans)[0]?.operation;
};

/** Where the acquire has put the level that the release must restore, if it is still in sight. */
const savedLevel = (text: Text, acquire: CallOperation, release: CallOperation): string | undefined => {
  const [taken, given] = [acquire.shape, release.shape];
  if (!taken?.statement || !taken.assigns || !given?.statement) return undefined;
  return inOneList(text, taken.statement, given.statement) ? taken.assigns.name : undefined;
};

/** Whether the routine gets the level to restore as an argument, not by its handle. */
const needsLevel = (program: SettledProgram, routine: string): boolean => {
  const level = program.facts.contracts.get(routine)?.level;
  return level?.kind === "restore" && level.from.keys.length === 0;
};

/** Puts the right release in the place of a wrong one of its family, where all that it needs stands there. */
export const otherRelease = (
  program: SettledProgram,
  text: Text,
  point: LockPoint & { readonly event: { readonly kind: "release" } },
  hold: Hold,
  right: string,
): Suggestion[] => {
  const { operation, event } = point;
  const [target, ...others] = operation.targets;
  const [lock] = operation.args;
  const acquire = acquireOf(point, hold);
  const name = nameInFile(program, point, right);
  const isKnown = target?.kind === "contract" && others.length === 0 && hold.kind === "own" && lock !== undefined;
  if (!isKnown || !acquire || name === undefined || hold.held.family !== event.family) return [];
  const level = needsLevel(program, right) ? savedLevel(text, acquire, operation) : "";
  if (level === undefined) return [];
  const args = [text(lock.span), level].filter((part) => part !== "").join(", ");
  return [{ message: `use \`${right}\``, edits: [{ span: operation.span, text: `${name}(${args})` }] }];
};
