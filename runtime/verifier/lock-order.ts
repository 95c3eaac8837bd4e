// The order in which locks are taken, as a graph over all workers: an edge from one lock to another says that somebody
// took the other while holding the one. A circle can become a deadlock, whether or not it ever has. The first sight of an
// edge is looked for a circle; later ones cost a load. Each lock is its own class (no false alarms between two locks that
// were made at one place); `KeInitializeSpinLock` gives it a new one.
import type { AnyLock } from "../build.js";
import { cpu } from "../cpu.js";
import { nameOfIdentity } from "../identity.js";
import { held, isSameLock, type Hold } from "./holds.js";
import * as memory from "./memory.js";
import { describeHold, nameOfReference, type Section } from "./report.js";
import { framesOf } from "./stacks.js";
import { violate } from "./stop.js";

const { CLASS, CLASSES, EDGES, EDGE_WORDS, FIRST_EDGE, HEADER, classAt, shared } = memory;

/** Word of a lock in which its class stands: identity of the verifier's memory, and number. */
const CLASS_WORD = 3;
const NUMBER_MASK = 0xffff;
/** Longest wait for the graph, in milliseconds. */
const PATIENCE = 500;

/** Classes of locks whose word is used by verifiers with another memory. */
const foreign = new WeakMap<SharedArrayBuffer, Map<number, number>>();

/** Edges that this worker knows to be in the graph, by a hash; no edge is 0. */
const known = new Int32Array(1024);

/** Forgets what belongs to a memory that is used no longer. */
export const forgetOrder = (): void => {
  known.fill(0);
};

/** The class of a lock; 0 where there are too many. */
export const classOf = (lock: AnyLock): number => {
  const word = lock.words[lock.index + CLASS_WORD] ?? 0;
  return word >>> 16 === shared.identity ? word & NUMBER_MASK : classify(lock);
};

const newClass = (lock: AnyLock): number => {
  const number = Atomics.add(shared.words, HEADER.classes, 1) + 1;
  if (number >= CLASSES) return 0;
  shared.words[classAt(number) + CLASS.reference] = lock.reference;
  return number;
};

const classify = (lock: AnyLock): number => {
  const at = lock.index + CLASS_WORD;
  const seen = Atomics.load(lock.words, at);
  if (seen !== 0 && seen >>> 16 !== shared.identity) return foreignClass(lock);
  const number = newClass(lock);
  const before = Atomics.compareExchange(lock.words, at, 0, (shared.identity << 16) | number);
  return before === 0 ? number : before & NUMBER_MASK;
};

const foreignClass = (lock: AnyLock): number => {
  const classes = foreign.get(lock.buffer) ?? new Map<number, number>();
  foreign.set(lock.buffer, classes);
  const number = classes.get(lock.index) ?? newClass(lock);
  classes.set(lock.index, number);
  return number;
};

/** Before a lock is waited for while others are held. */
export const checkOrder = (lock: AnyLock, routine: string): void => {
  // What is no lock at all is refused by the way that it is given to.
  if ((lock as Partial<AnyLock>).words === undefined) return;
  const inner = classOf(lock);
  for (let place = 0; place < held.depth; place++) {
    const hold = held.locks[place];
    if (hold === undefined || hold.lock === null) continue;
    const outer = classOf(hold.lock);
    const key = (outer << 16) | inner;
    if (key === 0 || known[slotOf(outer, inner)] !== key) checkPair(hold, lock, outer, inner, routine);
  }
};

const slotOf = (outer: number, inner: number): number => (outer * 31 + inner) & (known.length - 1);

/** A lock under itself is never known. */
const checkPair = (hold: Hold, lock: AnyLock, outer: number, inner: number, routine: string): void => {
  if (isSameLock(hold.lock, lock)) refuseRecursion(lock, routine);
  const key = (outer << 16) | inner;
  if (outer === 0 || inner === 0) Atomics.add(shared.words, HEADER.unchecked, 1);
  else learn(hold, lock, key, routine);
  known[slotOf(outer, inner)] = key;
};

const refuseRecursion = (lock: AnyLock, routine: string): never =>
  violate(
    "SPIN_LOCK_RECURSION",
    `\`${routine}\` waits for ${nameOfReference(lock.reference)}, which this worker holds already: alone, or as soon as a ` +
      "writer comes between, it waits for ever; release it first, or split the function into one that takes the lock and one that needs it held",
    { routine, lock },
  );

