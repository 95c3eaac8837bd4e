import { createRequire } from "node:module";

/** Where the compiler of this installation lies, looked up as `compiler.cjs` does it but not loaded; undefined where it lies elsewhere. */
export const compilerFile = (): string | undefined => {
  try {
    const bringer = createRequire(import.meta.url).resolve("ts-morph");
    return createRequire(bringer).resolve("@ts-morph/common/dist/typescript.js");
  } catch {
    return undefined;
  }
};
