import type { ts } from "#compiler";
import { Invariant } from "../finding/errors.js";
import type { PropertyId } from "../ir/operation.js";
import type { Answering, Facts } from "./facts.js";
import type { Hierarchy } from "./hierarchy.js";
import type { PlainData } from "./plain-data.js";
import type { PropertyFunctions } from "./property-functions.js";
import { propertyIdOf } from "./property-id.js";
import type { Survey } from "./survey.js";

/** Answers what syntax and types of declarations tell of a name. */
export const answersOfNames =
  (survey: Survey, plainData: PlainData): Answering =>
  (question, subject) => {
    switch (question) {
      case "accessor":
        return String(survey.accessorNames.has(subject));
      case "assigned":
        return String(survey.assignedNames.has(subject));
      case "iterators":
        return String(survey.hasIterators);
      case "plain":
        return String(plainData.has(subject));
      case "holds":
      case "overrides":
        throw new Invariant(`\`${question}\` is asked before all files have said what names mean`);
    }
  };

const membersById = (survey: Survey): ReadonlyMap<PropertyId, ts.ClassElement> =>
  new Map(survey.classes.flatMap((node) => node.members.map((member) => [propertyIdOf(member), member] as const)));

interface Inputs {
  readonly names: Facts;
  readonly survey: Survey;
  readonly hierarchy: Hierarchy;
  readonly propertyFunctions: PropertyFunctions;
}

/** Answers, beside what is asked of names, what members stand for and what overrides them. */
export const answersOfAll = ({ names, survey, hierarchy, propertyFunctions }: Inputs): Answering => {
  let members: ReadonlyMap<PropertyId, ts.ClassElement> | undefined;
  const overriding = (id: PropertyId): readonly ts.ClassElement[] => {
    members ??= membersById(survey);
    const member = members.get(id);
    return member ? hierarchy.overridesOf(member) : [];
  };
  return (question, subject) => {
    switch (question) {
      case "holds":
        return propertyFunctions.answer(subject);
      case "overrides":
        return overriding(subject)
          .map((each) => survey.plans.get(each)?.id ?? propertyIdOf(each))
          .join("\n");
      default:
        return names.answer(`${question} ${subject}`);
    }
  };
};
