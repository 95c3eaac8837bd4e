import { childPath, isRelative, type Path } from "../domain/path.js";
import type { Case } from "../domain/case.js";
import { ofItems } from "../ir/of-items.js";
import { INITIALISED } from "../solve/initialised.js";
import type { CallEdge } from "../summarize/call-edges.js";
import type { SolvedInstance } from "../summarize/instance.js";
import { throughCall } from "./entry-contexts.js";
import { moduleNames } from "./lock-names.js";
import { acquirePoints, type AcquirePoint } from "./lock-uses.js";
import { everywhere } from "./parts.js";
import { PathIndex } from "./path-index.js";
import {
  handedOut,
  initialisations,
  mayBeOneLock,
  newLocks,
  type Initialisation,
  type NewLocks,
} from "./possible-initialisations.js";
import { entryOf, type SettledProgram } from "./settled-program.js";

/** What the whole program does to initialise its locks. */
export interface Initialising {
  readonly program: SettledProgram;
  readonly calls: readonly Initialisation[];
  readonly callsByLock: PathIndex<Initialisation>;
  readonly handedOut: PathIndex<Path>;
  readonly newLocks: NewLocks;
}

const indexOfPaths = ofItems((paths: readonly Path[]) => new PathIndex(paths, (path) => path));

export const initialising = (program: SettledProgram): Initialising => {
  const calls = initialisations(program);
  return {
    program,
    calls,
    callsByLock: new PathIndex(calls, ({ lock }) => lock),
    handedOut: indexOfPaths(handedOut(program)),
    newLocks: newLocks(program),
  };
};

/** A lock that has certainly not been initialised on one way to its acquire. */
export interface NotInitialised {
  /** The object, as the function knows it that made it. */
  readonly lock: Path;
  /** Where it may be initialised all the same: later, or on other ways. */
  readonly elsewhere: readonly Initialisation[];
  /** Calls on the way, the outermost first. */
  readonly calls: readonly CallEdge[];
}

/** One way to an acquire, back to the making of the lock or to where nothing more is known. */
interface Way {
  readonly lock: Path;
  readonly ends: "made" | "open" | "entered";
  readonly calls: readonly CallEdge[];
}

const MAX_CALLS = 6;

const waysTo = (
  program: SettledProgram,
  instance: SolvedInstance,
  state: Case,
  lock: Path,
  calls: readonly CallEdge[],
): Way[] => {
  const cell = state.memory.get(childPath(lock, INITIALISED).text);
  if (cell && !state.suspended)
    return [{ lock, ends: cell.value.kind === "literal" && cell.value.value === false ? "made" : "open", calls }];
  if (state.suspended || calls.length >= MAX_CALLS) return [{ lock, ends: "entered", calls }];
  const { calls: edges, roots } = entryOf(program, instance);
  const outer = edges.flatMap((edge): Way[] => {
    const value = edge.kind === "direct" || edge.kind === "callback" ? throughCall(edge, lock) : undefined;
    const isOpen = value?.kind !== "place" || calls.includes(edge);
    return isOpen
      ? [{ lock, ends: isRelative(lock) ? "open" : "entered", calls }]
      : waysTo(program, edge.caller, edge.state, value.path, [edge, ...calls]);
  });
  return roots.length > 0 ? [...outer, { lock, ends: "entered", calls }] : outer;
};

/** An acquire, and the ways to it. */
export interface AcquireWays {
  readonly point: AcquirePoint;
  readonly ways: readonly Way[];
}

export const acquireWays = everywhere("not-initialised: acquire ways", (part): readonly AcquireWays[] =>
  acquirePoints(part).map((point) => ({ point, ways: waysTo(part, point.instance, point.state, point.lock, []) })),
);

/** The new lock of a way on which nobody has initialised it: since its making, or in the whole program. */
const judge = ({ program, callsByLock, handedOut: out, newLocks: made }: Initialising, way: Way): NotInitialised[] => {
  const names = moduleNames(program);
  const locks = way.ends === "made" ? [way.lock] : way.ends === "entered" ? made(way.lock) : [];
  const [lock] = locks;
  const known = [way.lock, ...locks, ...locks.map((each) => names.name(each))];
  const mayBe = (path: Path): boolean => known.some((one) => mayBeOneLock(path, one));
  const elsewhere = callsByLock.near(known).filter((call) => mayBe(call.lock));
  const isOpen = out.near(known).some(mayBe) || elsewhere.some(({ escapes }) => escapes || way.ends === "entered");
  return !lock || isOpen ? [] : [{ lock, elsewhere, calls: way.calls }];
};

export interface Verdict {
  readonly missing: readonly NotInitialised[];
  /** On every way to the acquire. */
  readonly always: boolean;
}

/** The ways to an acquire on which `KeInitializeSpinLock` has certainly not run on its lock. */
export const notInitialised = (known: Initialising, ways: readonly Way[]): Verdict => {
  const missing = ways.map((way) => judge(known, way));
  return { missing: missing.flat(), always: missing.every((locks) => locks.length > 0) };
};
