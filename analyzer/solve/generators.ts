/** Generator objects: what runs where one is asked, and where it stands afterwards. */
import type { Contract } from "../contract/contract.js";
import type { Case } from "../domain/case.js";
import { childPath, isOwn, parsePath, type Path } from "../domain/path.js";
import { ANY, closedAt, OVER, START } from "../domain/stretch.js";
import { bounded, literal, place, UNKNOWN, type Value } from "../domain/value.js";
import type { GraphNode } from "../ir/graph.js";
import type { CallOperation } from "../ir/operation.js";
import type { FunctionHead, SolveContext } from "./context.js";
import { readPlace, writePlace } from "./memory.js";
import { objectMade } from "./object-made.js";

type Generator = Extract<Value, { kind: "generator" }>;

const STAND = "<stand>";

/** Hidden properties of a generator object: what it runs, and where it stands. */
export const runCell = (object: Path): Path => childPath(object, "<generator>");
export const standCell = (object: Path): Path => childPath(object, STAND);

export const isStandCell = ({ keys }: Path): boolean => keys.at(-1) === STAND;

/** The case in which a generator stands there, by the cell that says so. Those in which it stands elsewhere are kept apart until it is over. */
export const writeStand = (state: Case, cell: Path, stand: Value): Case => {
  const rounds = new Map(state.rounds);
  if (stand.kind === "literal" && typeof stand.value === "number" && stand.value !== OVER)
    rounds.set(cell.text, stand.value);
  else rounds.delete(cell.text);
  return writePlace({ ...state, rounds }, cell, stand);
};

/** What callers are told apart by: where their generators stand. */
export const outerStands = (rounds: Case["rounds"]): Case["rounds"] =>
  new Map([...rounds].filter(([key]) => isStandCell(parsePath(key)) && !isOwn(key)));

const standingAt = (state: Case, object: Path, stand: number | undefined): Case =>
  writeStand(state, standCell(object), stand === undefined ? UNKNOWN : literal(stand));

const receiverCell = (object: Path): Path => childPath(object, "<receiver>");
const argumentCell = (object: Path, index: number): Path => childPath(object, `<argument ${String(index)}>`);

/** What means the same in every function. */
const isOutside = (value: Value): boolean =>
  value.kind === "literal" || (value.kind === "place" && value.path.root.startsWith("var:"));

const namedAt = (cell: Path, value: Value): Value => (isOutside(value) ? value : place(cell));

/** The generator as a function knows it that finds its object there: what it was made with stands in hidden properties. */
export const generatorAt = (object: Path, generator: Generator): Generator => ({
  ...generator,
  receiver: generator.receiver && namedAt(receiverCell(object), generator.receiver),
  args: generator.args.map((value, index) => namedAt(argumentCell(object, index), value)),
});

const withParts = (state: Case, object: Path, { receiver, args }: Generator): Case => {
  const begun = receiver ? writePlace(state, receiverCell(object), receiver) : state;
  return args.reduce((now, value, index) => writePlace(now, argumentCell(object, index), value), begun);
};

/** The object that a call of a generator function gives: nothing of the body has run. */
export const generatorMade = (
  context: SolveContext,
  node: GraphNode,
  state: Case,
  generator: Generator,
): { readonly state: Case; readonly result: Value } => {
  const made = objectMade(context, node);
  const held = withParts(writePlace(state, runCell(made), bounded(generator)), made, generator);
  return { state: standingAt(held, made, START), result: place(made) };
};

/** Tags say how it is left: with which locks, or at another level. That it leaves the level as it was is true of each stretch. */
const promisesExit = ({ statesExit, level, locks, saves }: Contract): boolean =>
  locks.length > 0 || saves !== undefined || (statesExit !== false && level.kind !== "same");

const contractOf = ({ program }: SolveContext, { contract }: FunctionHead): Contract | undefined =>
  contract === undefined ? undefined : program.contracts.get(contract);

/** Whether it is not followed in stretches, but run as one, where it is asked first; so is one that goes over itself, in itself. */
const isRunWhole = (context: SolveContext, unit: FunctionHead | undefined): boolean => {
  if (unit === undefined || unit.isAsync || unit.id === context.unit.id) return true;
  const contract = contractOf(context, unit);
  return contract !== undefined && promisesExit(contract);
};

/** A generator that is asked. */
export interface Asked {
  readonly object: Path;
  readonly generator: Generator;
  /** Undefined: it is run whole. */
  readonly stretch: number | undefined;
  /** Nothing may run: it may be over, or has not begun and is closed. */
  readonly mayBeOver: boolean;
  /** Something may run. */
  readonly mayRun: boolean;
}

/** What a call asks for, where it is a generator that is known. */
export const askedOf = (
  context: SolveContext,
  state: Case,
  receiver: Value | undefined,
  { iterates }: CallOperation,
): Asked | undefined => {
  const object = receiver?.kind === "place" ? receiver.path : undefined;
  const generator = object && readPlace(state, runCell(object));
  if (!object || generator?.kind !== "generator") return undefined;
  const { target } = generator;
  const held = readPlace(state, standCell(object));
  const stand = held.kind === "literal" && typeof held.value === "number" ? held.value : undefined;
  if (isRunWhole(context, target.kind === "function" ? context.program.functions.get(target.id) : undefined)) {
    const mayRun = stand === START && iterates === "next";
    return { object, generator, stretch: undefined, mayBeOver: !mayRun, mayRun };
  }
  const stretch = iterates === "close" ? closedAt(stand ?? ANY) : (stand ?? ANY);
  return { object, generator, stretch, mayBeOver: stand === undefined || stretch === OVER, mayRun: stretch !== OVER };
};

const write = (state: Case, path: Path, value: Value): Case => ({
  ...state,
  memory: state.memory.set(path.text, { path, value }),
});

/**
 * The case behind a question, and the object that it has given.
 * @param stand undefined: not known, nor whether that was all
 * @param given what it has yielded
 */
export const answered = (
  state: Case,
  object: Path,
  stand: number | undefined,
  given: Value,
): { readonly state: Case; readonly result: Value } => {
  const answer = childPath(object, `<answer ${String(stand)}>`);
  const done = stand === undefined ? UNKNOWN : literal(stand === OVER);
  const told = write(standingAt(state, object, stand), childPath(answer, "done"), done);
  return { state: write(told, childPath(answer, "value"), given), result: place(answer) };
};
