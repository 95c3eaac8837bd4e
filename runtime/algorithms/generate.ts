// The source of ../kernel/kernel.generated.ts: both kernels, from the same machines.
import { lowerToJavaScript } from "./lower-javascript.js";
import { lowerToWasm } from "./lower-wasm.js";
import { javaScriptOnly, machines } from "./machines.js";

const HEADER = `// Generated from ../algorithms by \`npm run kernel\`; change the machines there.
import type { Host } from "./host.js";
`;

const signature = ({ name, params }: { readonly name: string; readonly params: readonly string[] }): string =>
  `readonly ${name}: (${["lock", ...params].map((param) => `${param}: number`).join(", ")}) => number;`;

export const generateKernel = (): string =>
  [
    HEADER,
    ...[...machines, ...javaScriptOnly].map(lowerToJavaScript),
    "/** The same as functions of WebAssembly: `lock` is the byte offset in the memory of the instance. */",
    `export interface WasmKernel { readonly slice: { value: number }; ${machines.map(signature).join(" ")} }`,
    `export const WASM = "${btoa(String.fromCharCode(...lowerToWasm(machines)))}";`,
  ].join("\n\n");
