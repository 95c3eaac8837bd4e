import type { Contract, ContractPath } from "../contract/contract.js";
import type { FunctionUnit, Graph } from "../ir/graph.js";
import { addTo } from "../ir/add-to.js";
import { ofEach } from "../ir/of-each.js";
import type { CallOperation, Operation, Register, VariableId } from "../ir/operation.js";
import { readRegisters, writtenRegister } from "../ir/registers.js";
import type { AskedFacts } from "./context.js";
import { isInLoop } from "./loops.js";

/** A variable of the function that closures share, by the name of its place: told like a register. */
const sharedVariable = ({ id }: FunctionUnit, variable: VariableId): Register | undefined =>
  variable.startsWith(`${id}/`) ? `var:${variable}` : undefined;

/** The register, or shared variable, that the operation writes. */
const writtenBy = (unit: FunctionUnit, operation: Operation): Register | undefined =>
  operation.kind === "store" ? sharedVariable(unit, operation.variable) : writtenRegister(operation);

/** Registers that get their value at several places; in a loop not from what they held in its last round. */
const manyValued = ofEach((unit: FunctionUnit): ReadonlySet<Register> => {
  const { graph, parameters } = unit;
  const writers = new Map<Register, number>(parameters.map(({ register }) => [register, 1]));
  const repeated = new Set<Register>();
  for (const { id, operation } of graph.nodes) {
    const register = writtenBy(unit, operation);
    if (register === undefined) continue;
    writers.set(register, (writers.get(register) ?? 0) + 1);
    if (isInLoop(graph, id)) repeated.add(register);
  }
  const isCarried = (register: Register): boolean => repeated.has(register) && comesFromItself(unit, register);
  return new Set([...writers].flatMap(([register, count]) => (count > 1 && !isCarried(register) ? [register] : [])));
});

/** Where a register has its value, or the object and the index that it is read from, from. */
export const sourcesOf = (operation: Operation): readonly Register[] => {
  if (operation.kind === "copy") return [operation.src];
  return operation.kind === "get" || operation.kind === "arithmetic" ? readRegisters(operation) : [];
};

const comesFromItself = (unit: FunctionUnit, register: Register): boolean => {
  const feeding = (one: Register): readonly Register[] =>
    unit.graph.nodes.flatMap(({ operation }) => {
      if (writtenBy(unit, operation) !== one) return [];
      return operation.kind === "store" ? [operation.src] : sourcesOf(operation);
    });
  const sources = new Set(feeding(register));
  for (const source of sources) for (const further of feeding(source)) sources.add(further);
  return sources.has(register);
};

const givenTo = ({ receiver, args }: CallOperation): Register[] => [
  ...(receiver === undefined ? [] : [receiver]),
  ...args.map(({ register }) => register),
];

interface Flow {
  readonly to: Register;
  readonly from: readonly Register[];
}

/** A call may give what it is passed, and may leave it in the object whose method it is, or which it makes. */
const flowsOfCall = (operation: CallOperation): Flow[] => {
  const given = givenTo(operation);
  const { receiver } = operation;
  const kept =
    receiver === undefined ? [] : [{ to: receiver, from: given.filter((register) => register !== receiver) }];
  return [{ to: operation.dst, from: given }, ...kept];
};

/** Registers into whose value, or whose object's fields, others go. */
const flowsOf = (unit: FunctionUnit, operation: Operation): Flow[] => {
  if (operation.kind === "call") return flowsOfCall(operation);
  if (operation.kind === "set") return [{ to: operation.object, from: [operation.src] }];
  const to = writtenBy(unit, operation);
  if (to === undefined) return [];
  if (operation.kind === "store") return [{ to, from: [operation.src] }];
  if (operation.kind === "load") return [{ to, from: [sharedVariable(unit, operation.variable) ?? to] }];
  return [{ to, from: sourcesOf(operation) }];
};

const argumentAt = ({ args }: CallOperation, path: ContractPath | undefined): Register[] => {
  const argument = path?.root.kind === "argument" ? args[path.root.index] : undefined;
  return argument ? [argument.register] : [];
};

const contractsOf = ({ contracts }: AskedFacts, { targets }: CallOperation): Contract[] =>
  targets.flatMap((target) => (target.kind === "contract" ? (contracts.get(target.contract) ?? []) : []));

