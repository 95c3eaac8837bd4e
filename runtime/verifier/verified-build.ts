// The verifier as a build: its checks around the routines of the free one.
import type { Build } from "../build.js";
import { forgetOrder } from "./lock-order.js";
import * as levels from "./levels.js";
import * as locks from "./locks.js";
import { shared, useMemory } from "./memory.js";
import { routineBegins, routineEnds } from "./routines.js";
import { checkpoint, refused, refusedStorage } from "./stop.js";
import { freeing, initializing } from "./storage.js";

// Constants of the module, for the reason given in ../lock/take.ts.
const { lowering, raised } = levels;
const { converted, entered, entering, leaving, left, trying } = locks;

/** Sleepers look after this time whether the machine is stopped. Milliseconds. */
const SLICE = 50;

export const verifiedBuild: Build = {
  memory: () => shared.buffer,
  join: (memory) => {
    if (memory === shared.buffer) return;
    useMemory(memory);
    forgetOrder();
  },
  take: (free) => (lock, kind, routine) => {
    entering(lock, routine);
    free(lock, kind, routine);
    entered(lock, routine);
  },
  tryToTake: (free) => (lock, kind, routine) => {
    trying(lock);
    const isOurs = free(lock, kind, routine);
    if (isOurs) entered(lock, routine);
    return isOurs;
  },
  giveUp: (free) => (lock, kind, routine, newIrql) => {
    leaving(lock, routine, newIrql);
    free(lock, kind, routine);
    left();
  },
  enter: (free) => (lock, routine) => {
    entering(lock, routine);
    free(lock, routine);
    entered(lock, routine);
  },
  tryToEnter: (free) => (lock, routine) => {
    trying(lock);
    const isOurs = free(lock, routine);
    if (isOurs) entered(lock, routine);
    return isOurs;
  },
  leave: (free) => (lock, routine, newIrql) => {
    leaving(lock, routine, newIrql);
    free(lock, routine);
    left();
  },
  convert: (free) => (lock, routine) => {
    checkpoint();
    const isWriter = free(lock, routine);
    if (isWriter) converted(lock);
    return isWriter;
  },
  initialize: (free) => (lock) => {
    initializing(lock);
    free(lock);
  },
  raise: (free) => (level) => {
    checkpoint();
    const before = free(level);
    raised(before, level);
    return before;
  },
  lower: (free) => (level) => {
    lowering(level);
    free(level);
  },
  refused,
  refusedStorage,
  freeing,
  routineBegins,
  routineEnds,
  checkpoint,
  slice: SLICE,
};
