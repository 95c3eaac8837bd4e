import type { ts } from "#compiler";
import type { ContractBook } from "../contract/contract-book.js";
import type { Unsupported } from "../ir/graph.js";
import type { SourceSet } from "../load/source-set.js";
import { Constants, isLevelName } from "./constants.js";
import { Entities } from "./entities.js";
import { GivenBinding } from "./given-contracts.js";
import { findGuards, type Guards } from "./guards.js";
import { Hierarchy } from "./hierarchy.js";
import { NamedSymbols } from "./named-symbols.js";
import type { Origins } from "./origin.js";
import { createOrigins } from "./origin.js";
import { PlainData } from "./plain-data.js";
import { PropertyFunctions } from "./property-functions.js";
import { RolePlaces } from "./role-places.js";
import { RoleTypes } from "./roles.js";
import type { Survey } from "./survey.js";
import { surveyFiles } from "./survey.js";
import { Tags } from "./tags.js";

/** What all functions of a program share while they are lowered. */
export interface ProgramContext {
  readonly checker: ts.TypeChecker;
  readonly contracts: ContractBook;
  readonly origins: Origins;
  readonly survey: Survey;
  readonly tags: Tags;
  readonly entities: Entities;
  readonly plainData: PlainData;
  readonly constants: Constants;
  readonly hierarchy: Hierarchy;
  readonly guards: Guards;
  readonly propertyFunctions: PropertyFunctions;
  readonly roles: RolePlaces;
  readonly roleTypes: RoleTypes;
  readonly unsupported: Unsupported[];
}

/** In JavaScript an assignment declares, in more ways than syntax tells. */
const isTypeScript = (file: ts.SourceFile): boolean => /\.[cm]?tsx?$/u.test(file.fileName);

export const openProgram = (sources: SourceSet, contracts: ContractBook): ProgramContext => {
  const { checker } = sources;
  const origins = createOrigins();
  const symbols = new NamedSymbols(checker);
  const files = sources.files.filter((file) => !origins.isRuntime(file));
  const survey = surveyFiles(symbols, files);
  const tags = new Tags({ contracts, checker, survey });
  const given = sources.given && new GivenBinding(sources.given, checker, tags);
  const entities = new Entities({ checker, symbols, contracts, survey, origins, tags, given });
  const hierarchy = new Hierarchy(checker, entities, survey.classes);
  const guards = findGuards({ files, survey, tags, hierarchy });
  const types = new RoleTypes(checker, contracts);
  return {
    checker,
    contracts,
    origins,
    survey,
    tags,
    entities,
    plainData: new PlainData({
      checker,
      names: survey.memberNames,
      ambient: sources.files.every(isTypeScript) ? sources.ambient : undefined,
      isLibrary: (file) => origins.isLibrary(file),
      isKnown: (name) => isLevelName(name) || guards.names.has(name) || contracts.builtin(name) !== undefined,
    }),
    hierarchy,
    guards,
    constants: new Constants(checker, symbols, origins),
    propertyFunctions: new PropertyFunctions({ checker, entities, hierarchy, survey }),
    roles: new RolePlaces({ checker, contracts, entities, hierarchy, types }),
    roleTypes: types,
    unsupported: [],
  };
};
