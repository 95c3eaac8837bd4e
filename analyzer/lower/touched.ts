import type { ts } from "#compiler";
import type { RememberedFiles } from "./file-memory.js";
import type { Asked } from "./facts.js";
import type { Offer } from "./offer.js";
import type { FileSurvey } from "./survey.js";

export type Surveys = ReadonlyMap<string, FileSurvey>;

/** Questions about names that a file has a part in. */
const ofNames = ({ assignedNames, accessorNames, memberNames, hasIterators }: FileSurvey): readonly Asked[] => [
  ...[...assignedNames].map((name): Asked => `assigned ${name}`),
  ...[...accessorNames].map((name): Asked => `accessor ${name}`),
  ...[...memberNames.byName.keys()].map((name): Asked => `plain ${name}`),
  ...(hasIterators ? (["iterators "] as const) : []),
];

/** Questions about names that changed files have a part in, or had one. */
export const touchedNames = (changed: readonly ts.SourceFile[], before: Surveys, now: Surveys): readonly Asked[] =>
  changed.flatMap(({ fileName }) =>
    [before.get(fileName), now.get(fileName)].flatMap((each) => (each ? ofNames(each) : [])),
  );

const ofOffer = ({ held, overridden }: Offer): readonly Asked[] => [
  ...held.map(({ property }): Asked => `holds ${property}`),
  ...overridden.map((member): Asked => `overrides ${member}`),
];

/** Questions that files have a part in which offer, or offered, something else. */
export const touchedOffers = (before: RememberedFiles<Offer>, now: RememberedFiles<Offer>): readonly Asked[] =>
  [...now].flatMap(([name, { made }]) => {
    const last = before.get(name)?.made;
    return last === made ? [] : [last, made].flatMap((offer) => (offer ? ofOffer(offer) : []));
  });
