import { parsePath, rootPath, type Path } from "../domain/path.js";
import type { Summary } from "../domain/summary.js";
import type { Value } from "../domain/value.js";
import { ofEach } from "../ir/of-each.js";
import type { SolvedInstance } from "../summarize/instance.js";

/** What a function that is passed has captured: whoever runs it does so for that. */
const capturedBy = (value: Value, { context: { program } }: SolvedInstance): Path[] => {
  if (value.kind !== "functions") return [];
  const variables = value.targets.flatMap((target) =>
    target.kind === "function" ? (program.functions.get(target.id)?.captures ?? []) : [],
  );
  return variables.map((variable) => {
    const carried = value.captured?.get(variable);
    return carried?.kind === "place" ? carried.path : rootPath(`var:${variable}`);
  });
};

/** Locks in objects: one that is made for a call may hold one of several. */
const locksInObjects = ofEach(({ exits }: Summary): readonly Path[] => {
  const locks = new Set(exits.flatMap(({ state }) => [...state.locks.keys(), ...state.free.keys()]));
  return [...locks].map((text) => parsePath(text)).filter(({ keys }) => keys.length > 0);
});

/** Places outside of a function that it, or what it is passed to run, may name. */
export const outerPlaces = (instance: SolvedInstance): Path[] => {
  const { unit, bindings, summary } = instance;
  return [
    rootPath("this"),
    ...unit.parameters.map((_, index) => rootPath(`param:${String(index)}`)),
    ...unit.captures.map((variable) => rootPath(`var:${variable}`)),
    ...locksInObjects(summary),
    ...[...bindings.values()].flatMap((value) => capturedBy(value, instance)),
  ];
};
