// Takes: nothing. Gives: whether a thread of this process still runs, as the operating system knows it: the one sign of a
// worker's death that can be read without returning to an event loop (about 10 microseconds). Linux under Node and Bun;
// elsewhere there is no sign (Deno asks its user before it looks at such files).

interface Files {
  readlinkSync(path: string): string;
  existsSync(path: string): boolean;
}
interface Host {
  readonly Deno?: unknown;
  readonly process?: { getBuiltinModule?(name: string): unknown };
}

const host = globalThis as Host;
const files = (host.Deno === undefined ? host.process?.getBuiltinModule?.("node:fs") : undefined) as Files | undefined;

const isThere = (thread: number): boolean => files?.existsSync(`/proc/self/task/${String(thread)}`) === true;

/** Number of the thread that asks; 0 where the host does not tell. */
export const ownThread = (): number => {
  try {
    const thread = Number(files?.readlinkSync("/proc/thread-self").split("/").at(-1));
    return Number.isInteger(thread) && isThere(thread) ? thread : 0;
  } catch {
    return 0;
  }
};

/** Whether a thread has ended; false for 0, of which nothing is known. */
export const hasThreadEnded = (thread: number): boolean => thread !== 0 && !isThere(thread);
