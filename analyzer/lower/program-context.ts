import type { ts } from "#compiler";
import type { ContractBook } from "../contract/contract-book.js";
import type { Unsupported } from "../ir/graph.js";
import type { SourceSet } from "../load/source-set.js";
import { AskedFacts, AskedHierarchy } from "./asked-facts.js";
import type { ContractEntry } from "./contract-entries.js";
import { notingEntries } from "./contract-entries.js";
import { Constants, isLevelName } from "./constants.js";
import { Entities } from "./entities.js";
import { Faces, textDigest, type FaceDigests } from "./faces.js";
import { Facts } from "./facts.js";
import { GivenBinding } from "./given-contracts.js";
import { findGuards, type Guards } from "./guards.js";
import type { Hierarchy, Subclasses } from "./hierarchy.js";
import { openHierarchy } from "./hierarchy.js";
import { NamedSymbols } from "./named-symbols.js";
import type { Origins } from "./origin.js";
import { createOrigins } from "./origin.js";
import { patientChecker } from "./patient-checker.js";
import { PlainData } from "./plain-data.js";
import type { PlainMemory } from "./plain-memory.js";
import type { HeldFunctions } from "./property-functions.js";
import { PropertyFunctions } from "./property-functions.js";
import { RolePlaces } from "./role-places.js";
import { RoleTypes } from "./roles.js";
import type { NameSet, Survey } from "./survey.js";
import { surveyFiles } from "./survey-files.js";
import { Tags } from "./tags.js";

/** What all files of a program share while they are lowered. */
export interface SharedContext {
  readonly checker: ts.TypeChecker;
  readonly contracts: ContractBook;
  readonly origins: Origins;
  readonly symbols: NamedSymbols;
  readonly survey: Survey;
  readonly subclasses: Subclasses;
  readonly given: GivenBinding | undefined;
  readonly givenTags: Map<ts.Node, string>;
  readonly types: RoleTypes;
  readonly constants: Constants;
  readonly propertyFunctions: PropertyFunctions;
  readonly guards: Guards;
  readonly facts: Facts;
  readonly faces: Faces;
}

/** What the functions of a file share while they are lowered. */
export interface FileContext {
  readonly checker: ts.TypeChecker;
  readonly contracts: ContractBook;
  readonly origins: Origins;
  readonly survey: Survey;
  readonly tags: Tags;
  readonly entities: Entities;
  readonly plainData: NameSet;
  readonly constants: Constants;
  readonly hierarchy: Hierarchy;
  readonly propertyFunctions: HeldFunctions;
  readonly roles: RolePlaces;
  readonly roleTypes: RoleTypes;
  readonly unsupported: Unsupported[];
  /** What is asked of the program as a whole. */
  readonly asked: AskedFacts;
  /** What the book of contracts was made to hold. */
  readonly entered: readonly ContractEntry[];
}

/** In JavaScript an assignment declares, in more ways than syntax tells. */
const isTypeScript = (file: ts.SourceFile): boolean => /\.[cm]?tsx?$/u.test(file.fileName);

/** What any file may depend on that no import leads to. */
const settingsOf = ({ program, given }: SourceSet): string =>
  JSON.stringify([program.getCompilerOptions(), given?.files.map(textDigest)], (key, value: unknown) =>
    key === "configFile" ? undefined : value,
  );

export const openProgram = (
  sources: SourceSet,
  contracts: ContractBook,
  { plain, faces: before }: { readonly plain: PlainMemory; readonly faces?: FaceDigests | undefined },
): SharedContext => {
  const checker = patientChecker(sources.program.getTypeChecker());
  const origins = createOrigins(sources.readFile);
  const symbols = new NamedSymbols(checker);
  const files = sources.files.filter((file) => !origins.isRuntime(file));
  const survey = surveyFiles(symbols, files);
  const faces = new Faces(
    {
      checker,
      origins,
      files: sources.program.getSourceFiles(),
      isLowered: (file) => survey.plans.has(file),
      settings: settingsOf(sources),
    },
    before,
  );
  plain.turn();
  const givenTags = new Map<ts.Node, string>();
  const tags = new Tags({ contracts, checker, survey, given: givenTags });
  const given = sources.given && new GivenBinding(sources.given, checker, tags);
  const entities = new Entities({ checker, symbols, contracts, survey, origins, tags, given });
  const { hierarchy, subclasses } = openHierarchy(checker, entities, survey.classes);
  const guards = findGuards({ files, survey, tags, hierarchy });
  const propertyFunctions = new PropertyFunctions({ checker, entities, hierarchy, survey });
  const plainData = new PlainData({
    checker,
    names: survey.memberNames,
    ambient: sources.files.every(isTypeScript) ? sources.ambient : undefined,
    isLibrary: (file) => origins.isLibrary(file),
    isKnown: (name) => isLevelName(name) || guards.names.has(name) || contracts.builtin(name) !== undefined,
    remember: (declaration, decide) => plain.of(declaration, faces, decide),
  });
  return {
    checker,
    contracts,
    origins,
    symbols,
    survey,
    subclasses,
    given,
    givenTags,
    types: new RoleTypes(checker, contracts),
    constants: new Constants(checker, symbols, origins),
    propertyFunctions,
    guards,
    facts: new Facts({ survey, plainData, hierarchy, propertyFunctions }),
    faces,
  };
};

/** Each file starts anew, so that what it depends on does not depend on which files were lowered before. */
export const openFile = (shared: SharedContext): FileContext => {
  const { checker, symbols, origins, types, constants, given } = shared;
  const entered: ContractEntry[] = [];
  const contracts = notingEntries(shared.contracts, entered);
  const asked = new AskedFacts(shared.facts);
  const survey = asked.survey(shared.survey);
  const tags = new Tags({ contracts, checker, survey, given: shared.givenTags });
  const entities = new Entities({ checker, symbols, contracts, survey, origins, tags, given });
  const hierarchy = new AskedHierarchy(asked, checker, entities, shared.subclasses);
  return {
    checker,
    contracts,
    origins,
    survey,
    tags,
    entities,
    plainData: asked.plainNames(),
    hierarchy,
    constants,
    propertyFunctions: asked.heldFunctions(shared.propertyFunctions),
    roles: new RolePlaces({ checker, contracts, entities, hierarchy, types }),
    roleTypes: types,
    unsupported: [],
    asked,
    entered,
  };
};
