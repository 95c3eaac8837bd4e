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

/** The files whose functions are lowered, in order. */
export const eachSurvey = (
  symbols: NamedSymbols,
  files: readonly ts.SourceFile[],
): ReadonlyMap<ts.SourceFile, FileSurvey> =>
  new Map(files.filter((file) => !file.isDeclarationFile).map((file) => [file, surveyFile(symbols, file)]));

const union = <Item>(sets: readonly ReadonlySet<Item>[]): Set<Item> => {
  const all = new Set<Item>();
  for (const set of sets) for (const item of set) all.add(item);
  return all;
};

const together = <Key, Value>(maps: readonly ReadonlyMap<Key, Value>[]): Map<Key, Value> => {
  const all = new Map<Key, Value>();
  for (const map of maps) for (const [key, value] of map) all.set(key, value);
  return all;
};

export const surveyOfAll = (surveys: Iterable<FileSurvey>): Survey => {
  const all = [...surveys];
  return {
    plans: together(all.map((each) => each.plans)),
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
