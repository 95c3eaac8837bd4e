import type { SourceTraits } from "./classify-source.js";
import type { Disk } from "./disk.js";
import type { Resolve } from "./module-graph.js";
import type { ImportedName } from "./scan-imports.js";
import type { SourceMemory } from "./source-memory.js";
import type { InputProblem } from "./source-set.js";
import type { Sources } from "./sources.js";

/** Reads the files and those that they import, wherever they lie outside node_modules. Nothing is parsed. */
export const gatherSources = (
  files: readonly string[],
  resolve: Resolve,
  onFile: (done: number, total: number) => void,
  memory: SourceMemory,
  disk: Disk,
  given: ReadonlyMap<string, string> = new Map(),
): Sources => {
  const texts = new Map<string, string>();
  const imports = new Map<string, readonly ImportedName[]>();
  const traits = new Map<string, SourceTraits>();
  const targets = new Map<string, readonly (string | undefined)[]>();
  const problems: InputProblem[] = [];
  const all = new Set(files);
  let done = 0;
  for (const file of all) {
    const text = given.get(file);
    const source = text === undefined ? disk.readSource(file) : { text };
    if ("unreadable" in source) {
      const message = `cannot read \`${file}\`: ${source.unreadable}`;
      problems.push({ kind: "unreadable", message, span: { file, start: 0, end: 0 } });
    } else {
      texts.set(file, source.text);
      const { traits: found, imports: names } = memory.scanned(file, source.text);
      traits.set(file, found);
      imports.set(file, names);
      const leads = names.map(({ from }) => resolve(from, file));
      targets.set(file, leads);
      for (const target of leads) if (target !== undefined) all.add(target);
    }
    onFile(++done, all.size);
  }
  return { texts, imports, traits, targets, problems };
};