/** Makes functions that change or ask level or locks: whoever gets one may run it. */
const makesActing = ({ acting }: AskedFacts, { nodes }: Graph): boolean =>
  nodes.some(
    ({ operation }) =>
      operation.kind === "closure" && operation.target.kind === "function" && acting.has(operation.target.id),
  );

/** Whether it may run a function that changes or asks level or locks. */
const mayAct = ({ acting }: AskedFacts, { targets }: CallOperation, isAnyActing: boolean): boolean =>
  targets.some(
    (target) => target.kind === "property" || (target.kind === "function" && (isAnyActing || acting.has(target.id))),
  );

/** Registers that name a lock, or the handle of one, where it is taken or given back, and what functions get that may do so. */
const lockRegisters = (program: AskedFacts, graph: Graph): Register[] => {
  const isAnyActing = makesActing(program, graph);
  return graph.nodes.flatMap(({ operation }) => {
    if (operation.kind !== "call") return [];
    if (mayAct(program, operation, isAnyActing)) return givenTo(operation);
    return contractsOf(program, operation).flatMap(({ locks }) =>
      locks.flatMap(({ lock, handle }) => [...argumentAt(operation, lock), ...argumentAt(operation, handle)]),
    );
  });
};

/** Registers with objects whose class decides which method runs, here or in a callee. */
const objectRegisters = ({ nodes }: Graph): Register[] =>
  nodes.flatMap(({ operation }) => (operation.kind === "call" && !operation.isNew ? givenTo(operation) : []));

/** Objects of classes by which a call may run one of several methods, from where they are made. */
const madeRegisters = ({ nodes }: Graph): Register[] =>
  nodes.flatMap(({ operation }) => (operation.kind === "allocate" && operation.classes ? [operation.dst] : []));

interface Flows {
  /** Registers into which the value of one goes. */
  readonly onward: ReadonlyMap<Register, readonly Register[]>;
  /** Registers from which one has its value. */
  readonly back: ReadonlyMap<Register, readonly Register[]>;
}

const flowsIn = ofEach((unit: FunctionUnit): Flows => {
  const [onward, back] = [new Map<Register, Register[]>(), new Map<Register, Register[]>()];
  for (const { operation } of unit.graph.nodes)
    for (const { to, from } of flowsOf(unit, operation))
      for (const one of from) {
        addTo(onward, one, to);
        addTo(back, to, one);
      }
  return { onward, back };
});

const withSources = (unit: FunctionUnit, starts: readonly Register[]): ReadonlySet<Register> => {
  const { back } = flowsIn(unit);
  const found = new Set(starts);
  for (const register of found) for (const source of back.get(register) ?? []) found.add(source);
  return found;
};

/** Those of the registers that have their value from one of these. */
const fedBy = (
  unit: FunctionUnit,
  registers: ReadonlySet<Register>,
  starts: readonly Register[],
): ReadonlySet<Register> => {
  const { onward } = flowsIn(unit);
  const found = new Set(starts);
  for (const register of found) for (const next of onward.get(register) ?? []) if (registers.has(next)) found.add(next);
  return found;
};

const NONE: ReadonlySet<Register> = new Set();

/** Registers with objects that were made here, of such classes, and that a call gets. */
const chosenObjects = (unit: FunctionUnit): ReadonlySet<Register> => {
  const made = madeRegisters(unit.graph);
  return made.length === 0 ? NONE : fedBy(unit, withSources(unit, objectRegisters(unit.graph)), made);
};

/** Variables that closures share: what these do with them is not seen here. */
const sharedVariables = (unit: FunctionUnit): Register[] =>
  unit.graph.nodes.flatMap(({ operation }) =>
    operation.kind === "store" ? (sharedVariable(unit, operation.variable) ?? []) : [],
  );

/**
 * Registers, and variables that closures share, whose content tells which lock is meant, or which method runs, where that is
 * decided on the way: `const lock = isFast ? rx : tx`, `if (isBehind) [a, b] = [b, a]`,
 * `const guard = isFast ? new Spin() : new Mutex()`.
 */
export const tellingRegisters = (program: AskedFacts, unit: FunctionUnit): ReadonlySet<Register> => {
  const many = manyValued(unit);
  if (many.size === 0 || !program.acting.has(unit.id)) return NONE;
  const locks = withSources(unit, [...lockRegisters(program, unit.graph), ...sharedVariables(unit)]);
  const registers = new Set([...locks, ...chosenObjects(unit)]);
  const starts = [...many].filter((register) => registers.has(register));
  return starts.length === 0 ? NONE : fedBy(unit, registers, starts);
};
