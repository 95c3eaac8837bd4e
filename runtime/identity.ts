// Takes: nothing, or a processor number when the worker attaches. Gives: the 16-bit identity that this worker writes
// into locks. Promises: two workers of one Node, Bun or Deno process, or two attached processors, never share one.
// Leaves out: browsers' unattached workers, which get a random identity (`exact` is false: it is used to refuse a
// release by a stranger, never to accuse a worker of taking a lock twice).

const FIRST_THREAD = 0x100;
const THREADS = 0x7e00;
const FIRST_RANDOM = 0x8000;

interface BuiltinModules {
  getBuiltinModule?(name: string): { readonly threadId?: unknown } | undefined;
}

// Asked at run time instead of imported, so that this file loads in a browser.
const threadNumber = (): number | undefined => {
  const host = (globalThis as { readonly process?: BuiltinModules }).process;
  const threadId = host?.getBuiltinModule?.("node:worker_threads")?.threadId;
  return typeof threadId === "number" ? threadId : undefined;
};

export interface Identity {
  readonly id: number;
  /** False where another worker may have the same identity. */
  readonly exact: boolean;
}

/** Identity of the worker with this thread number; null where a host has counted too far. */
export const threadIdentity = (thread: number): number | null => (thread < THREADS ? FIRST_THREAD + thread : null);

/** Identity of a worker that is no processor of a system. */
export const unattachedIdentity = (): Identity => {
  const thread = threadNumber();
  const id = thread === undefined ? null : threadIdentity(thread);
  if (id !== null) return { id, exact: true };
  return { id: FIRST_RANDOM + Math.floor(Math.random() * 0x7ff0), exact: false };
};

/** Identity of processor `number` of a system. */
export const processorIdentity = (number: number): Identity => ({ id: number + 1, exact: true });

/** What an identity means, for messages. */
export const nameOfIdentity = (id: number): string => {
  if (id < FIRST_THREAD) return `processor ${String(id - 1)}`;
  if (id < FIRST_RANDOM) return `thread ${String(id - FIRST_THREAD)}`;
  return `an unattached worker (${id.toString(16)})`;
};
