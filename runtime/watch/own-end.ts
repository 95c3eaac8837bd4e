// The end of a worker as it sees it itself: by return, an exception or `process.exit`, not by `terminate`. Node, Bun and Deno
// tell it; browsers do not.

interface Process {
  once?(event: "exit", listener: () => void): unknown;
  getBuiltinModule?(name: string): unknown;
}

const host = (globalThis as { readonly process?: Process }).process;

let leave: (() => void) | null = null;

/** Says what a worker does at its end; nothing on a main thread, with which all others end. */
export const atOwnEnd = (routine: () => void): void => {
  const threads = host?.getBuiltinModule?.("node:worker_threads") as { readonly isMainThread?: boolean } | undefined;
  if (leave === null && threads?.isMainThread === false)
    host?.once?.("exit", () => {
      leave?.();
    });
  leave = routine;
};
