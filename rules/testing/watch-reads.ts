import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";

export interface Call {
  readonly name: string;
  readonly path: string;
}

type Callable = (...args: readonly unknown[]) => unknown;

/** Calls of `node:fs`, by whatever module and under whatever import, whose first argument is a path below the folder. */
export const watchReads = (folder: string, run: () => void): readonly Call[] => {
  const calls: Call[] = [];
  const table = fs as unknown as Record<string, unknown>;
  const originals = Object.entries(table).filter(
    (entry): entry is [string, Callable] => typeof entry[1] === "function" && /^[a-z]/.test(entry[0]),
  );
  const watched = (name: string, original: Callable): Callable => {
    const wrapper = (...args: readonly unknown[]): unknown => {
      const path = String(args[0]);
      if (path === folder || path.startsWith(`${folder}/`)) calls.push({ name, path: path.replace(/\/$/, "") });
      return Reflect.apply(original, fs, args);
    };
    const native: unknown = Reflect.get(original, "native");
    return Object.assign(wrapper, typeof native === "function" ? { native: watched(name, native as Callable) } : {});
  };
  try {
    for (const [name, original] of originals) table[name] = watched(name, original);
    syncBuiltinESMExports();
    run();
  } finally {
    for (const [name, original] of originals) table[name] = original;
    syncBuiltinESMExports();
  }
  return calls;
};
