import type { ts } from "#compiler";
import { mergeMemberNames } from "./member-names.js";
import type { NamedSymbols } from "./named-symbols.js";
import type { FileSurvey, Survey } from "./survey.js";
import { survey } from "./survey.js";

/** A survey says nothing that another file could change, so one is made for each version of a file. */
const surveys = new WeakMap<ts.SourceFile, FileSurvey>();

const surveyFile = (symbols: NamedSymbols, file: ts.SourceFile): FileSurvey => {
  const known = surveys.get(file);
  if (known !== undefined) return known;
  const made = survey(symbols, file);
  surveys.set(file, made);
  return made;
};

const union = <Item>(sets: readonly ReadonlySet<Item>[]): Set<Item> => {
  const all = new Set<Item>();
  for (const set of sets) for (const item of set) all.add(item);
  return all;
};

export const surveyFiles = (symbols: NamedSymbols, files: readonly ts.SourceFile[]): Survey => {
  const all = files.filter((file) => !file.isDeclarationFile).map((file) => surveyFile(symbols, file));
  return {
    plans: new Map(all.flatMap((each) => [...each.plans])),
    captured: union(all.map((each) => each.captured)),
    classes: all.flatMap((each) => each.classes),
    objectLiterals: all.flatMap((each) => each.objectLiterals),
    propertyWrites: all.flatMap((each) => each.propertyWrites),
    assignedNames: union(all.map((each) => each.assignedNames)),
    accessorNames: union(all.map((each) => each.accessorNames)),
    memberNames: mergeMemberNames(all.map((each) => each.memberNames)),
    hasIterators: all.some((each) => each.hasIterators),
  };
};
