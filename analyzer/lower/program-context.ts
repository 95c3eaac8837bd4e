import type { ts } from "#compiler";
import type { ContractBook } from "../contract/contract-book.js";
import type { Unsupported } from "../ir/graph.js";
import type { SourceSet } from "../load/source-set.js";
import { Constants } from "./constants.js";
import { Entities } from "./entities.js";
import { Hierarchy } from "./hierarchy.js";
import { NamedSymbols } from "./named-symbols.js";
import type { Origins } from "./origin.js";
import { createOrigins } from "./origin.js";
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
  readonly constants: Constants;
  readonly hierarchy: Hierarchy;
  readonly propertyFunctions: PropertyFunctions;
  readonly roles: RolePlaces;
  readonly unsupported: Unsupported[];
}

export const openProgram = (sources: SourceSet, contracts: ContractBook): ProgramContext => {
  const { checker } = sources;
  const origins = createOrigins();
  const symbols = new NamedSymbols(checker);
  const survey = surveyFiles(
    symbols,
    sources.files.filter((file) => !origins.isRuntime(file)),
  );
  const tags = new Tags(contracts);
  const entities = new Entities({ checker, symbols, contracts, survey, origins, tags });
  const hierarchy = new Hierarchy(checker, entities, survey.classes);
  const types = new RoleTypes(checker, contracts);
  return {
    checker,
    contracts,
    origins,
    survey,
    tags,
    entities,
    hierarchy,
    constants: new Constants(checker, symbols, origins),
    propertyFunctions: new PropertyFunctions({ checker, entities, hierarchy, survey }),
    roles: new RolePlaces({ checker, contracts, entities, hierarchy, types }),
    unsupported: [],
  };
};
