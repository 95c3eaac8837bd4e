import { childPath, rootPath, type Path } from "../domain/path.js";
import type { FunctionUnit } from "../ir/graph.js";
import { isKeptField } from "../ir/kept-field.js";
import { ofEach } from "../ir/of-each.js";
import type { Operation, PropertyKey, Register, VariableId } from "../ir/operation.js";
import { readRegisters } from "../ir/registers.js";
import { runCell, standCell } from "../solve/generators.js";
import { lineageCell } from "../solve/lineage.js";

const passesOn = (operation: Operation): Register | undefined => {
  switch (operation.kind) {
    case "copy":
    case "bind":
    case "not":
    case "compare":
    case "arithmetic":
      return operation.dst;
    default:
      return undefined;
  }
};

/** Whether a value that reaches this operation can change which way is taken, here or in a callee. */
const decides = (operation: Operation): boolean =>
  operation.kind === "branch" || operation.kind === "call" || operation.kind === "store" || operation.kind === "return";

const operationsOf = (unit: FunctionUnit): Operation[] => unit.graph.nodes.map(({ operation }) => operation);

const isDecisive = (unit: FunctionUnit, starts: readonly Register[]): boolean => {
  const reached = new Set(starts);
  const operations = operationsOf(unit);
  let size = 0;
  while (size !== reached.size) {
    size = reached.size;
    for (const operation of operations) {
      if (!readRegisters(operation).some((register) => reached.has(register))) continue;
      if (decides(operation)) return true;
      const next = passesOn(operation);
      if (next !== undefined) reached.add(next);
    }
  }
  return false;
};

const namesFunction = (operation: Operation): boolean => {
  const targets =
    operation.kind === "call" ? operation.targets : operation.kind === "closure" ? [operation.target] : [];
  return targets.some(({ kind }) => kind === "function");
};

/** Captured variables that are read here in a way that decides, or maybe by a function that is named here. */
const decisiveCaptures = (unit: FunctionUnit): readonly VariableId[] => {
  if (unit.captures.length === 0) return [];
  const operations = operationsOf(unit);
  if (operations.some(namesFunction)) return unit.captures;
  return unit.captures.filter((variable) => {
    const loads = operations.flatMap((one) => (one.kind === "load" && one.variable === variable ? [one.dst] : []));
    return isDecisive(unit, loads);
  });
};

/** The name of a field, or of an element at an index that is written there. */
const keyName = (operations: readonly Operation[], key: PropertyKey): string | undefined => {
  if (key.kind === "name") return key.name;
  const index = operations.find((one) => one.kind === "const" && one.dst === key.index);
  return index?.kind === "const" && typeof index.value === "number" ? `[${String(index.value)}]` : undefined;
};

/** Fields of an object that is passed, and elements of a rest parameter, which are read here in a way that decides. */
const decisiveFields = (unit: FunctionUnit, index: number): string[] => {
  const { register, rest } = unit.parameters[index] ?? { register: "", rest: false };
  const operations = operationsOf(unit);
  const reads = new Map<string, Register[]>();
  for (const operation of operations) {
    if (operation.kind !== "get" || operation.object !== register || rest !== (operation.key.kind === "index"))
      continue;
    const name = keyName(operations, operation.key);
    if (name !== undefined) reads.set(name, [...(reads.get(name) ?? []), operation.dst]);
  }
  const root = rootPath(`${rest ? "rest" : "param"}:${String(index)}`);
  return [...reads].flatMap(([name, registers]) => (isDecisive(unit, registers) ? [childPath(root, name).text] : []));
};

/** Whether an object in the register is gone over here. */
const isAsked = (unit: FunctionUnit, register: Register): boolean =>
  operationsOf(unit).some(
    (operation) => operation.kind === "call" && operation.iterates !== undefined && operation.receiver === register,
  );

/** Whether the class of an object in the register is asked for, or decides which method runs, here or in a callee that gets it. */
const isDispatchedOn = (unit: FunctionUnit, register: Register): boolean =>
  isAsked(unit, register) ||
  operationsOf(unit).some(
    (operation) =>
      (operation.kind === "instanceOf" && operation.src === register) ||
      (operation.kind === "call" &&
        !operation.isNew &&
        operation.targets.some(({ kind }) => kind === "function" || kind === "property") &&
        (operation.receiver === register || operation.args.some((each) => each.register === register))),
  );

/** The object that an operation names: `this`, a parameter, a captured variable or a field of these, as it is or under another name. */
const objectNamed = (
  { captures }: FunctionUnit,
  operation: Operation,
  named: ReadonlyMap<Register, Path>,
): Path | undefined => {
  switch (operation.kind) {
    case "this":
      return rootPath("this");
    case "load":
      return captures.includes(operation.variable) ? rootPath(`var:${operation.variable}`) : undefined;
    case "copy":
      return named.get(operation.src);
    case "get": {
      const object = named.get(operation.object);
      return object?.keys.length === 0 && operation.key.kind === "name"
        ? childPath(object, operation.key.name)
        : undefined;
    }
    default:
      return undefined;
  }
};

/** Objects on which methods are called: `this`, parameters, captured variables, and fields of these. */
const objectsIn = (unit: FunctionUnit): Map<Register, Path> => {
  const found = new Map(
    unit.parameters.flatMap(({ register, rest }, index) =>
      rest ? [] : [[register, rootPath(`param:${String(index)}`)] as const],
    ),
  );
  for (const operation of operationsOf(unit)) {
    const object = objectNamed(unit, operation, found);
    if (object && "dst" in operation) found.set(operation.dst, object);
  }
  return found;
};

/** What an object keeps on a stack: whether there is anything. */
const keptFields = (unit: FunctionUnit, register: Register, object: Path): string[] =>
  operationsOf(unit).flatMap((operation) =>
    operation.kind === "get" &&
    operation.object === register &&
    operation.key.kind === "name" &&
    isKeptField(operation.key.name)
      ? [childPath(object, operation.key.name).text]
      : [],
  );

/** Hidden properties of objects: their classes, what they keep, and of generators what they run and where they stand. */
const decisiveCells = (unit: FunctionUnit): string[] =>
  [...objectsIn(unit)].flatMap(([register, path]) => {
    const kept = keptFields(unit, register, path);
    const isPassed = isDispatchedOn(unit, register);
    return isPassed ? [lineageCell(path).text, runCell(path).text, standCell(path).text, ...kept] : kept;
  });

/**
 * Parameters, by index, and fields of parameters, captured variables and hidden properties of objects, by path, whose value may
 * decide what the function does: only these are worth solving it for.
 */
export const decisiveInputs = ofEach((unit: FunctionUnit): ReadonlySet<number | string> => {
  const indices = unit.parameters.flatMap((parameter, index) =>
    !parameter.rest && isDecisive(unit, [parameter.register]) ? [index] : [],
  );
  const captures = decisiveCaptures(unit).map((variable) => `var:${variable}`);
  const fields = unit.parameters.flatMap((_, index) => decisiveFields(unit, index));
  return new Set<number | string>([...indices, ...captures, ...fields, ...decisiveCells(unit)]);
});
