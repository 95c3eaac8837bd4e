import type { ts } from "#compiler";
import type { ContractBook } from "../contract/contract-book.js";
import { AskedFacts, AskedHierarchy } from "./asked-facts.js";
import { notingEntries, type ContractEntry } from "./contract-entries.js";
import { Entities } from "./entities.js";
import type { Faces } from "./faces.js";
import type { Facts } from "./facts.js";
import type { GivenBinding } from "./given-contracts.js";
import type { Hierarchy, Subclasses } from "./hierarchy.js";
import type { NamedSymbols } from "./named-symbols.js";
import type { Origins } from "./origin.js";
import type { FileSurvey, Survey } from "./survey.js";
import { Tags } from "./tags.js";

/** What all files of a program share when their names are read. */
export interface SharedNames {
  readonly program: ts.Program;
  readonly checker: ts.TypeChecker;
  readonly contracts: ContractBook;
  readonly origins: Origins;
  readonly symbols: NamedSymbols;
  readonly survey: Survey;
  readonly surveys: ReadonlyMap<ts.SourceFile, FileSurvey>;
  readonly subclasses: Subclasses;
  readonly given: GivenBinding | undefined;
  readonly givenTags: Map<ts.Node, string>;
  readonly facts: Facts;
  readonly faces: Faces;
}

/** What the names of a file mean. */
export interface NamesContext {
  readonly checker: ts.TypeChecker;
  readonly contracts: ContractBook;
  readonly survey: Survey;
  readonly tags: Tags;
  readonly entities: Entities;
  readonly hierarchy: Hierarchy;
  /** What is asked of the program as a whole. */
  readonly asked: AskedFacts;
  /** What the book of contracts was made to hold. */
  readonly entered: readonly ContractEntry[];
}

/** Each file starts anew, so that what it depends on does not depend on which files were read before. */
export const openNames = (shared: SharedNames): NamesContext => {
  const { checker, symbols, origins, given, givenTags } = shared;
  const entered: ContractEntry[] = [];
  const contracts = notingEntries(shared.contracts, entered);
  const asked = new AskedFacts(shared.facts);
  const survey = asked.survey(shared.survey);
  const tags = new Tags({ contracts, checker, survey, given: givenTags });
  const entities = new Entities({ checker, symbols, contracts, survey, origins, tags, given });
  const hierarchy = new AskedHierarchy(asked, checker, entities, shared.subclasses);
  return { checker, contracts, survey, tags, entities, hierarchy, asked, entered };
};
