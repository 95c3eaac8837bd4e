import type { Contract, Contracts, Role, TagProblem } from "./contract.js";

/** A declaration with a JSDoc comment, as `lower` hands it to `model`. */
export interface TagSource {
  readonly file: string;
  readonly name: string;
  /** Names of the parameters in order; `""` for a destructured one. */
  readonly parameters: readonly string[];
  /** Text of the JSDoc comment, from `/**` to its end. */
  readonly comment: string;
  /** Offset of the comment in the file. */
  readonly commentStart: number;
  /** Names the comment among those of the file; stable while the text before the function does not change. */
  readonly place: string;
  /** `VariableId` of a captured or module-level variable in scope; for tags that name one (`@acquiresLock queueLock`). */
  readonly variable?: ((name: string) => string | undefined) | undefined;
  /** Whether a name means anything where the declaration stands; without it that is not asked. */
  readonly isKnown?: ((name: string) => boolean) | undefined;
  /** Whether the class, interface or object that the declaration is a member of has a member of this name. */
  readonly member?: ((name: string) => boolean) | undefined;
}

/** What tags turned out to say: a note of one reading, for another book. */
export interface DeclaredTags {
  /** Key in `byKey`, where there is a contract. */
  readonly key: string;
  readonly file: string;
  readonly contract: Contract | undefined;
  readonly problems: readonly TagProblem[];
}

/** A library function that takes callbacks: when it runs which of its arguments. */
export interface LibraryCallback {
  readonly when: "now" | "later";
  /** Indices of callback arguments. */
  readonly args: readonly number[];
}

/** Contracts while functions are lowered: looks up built-ins, and collects what tags declare. */
export interface ContractBook extends Contracts {
  /** The built-in contract of a WDK routine, by its name. */
  builtin(name: string): Contract | undefined;
  /** The built-in contract of what `irql/runtime` declares by this name, be it the WDK's or the runtime's own. */
  ofRuntime(name: string): Contract | undefined;
  /** Reads the tags of a declaration. Returns the key of its contract in `byKey`; undefined where there is no contract tag. */
  declare(source: TagSource): string | undefined;
  /** What `declare` found in the tags under this key; undefined where it was not called for them. */
  declared(source: Pick<TagSource, "file" | "place">): DeclaredTags | undefined;
  /** Takes over what another book has declared. */
  enter(tags: DeclaredTags): void;
  /** A role type by name, e.g. `KDEFERRED_ROUTINE`, `KDEFERRED_ROUTINE (threaded)`. */
  role(name: string): Role | undefined;
  /** Key in `byKey` of what a role type says to those who call a function through it. */
  roleContract(name: string): string | undefined;
  /** Key in `byKey` of the contract of a library function that may wait; keys as for `libraryCallback`. */
  blockingLibrary(name: string): string | undefined;
  /** What a function of the language's or Node's library does with callbacks: key `Array.forEach`, `Promise.then`, `setTimeout`. */
  libraryCallback(name: string): LibraryCallback | undefined;
}
