// Writes dist/runtime/node: runtime and verifier in three files instead of a hundred, because to load a module costs Node about
// a millisecond, in every worker. Nothing is minified, so that debuggers and stacks show the code. Bundlers and browsers
// take the modules as they are.
import { rmSync } from "node:fs";
import { join } from "node:path";
import { rolldown } from "rolldown";
import { root } from "./pack.mjs";

const runtime = join(root, "dist/runtime");
const dir = join(runtime, "node");
const bundle = await rolldown({
  input: { index: join(runtime, "environment.js"), verifier: join(runtime, "verifier/index.js") },
  platform: "neutral",
});
rmSync(dir, { recursive: true, force: true });
await bundle.write({ dir, format: "esm", chunkFileNames: "[name].js" });
