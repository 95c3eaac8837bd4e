import type { SourceTraits } from "./classify-source.js";
import type { ImportedName } from "./scan-imports.js";
import type { InputProblem } from "./source-set.js";

/** The files of the projects as texts, with what these tell without being parsed. */
export interface Sources {
  readonly texts: ReadonlyMap<string, string>;
  readonly imports: ReadonlyMap<string, readonly ImportedName[]>;
  readonly traits: ReadonlyMap<string, SourceTraits>;
  /** Where the imports of each file lead, in their order. */
  readonly targets: ReadonlyMap<string, readonly (string | undefined)[]>;
  readonly problems: readonly InputProblem[];
}
