import { describe, expect, it } from "vitest";
import { exploreLock, type Program } from "../testing/explore-lock.js";
import { stepAcquire } from "./acquire-steps.js";
import { AT } from "./attempt.js";
import { HANDED_OVER, HEAD_WORD, ORDINARY, OWNER_MASK, QUEUED, TAIL_ONE, ticketOf } from "./layout.js";
import { stepRelease } from "./release-steps.js";

const ordinary = { kind: ORDINARY, strictOrder: false } as const;
const queued = { kind: QUEUED, strictOrder: true } as const;

const sizes = [
  { workers: 2, rounds: 1 },
  { workers: 2, rounds: 2 },
  { workers: 2, rounds: 3 },
  { workers: 3, rounds: 1 },
] as const;

describe("every interleaving of the lock's own steps", () => {
  for (const size of sizes)
    for (const [name, kind] of Object.entries({ ordinary, queued })) {
      const title = `${name}, ${String(size.workers)} workers x ${String(size.rounds)}`;
      it(`${title}: exclusion, order, no lost wake-up`, () => {
        const outcome = exploreLock({ ...kind, ...size });
        expect(outcome.fault).toBe("");
        expect(outcome.states).toBeGreaterThan(50);
      }, 60_000);
      if (size.workers === 2 && size.rounds < 3)
        it(`${title}: also when sleepers wake by themselves`, () => {
          expect(exploreLock({ ...kind, ...size, spuriousWakes: true }).fault).toBe("");
        });
    }
});

describe("broken locks are caught", () => {
  const two = { workers: 2, rounds: 2 } as const;
  const faultOf = (program: Program): string => exploreLock(program).fault;

  it("an acquire that writes the owner without comparing", () => {
    const broken: typeof stepAcquire = (a, parking, tired) => {
      if (a.at !== AT.take) {
        stepAcquire(a, parking, tired);
        return;
      }
      Atomics.store(a.words, a.index, a.seen | a.kind | a.me);
      a.at = AT.done;
    };
    expect(faultOf({ ...ordinary, ...two, stepAcquire: broken })).toBe("two workers hold the lock");
  });

  it("a sleeping head that does not check again after it has registered", () => {
    const broken: typeof stepAcquire = (a, parking, tired) => {
      if (a.at === AT.recheckKick) a.at = AT.sleepAsHead;
      else stepAcquire(a, parking, tired);
    };
    expect(faultOf({ ...ordinary, ...two, stepAcquire: broken })).toContain("lost wake-up");
    expect(faultOf({ ...queued, ...two, stepAcquire: broken })).toContain("lost wake-up");
  });

  it("a waiter that does not check its turn again after it has registered", () => {
    const broken: typeof stepAcquire = (a, parking, tired) => {
      if (a.at === AT.registerForTurn) {
        stepAcquire(a, parking, tired);
        a.at = AT.sleepForTurn;
      } else stepAcquire(a, parking, tired);
    };
    expect(faultOf({ ...queued, workers: 3, rounds: 1, stepAcquire: broken })).toContain("lost wake-up");
  });

  it("an owner that does not look for a sleeper when it passes the headship on", () => {
    const broken: typeof stepAcquire = (a, parking, tired) => {
      stepAcquire(a, parking, tired);
      if (a.at === AT.lookAtNext) a.at = AT.done;
    };
    expect(faultOf({ ...ordinary, workers: 3, rounds: 1, stepAcquire: broken })).toContain("lost wake-up");
    expect(faultOf({ ...queued, workers: 3, rounds: 1, stepAcquire: broken })).toContain("lost wake-up");
  });

  it("a release that forgets the sleeping head", () => {
    const broken: typeof stepRelease = (a, parking) => {
      stepRelease(a, parking);
      if (a.at === AT.lookAtSleeper) a.at = AT.done;
    };
    expect(faultOf({ ...ordinary, ...two, stepRelease: broken })).toContain("lost wake-up");
    expect(faultOf({ ...queued, ...two, stepRelease: broken })).toContain("lost wake-up");
  });

  it("a release that does not count the wake-up", () => {
    const broken: typeof stepRelease = (a, parking) => {
      stepRelease(a, parking);
      if (a.at === AT.countWake) a.at = AT.wake;
    };
    expect(faultOf({ ...ordinary, ...two, stepRelease: broken })).toContain("lost wake-up");
  });

  it("a queued release that frees the lock although somebody waits", () => {
    const broken: typeof stepRelease = (a, parking) => {
      stepRelease(a, parking);
      const word = Atomics.load(a.words, a.index);
      if ((word & OWNER_MASK) === HANDED_OVER) Atomics.sub(a.words, a.index, HANDED_OVER);
    };
    expect(faultOf({ ...queued, workers: 2, rounds: 2, stepRelease: broken })).toBe("a worker entered out of turn");
  });

  it("a queued release that hands the lock to nobody", () => {
    const broken: typeof stepRelease = (a, parking) => {
      if (a.at === AT.free) a.slot = ticketOf(a.seen) + 1;
      stepRelease(a, parking);
    };
    expect(faultOf({ ...queued, ...two, stepRelease: broken })).not.toBe("");
  });

  it("an arrival that is not one atomic operation", () => {
    const broken: typeof stepAcquire = (a, parking, tired) => {
      if (a.at !== AT.enqueue) {
        stepAcquire(a, parking, tired);
        return;
      }
      a.ticket = ticketOf(a.seen);
      Atomics.store(a.words, a.index, a.seen + TAIL_ONE);
      a.at = AT.awaitTurn;
    };
    expect(faultOf({ ...queued, workers: 3, rounds: 1, stepAcquire: broken })).not.toBe("");
    expect(HEAD_WORD).toBe(1);
  });
});
