// Writes dist/runtime/node and dist/bundle: the runtime, and the command line with the ESLint plugin and the API, in a few files instead
// of hundreds, because to load a module costs Node about a millisecond, in every worker and at every start. Nothing is minified, so
// that debuggers and stacks show the code. Bundlers and browsers take the runtime's modules as they are.
import { rmSync } from "node:fs";
import { join } from "node:path";
import { rolldown } from "rolldown";
import { root } from "./pack.mjs";

const dist = join(root, "dist");

const write = async (folder, entries, options) => {
  const dir = join(dist, folder);
  const input = Object.fromEntries(Object.entries(entries).map(([name, file]) => [name, join(dist, file)]));
  const bundle = await rolldown({ input, ...options });
  rmSync(dir, { recursive: true, force: true });
  await bundle.write({ dir, format: "esm", chunkFileNames: "[name].js" });
};

await write(
  "runtime/node",
  { index: "runtime/environment.js", verifier: "runtime/verifier/index.js" },
  { platform: "neutral" },
);
await write(
  "bundle",
  { main: "cli/main.js", index: "rules/index.js", eslint: "rules/eslint/index.js" },
  // Packages, and the compiler, are found where they are installed.
  { platform: "node", external: /^[^./]/ },
);
