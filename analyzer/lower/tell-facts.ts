import { answersOfAll, answersOfNames } from "./answers.js";
import { Facts, type Answers } from "./facts.js";
import { madeOfFiles, type RememberedFiles } from "./file-memory.js";
import type { Hierarchy } from "./hierarchy.js";
import { openNames, type SharedNames } from "./names-context.js";
import { readOffer, type Offer } from "./offer.js";
import type { PlainData } from "./plain-data.js";
import { PropertyFunctions } from "./property-functions.js";
import { touchedNames, touchedOffers, type Surveys } from "./touched.js";

/** What the facts of one version were told from, and all of them that were asked for. */
export interface ToldFacts {
  readonly surveys: Surveys;
  readonly offers: RememberedFiles<Offer>;
  /** What answers of names depend on besides the files that have the names. */
  readonly basis: string;
  readonly names: Answers;
  readonly all: Answers;
}

/** What is remembered of an earlier version; of one in another process, only what its files offered. */
export interface ToldBefore {
  readonly offers: RememberedFiles<Offer>;
  readonly told?: ToldFacts | undefined;
}

interface Told {
  readonly facts: Facts;
  readonly propertyFunctions: PropertyFunctions;
  readonly told: ToldFacts;
}

interface Inputs {
  readonly plainData: PlainData;
  readonly hierarchy: Hierarchy;
  readonly basis: string;
}

/** Where only insides of files have changed, only questions that these files have a part in are asked again. */
export const tellFacts = (
  shared: Omit<SharedNames, "facts">,
  { plainData, hierarchy, basis }: Inputs,
  { offers: offered, told: last }: ToldBefore,
): Told => {
  const { survey, surveys, faces } = shared;
  const byName = new Map([...surveys].map(([{ fileName }, each]) => [fileName, each]));
  const changed = faces.changedInside();
  const before = last?.basis === basis && changed?.every((file) => surveys.has(file)) === true ? last : undefined;
  const names = new Facts(
    answersOfNames(survey, plainData),
    before && { answers: before.names, touched: touchedNames(changed ?? [], before.surveys, byName) },
  );
  const offers = madeOfFiles({ ...shared, facts: names }, surveys.keys(), offered, {
    of: (file) => readOffer(openNames({ ...shared, facts: names }), surveys.get(file) ?? survey),
    dependsOn: ({ lookedInto }) => lookedInto,
  });
  const propertyFunctions = new PropertyFunctions([...offers.values()].flatMap(({ made }) => made.held));
  const facts = new Facts(
    answersOfAll({ names, survey, hierarchy, propertyFunctions }),
    before && {
      answers: before.all,
      touched: [...(names.changed() ?? []), ...touchedOffers(before.offers, offers)],
    },
  );
  return {
    facts,
    propertyFunctions,
    told: { surveys: byName, offers, basis, names: names.answers, all: facts.answers },
  };
};
