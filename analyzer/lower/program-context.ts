import type { ts } from "#compiler";
import type { ContractBook } from "../contract/contract-book.js";
import type { Unsupported } from "../ir/graph.js";
import type { SourceSet } from "../load/source-set.js";
import { Constants, isLevelName } from "./constants.js";
import { Entities } from "./entities.js";
import { Faces, textDigest, type FaceDigests } from "./faces.js";
import { GivenBinding } from "./given-contracts.js";
import { findGuards, type Guards } from "./guards.js";
import { openHierarchy } from "./hierarchy.js";
import { openNames, type NamesContext, type SharedNames } from "./names-context.js";
import { NamedSymbols } from "./named-symbols.js";
import { createOrigins, type Origins } from "./origin.js";
import { patientChecker } from "./patient-checker.js";
import { PlainData } from "./plain-data.js";
import type { PlainMemory } from "./plain-memory.js";
import type { HeldFunctions, PropertyFunctions } from "./property-functions.js";
import { RolePlaces } from "./role-places.js";
import { FunctionTypes, roleOfType } from "./roles.js";
import type { NameSet } from "./survey.js";
import { eachSurvey, surveyOfAll } from "./survey-files.js";
import { Tags } from "./tags.js";
import { tellFacts, type ToldBefore, type ToldFacts } from "./tell-facts.js";

/** What all files of a program share while they are lowered. */
export interface SharedContext extends SharedNames {
  readonly types: FunctionTypes;
  readonly constants: Constants;
  readonly propertyFunctions: PropertyFunctions;
  readonly guards: Guards;
  readonly told: ToldFacts;
}

/** What the functions of a file share while they are lowered. */
export interface FileContext extends NamesContext {
  readonly symbols: NamedSymbols;
  readonly origins: Origins;
  readonly plainData: NameSet;
  readonly constants: Constants;
  readonly propertyFunctions: HeldFunctions;
  readonly roles: RolePlaces;
  readonly roleTypes: FunctionTypes;
  /** Contracts that types of functions state, and where functions stand that have such a type. */
  readonly taggedTypes: FunctionTypes;
  readonly taggedPlaces: RolePlaces;
  readonly unsupported: Unsupported[];
}

/** In JavaScript an assignment declares, in more ways than syntax tells. */
const isTypeScript = (file: ts.SourceFile): boolean => /\.[cm]?tsx?$/u.test(file.fileName);

/** What any file may depend on that no import leads to. */
const settingsOf = ({ program, given }: SourceSet): string =>
  JSON.stringify([program.getCompilerOptions(), given?.files.map(textDigest)], (key, value: unknown) =>
    key === "configFile" ? undefined : value,
  );

/** What is remembered of an earlier version while a program is opened. */
interface Before extends ToldBefore {
  readonly plain: PlainMemory;
  readonly faces?: FaceDigests | undefined;
}

export const openProgram = (sources: SourceSet, contracts: ContractBook, before: Before): SharedContext => {
  const checker = patientChecker(sources.program.getTypeChecker());
  const origins = createOrigins(sources.readFile);
  const symbols = new NamedSymbols(checker);
  const files = sources.files.filter((file) => !origins.isRuntime(file));
  const surveys = eachSurvey(symbols, files);
  const survey = surveyOfAll(surveys.values());
  const faces = new Faces(
    {
      checker,
      origins,
      files: sources.program.getSourceFiles(),
      isLowered: (file) => surveys.has(file),
      settings: settingsOf(sources),
    },
    before.faces,
  );
  const { plain } = before;
  plain.turn();
  const givenTags = new Map<ts.Node, string>();
  const tags = new Tags({ contracts, checker, survey, given: givenTags });
  const given = sources.given && new GivenBinding(sources.given, checker, tags);
  const entities = new Entities({ checker, symbols, contracts, survey, origins, tags, given });
  const { hierarchy, subclasses } = openHierarchy(checker, entities, survey.classes);
  const guards = findGuards({ files, survey, tags, hierarchy });
  const plainData = new PlainData({
    checker,
    names: survey.memberNames,
    ambient: sources.files.every(isTypeScript) ? sources.ambient : undefined,
    isLibrary: (file) => origins.isLibrary(file),
    isKnown: (name) => isLevelName(name) || guards.names.has(name) || contracts.builtin(name) !== undefined,
    remember: (declaration, decide) => plain.of(declaration, faces, decide),
  });
  const { program } = sources;
  const shared = {
    program,
    checker,
    contracts,
    origins,
    symbols,
    survey,
    surveys,
    subclasses,
    given,
    givenTags,
    faces,
  };
  const basis = JSON.stringify([plainData.basis, ...guards.names]);
  const { facts, propertyFunctions, told } = tellFacts(shared, { plainData, hierarchy, basis }, before);
  return {
    ...shared,
    types: new FunctionTypes(checker, roleOfType(contracts)),
    constants: new Constants(checker, symbols, origins),
    propertyFunctions,
    guards,
    facts,
    told,
  };
};

const registeredRole =
  (contracts: ContractBook) =>
  (key: string, argument: number): string | undefined =>
    (contracts.byKey.get(key) ?? contracts.builtin(key))?.callbacks.find((each) => each.argument === argument)?.role;

export const openFile = (shared: SharedContext): FileContext => {
  const { types, constants, origins, symbols } = shared;
  const names = openNames(shared);
  const { checker, contracts, entities, hierarchy, tags, asked } = names;
  const taggedTypes = new FunctionTypes(checker, (_, declared) => declared && tags.ofTypeAlias(declared));
  return {
    ...names,
    symbols,
    origins,
    plainData: asked.plainNames(),
    constants,
    propertyFunctions: asked.heldFunctions(shared.propertyFunctions),
    roles: new RolePlaces({ checker, entities, hierarchy, types, registered: registeredRole(contracts) }),
    roleTypes: types,
    taggedTypes,
    taggedPlaces: new RolePlaces({ checker, entities, hierarchy, types: taggedTypes, registered: () => undefined }),
    unsupported: [],
  };
};
