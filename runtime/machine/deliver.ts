// The delivery point: runs what is pending above the current level, highest level first, and comes back at the level
// at which it was called.
import { takeBuild } from "../build.js";
import { cpu, onPending } from "../cpu.js";
import { DISPATCH_LEVEL } from "../levels.js";
import { heldBack, runDeferred, runThreaded } from "./dpc-queue.js";
import { runInterrupts } from "./interrupt-table.js";

const { checkpoint } = takeBuild();
const LEVELS = 0xffff;

const highest = (): number => {
  const pending = Atomics.load(cpu.pending, cpu.pendingIndex) & LEVELS & ~heldBack();
  return 31 - Math.clz32(pending);
};

const runLevel = (level: number): void => {
  if (level > DISPATCH_LEVEL) runInterrupts(level);
  else if (level === DISPATCH_LEVEL) runDeferred();
  else runThreaded();
};

const deliver = (): void => {
  checkpoint();
  const entered = cpu.irql;
  for (let level = highest(); level > entered; level = highest()) {
    try {
      runLevel(level);
    } finally {
      cpu.irql = entered;
    }
  }
};

onPending(deliver);

/** Runs what is pending above the current level. */
export const deliverNow = deliver;
