import { Asked } from "./check/asked.js";
import { ModuleNames } from "./check/lock-names.js";
import { namedThings } from "./check/named.js";
import { OutsideNames } from "./check/outside-names.js";
import type { KeptVersions } from "./check/versions.js";
import { UNTOLD } from "./domain/value.js";
import { PersistentMap } from "./domain/persistent-map.js";
import type { KeptLowering } from "./lower/memory.js";
import { createMemory, type Memory } from "./pipeline.js";
import { readSnapshot } from "./snapshot/read-snapshot.js";
import { kind, NotKept, Vocabulary } from "./snapshot/vocabulary.js";
import { writeSnapshot } from "./snapshot/write-snapshot.js";
import type { KeptModules } from "./solve/module-constants.js";
import { WithBindings } from "./solve/entry-cases.js";
import type { KeptEntries } from "./summarize/entry-memory.js";
import { NOT_ENTERED } from "./summarize/entry.js";
import { InstanceContext, type KeptSolving } from "./summarize/solve-memory.js";

/** What a session remembers, as data. */
interface Kept {
  readonly lowering: KeptLowering;
  readonly modules: KeptModules;
  readonly solving: KeptSolving;
  readonly entering: KeptEntries;
  readonly checking: KeptVersions;
}

const vocabularyOf = ({ modules, solving }: Memory): Vocabulary =>
  new Vocabulary(
    [
      ["untold", UNTOLD],
      ["not entered", NOT_ENTERED],
      ["constants of modules", modules.constants],
      ["constants", solving.constants],
      ...namedThings(),
    ],
    [
      Asked.kind,
      ModuleNames.kind,
      OutsideNames.kind,
      kind(
        "map",
        PersistentMap<unknown>,
        ({ root }) => root,
        (root) => new PersistentMap(root),
      ),
      kind(
        "bindings",
        WithBindings,
        ({ bound, others }) => ({ bound, others }),
        ({ bound, others }) => new WithBindings(bound, others),
      ),
      kind(
        "context",
        InstanceContext,
        ({ key, unit, bindings }) => ({ key, unit, bindings }),
        ({ key, unit, bindings }) => solving.context(key, unit, bindings),
      ),
    ],
  );

const unlessNotKept = <Result>(run: () => Result): Result | undefined => {
  try {
    return run();
  } catch (error) {
    if (error instanceof NotKept) return undefined;
    throw error;
  }
};

/** Undefined where it is too much. */
export const writeMemory = (memory: Memory): Uint8Array | undefined => {
  const solving = memory.solving.kept();
  const instances = [...solving.instances.values()];
  const kept: Kept = {
    lowering: memory.lowering.kept(),
    modules: memory.modules.kept(instances.map(({ unit }) => unit)),
    solving,
    entering: memory.entering.kept(instances),
    checking: memory.checking.kept(),
  };
  return unlessNotKept(() => writeSnapshot(kept, vocabularyOf(memory)));
};

/** @param bytes of one `writeMemory` of this very build of the analyzer; undefined where it needs what this process lacks */
export const readMemory = (bytes: Uint8Array): Memory | undefined => {
  const memory = createMemory();
  const kept = unlessNotKept(() => readSnapshot(bytes, vocabularyOf(memory)) as Kept);
  if (kept === undefined) return undefined;
  memory.lowering.restore(kept.lowering);
  memory.modules.restore(kept.modules);
  memory.solving.restore(kept.solving);
  memory.entering.restore(kept.entering);
  memory.checking.restore(kept.checking);
  return memory;
};
