// The wait of a thread that may not block: it goes on when the event loop runs. Any thread may use it; what its processor is asked
// to do runs meanwhile, because the event loop is a delivery point.
import { takeBuild } from "../build.js";
import { cpu } from "../cpu.js";
import { APC_LEVEL, type NTSTATUS } from "../levels.js";
import { refuseAbove } from "../lock/level-checks.js";
import { STATUS_SUCCESS, STATUS_TIMEOUT } from "../status.js";
import { now } from "./clock.js";
import { OBJECT, consume, type Waitable } from "./dispatcher.js";
import { timeoutOf } from "./due-time.js";
import { waitInEventLoop } from "./event-loop.js";
import type { KEVENT } from "./event-object.js";
import type { KTIMER } from "./timer-object.js";
import { requireWaitable } from "./waited-object.js";

const { checkpoint, slice } = takeBuild();

const consumeLater = async (object: Waitable, end: number): Promise<boolean> => {
  const { words, index } = object;
  while (!consume(object)) {
    checkpoint();
    const left = end - now();
    if (left <= 0) return false;
    await waitInEventLoop(words, index + OBJECT.state, 0, Math.min(left, slice));
  }
  return true;
};

/**
 * Waits for an event or a timer as `KeWaitForSingleObject` does, without blocking: for a browser's window, and for workers that have
 * other things to do. `Timeout` in 100 ns: null waits for ever, 0 only looks, negative is from now, others are system time. The
 * signal is taken when the promise is settled, not when it arrives. A wait does not keep a Node worker alive.
 * IRQL: <= APC_LEVEL; PASSIVE_LEVEL when it goes on.
 * @returns `STATUS_SUCCESS`, or `STATUS_TIMEOUT`. Rejects with KernelError `IRQL_TOO_HIGH`; TypeError or RangeError for what is no object or no time.
 */
export const waitForSingleObjectAsync = async (
  Object: KEVENT | KTIMER,
  Timeout: number | bigint | null = null,
): Promise<NTSTATUS> => {
  if (cpu.irql > APC_LEVEL) refuseAbove("waitForSingleObjectAsync", APC_LEVEL, Timeout);
  requireWaitable("waitForSingleObjectAsync", Object);
  const { words, index } = Object;
  const end = now() + timeoutOf("waitForSingleObjectAsync", Timeout);
  Atomics.add(words, index + OBJECT.waiters, 1);
  try {
    return (await consumeLater(Object, end)) ? STATUS_SUCCESS : STATUS_TIMEOUT;
  } finally {
    Atomics.sub(words, index + OBJECT.waiters, 1);
  }
};