/** An edge as it is kept. */
interface Edge {
  readonly key: number;
  readonly at: number;
  readonly length: number;
}

const edgeAt = (place: number): Edge => {
  const word = FIRST_EDGE + place * EDGE_WORDS;
  const [key = 0, at = 0, length = 0] = shared.words.subarray(word, word + EDGE_WORDS);
  return { key, at, length };
};

/** Where an edge stands, or where there is room for it; -1 in a full table. */
const placeOfEdge = (key: number): number => {
  const first = Math.imul(key, 0x9e3779b1) >>> 19;
  for (let step = 0; step < EDGES; step++) {
    const place = (first + step) % EDGES;
    const seen = shared.words[FIRST_EDGE + place * EDGE_WORDS];
    if (seen === key || seen === 0) return place;
  }
  return -1;
};

const withGraph = <Result>(work: () => Result): Result => {
  // Held for less than a millisecond; a worker that ended meanwhile must not keep all others.
  const end = performance.now() + PATIENCE;
  while (Atomics.compareExchange(shared.words, HEADER.graph, 0, 1) !== 0 && performance.now() < end);
  try {
    return work();
  } finally {
    Atomics.store(shared.words, HEADER.graph, 0);
  }
};

const learn = (hold: Hold, lock: AnyLock, key: number, routine: string): void => {
  const circle = withGraph(() => {
    const place = placeOfEdge(key);
    if (place >= 0 && edgeAt(place).key === key) return [];
    const way = pathBetween(key & NUMBER_MASK, key >>> 16);
    if (way.length === 0) keepEdge(place, key, hold, lock, routine);
    return way;
  });
  if (circle.length > 0) refuseOrder(hold, lock, routine, circle);
};

const keepEdge = (place: number, key: number, hold: Hold, lock: AnyLock, routine: string): void => {
  if (place < 0) {
    Atomics.add(shared.words, HEADER.unchecked, 1);
    return;
  }
  const [at, length] = memory.keepText(sighting(hold, lock, routine));
  shared.words.set([key, at, length], FIRST_EDGE + place * EDGE_WORDS);
};

const sighting = (hold: Hold, lock: AnyLock, routine: string): string => {
  const [holds = "", ...since] = describeHold(hold);
  return [
    `${nameOfIdentity(cpu.id)} held ${holds}`,
    ...since,
    `and took ${nameOfReference(lock.reference)}: \`${routine}\``,
    ...framesOf(new Error("where")).map((frame) => `    at ${frame}`),
  ].join("\n");
};

/** The shortest way along the edges from one class to another; empty where there is none. */
const pathBetween = (from: number, to: number): readonly Edge[] => {
  const arrived = new Map<number, { readonly by: number; readonly previous: number }>();
  const reached = [from];
  for (const at of reached) {
    if (at === to) return wayBack(arrived, from, to);
    for (let place = 0; place < EDGES; place++) {
      const key = shared.words[FIRST_EDGE + place * EDGE_WORDS] ?? 0;
      const next = key & NUMBER_MASK;
      if (key === 0 || key >>> 16 !== at || next === from || arrived.has(next)) continue;
      arrived.set(next, { by: place, previous: at });
      reached.push(next);
    }
  }
  return [];
};

const wayBack = (
  arrived: ReadonlyMap<number, { readonly by: number; readonly previous: number }>,
  from: number,
  to: number,
): readonly Edge[] => {
  const way: Edge[] = [];
  for (let at = to; at !== from;) {
    const step = arrived.get(at);
    if (step === undefined) return [];
    way.unshift(edgeAt(step.by));
    at = step.previous;
  }
  return way;
};

const refuseOrder = (hold: Hold, lock: AnyLock, routine: string, circle: readonly Edge[]): never => {
  const seen: readonly Section[] = circle.map(({ at, length }) => [
    "the other order, as it was first seen",
    length === 0 ? ["(not kept: too many orders were seen)"] : memory.readText(at, length).split("\n"),
  ]);
  return violate(
    "LOCK_ORDER",
    `\`${routine}\` takes ${nameOfReference(lock.reference)} while ${nameOfReference(hold.lock?.reference ?? 0)} is held, ` +
      "and the locks have been taken in the opposite order before: two workers that do both at once wait for each other " +
      "for ever; take the locks in one order everywhere",
    { routine, lock },
    seen,
  );
};
