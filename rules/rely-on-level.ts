import { callEffects } from "../analyzer/check/call-effects.js";
import { contractsCalled } from "../analyzer/check/settled-program.js";
import type { LevelNeed } from "../analyzer/check/level-needs.js";
import type { Suggestion, TextEdit } from "../analyzer/finding/finding.js";
import type { CallNode } from "../analyzer/ir/calls-at.js";
import type { CallOperation } from "../analyzer/ir/operation.js";
import { readRegisters } from "../analyzer/ir/registers.js";
import type { SolvedInstance } from "../analyzer/summarize/instance.js";
import { importAlso } from "./import-also.js";
import { relyingForm } from "./raising-form.js";
import type { Text } from "./statement-place.js";

/** Calls of the function that take or give back the lock. */
const callsOnLock = (instance: SolvedInstance, lock: string): CallNode[] =>
  instance.unit.graph.nodes.flatMap((node) => {
    const { operation } = node;
    if (operation.kind !== "call") return [];
    const effects = (instance.solution.before[node.id]?.cases ?? []).flatMap((state) =>
      callEffects(instance, state, operation),
    );
    const isOnLock = effects.some((effect) => effect.kind === "lock" && effect.lock.text === lock);
    return isOnLock ? [{ ...node, operation }] : [];
  });

/** The routine of the WDK that the call runs in every case, and whether it is called by its own name. */
const routineOf = (instance: SolvedInstance, { id, operation }: CallNode): string | undefined => {
  const names = new Set(
    (instance.solution.before[id]?.cases ?? []).flatMap((state) =>
      contractsCalled(instance, state, operation).map(({ name }) => name),
    ),
  );
  const [name, ...others] = names;
  return name !== undefined && others.length === 0 && operation.text === name ? name : undefined;
};

/** What keeps the saved level is read by nothing but the releases. */
const isOnlyRestored = (instance: SolvedInstance, acquire: CallNode, releases: readonly CallNode[]): boolean => {
  const kept = new Set([acquire.operation.dst]);
  for (const { operation } of instance.unit.graph.nodes)
    if (operation.kind === "copy" && kept.has(operation.src)) kept.add(operation.dst);
  const ids = new Set(releases.map(({ id }) => id));
  return instance.unit.graph.nodes.every(
    ({ id, operation }) =>
      operation.kind === "copy" || ids.has(id) || !readRegisters(operation).some((register) => kept.has(register)),
  );
};

const nameSpan = ({ span }: CallOperation, name: string): TextEdit["span"] => ({
  ...span,
  end: span.start + name.length,
});

/** The acquire without the variable that keeps the level. */
const editAcquire = ({ operation }: CallNode, name: string, form: string): TextEdit[] | undefined => {
  const { statement, assigns } = operation.shape ?? {};
  if (!statement) return undefined;
  if (!assigns) return [{ span: nameSpan(operation, name), text: form }];
  const { head } = assigns;
  return [{ span: { ...head, end: operation.span.start + name.length }, text: form }];
};

/** The release by its other form, without the level that it restored. */
const editRelease = (text: Text, { operation }: CallNode, name: string, form: string): TextEdit => {
  const [first] = operation.args;
  const kept = first === undefined ? "" : text(first.span);
  return { span: operation.span, text: `${form}(${kept})` };
};

/**
 * The pair in the forms that leave the level alone, where all of it stands in this function: one acquire by its own name, its
 * releases, and a variable for the level that nothing else reads.
 */
export const relyOnLevel = (text: Text, { instance, node, operation, state, name }: LevelNeed): Suggestion[] => {
  const [effect] = callEffects(instance, state, operation);
  if (effect?.kind !== "lock" || !/^(?:const|let)\b|^$/.test(headText(text, operation))) return [];
  const calls = callsOnLock(instance, effect.lock.text);
  const acquire = calls.find(({ id }) => id === node.id);
  const releases = calls.filter(({ id }) => id !== node.id);
  const form = relyingForm(name);
  if (!acquire || form === undefined || releases.length === 0 || operation.text !== name) return [];
  if (!isOnlyRestored(instance, acquire, releases)) return [];
  const first = editAcquire(acquire, name, form);
  const others = releases.map((release) => {
    const routine = routineOf(instance, release);
    const other = routine?.includes("Release") ? relyingForm(routine) : undefined;
    return other === undefined ? undefined : { other, edit: editRelease(text, release, routine ?? "", other) };
  });
  const imported = importAlso(text, operation.span, name, [form, ...others.flatMap((one) => one?.other ?? [])]);
  if (!first || !imported || !others.every((one) => one)) return [];
  const edits = [...first, ...others.flatMap((one) => (one ? [one.edit] : [])), ...imported];
  return [{ message: `acquire with \`${form}\` and release with its partner`, edits }];
};

const headText = (text: Text, { shape }: CallOperation): string => (shape?.assigns ? text(shape.assigns.head) : "");
