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

/** A lock in a case of a function that leads to the acquire. */
interface Station {
  readonly instance: SolvedInstance;
  readonly state: Case;
  readonly lock: Path;
  readonly calls: readonly CallEdge[];
}

/** Where nothing more is to be asked of callers. */
const endAt = ({ state, lock, calls }: Station): Way["ends"] | undefined => {
  const cell = state.memory.get(childPath(lock, INITIALISED).text);
  if (cell && !state.suspended) return cell.value.kind === "literal" && cell.value.value === false ? "made" : "open";
  return state.suspended || calls.length >= MAX_CALLS ? "entered" : undefined;
};

/** Ends at the station itself, and the stations of the callers. */
const before = (program: SettledProgram, station: Station): { readonly ways: Way[]; readonly outer: Station[] } => {
  const { instance, lock, calls } = station;
  const { calls: edges, roots } = entryOf(program, instance);
  const entered: Way = { lock, ends: "entered", calls };
  const ways = roots.length > 0 ? [entered] : [];
  const outer: Station[] = [];
  for (const edge of edges) {
    const value = edge.kind === "direct" || edge.kind === "callback" ? throughCall(edge, lock) : undefined;
    if (value?.kind === "place")
      outer.push({ instance: edge.caller, state: edge.state, lock: value.path, calls: [edge, ...calls] });
    else ways.push(isRelative(lock) ? { ...entered, ends: "open" } : entered);
  }
  return { ways, outer };
};

/**
 * From the acquire to callers, the nearest first. What is known of a lock in a function is asked once: recursion, and calls in many
 * cases, lead there again and again.
 */
const waysTo = (program: SettledProgram, { instance, state, lock }: Omit<Station, "calls">): readonly Way[] => {
  const found = new Map<string, Way>();
  const seen = new Set<string>();
  const add = (way: Way): void => {
    const key = `${way.ends} ${way.lock.text}`;
    if (!found.has(key)) found.set(key, way);
  };
  let round: readonly Station[] = [{ instance, state, lock, calls: [] }];
  while (round.length > 0) {
    const next: Station[] = [];
    for (const station of round) {
      const ends = endAt(station);
      const key = `${station.instance.key} ${station.lock.text} ${ends ?? ""}`;
      if (seen.has(key)) continue;
      seen.add(key);
      if (ends) add({ lock: station.lock, ends, calls: station.calls });
      else {
        const { ways, outer } = before(program, station);
        for (const way of ways) add(way);
        next.push(...outer);
      }
    }
    round = next;
  }
  return [...found.values()];
};

/** An acquire, and the ways to it. */
export interface AcquireWays {
  readonly point: AcquirePoint;
  readonly ways: readonly Way[];
}

export const acquireWays = everywhere("not-initialised: acquire ways", (part): readonly AcquireWays[] =>
  acquirePoints(part).map((point) => ({ point, ways: waysTo(part, point) })),
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
