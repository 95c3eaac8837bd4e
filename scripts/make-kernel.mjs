// Writes runtime/kernel/kernel.generated.ts anew from the machines in runtime/algorithms.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { format } from "prettier";
import { loadTypeScript } from "./load-typescript.mjs";
import { root } from "./pack.mjs";

const { generateKernel } = await loadTypeScript("runtime", "algorithms/generate.ts");
const source = await format(generateKernel(), { parser: "typescript", printWidth: 120 });
writeFileSync(join(root, "runtime/kernel/kernel.generated.ts"), source);
const bytes = JSON.parse(`"${/WASM =\s+"(.*)"/.exec(source)?.[1].replaceAll("\\x", "\\u00") ?? ""}"`).length;
console.log(`runtime/kernel/kernel.generated.ts: ${String(bytes)} bytes of WebAssembly`);
