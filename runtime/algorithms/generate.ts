// The source of ../kernel/kernel.generated.ts: both kernels, from the same machines.
import { TESTED_BYTES, answersOf } from "../kernel/self-test.js";
import { interpretedKernel } from "./interpret.js";
import { lowerToJavaScript } from "./lower-javascript.js";
import { lowerToWasm } from "./lower-wasm.js";
import { ends, machines, shortWays } from "./machines.js";

const HEADER = `// Generated from ../algorithms by \`npm run kernel\`; change the machines there.
import type { Host } from "./host.js";
`;

const signature = ({ name, params }: { readonly name: string; readonly params: readonly string[] }): string =>
  `readonly ${name}: (${["lock", ...params].map((param) => `${param}: number`).join(", ")}) => number;`;

/**
 * A byte as a character of a string literal: unlike base64, that leaves gzip the repetitions (a fifth less), and one cold
 * loop reads it.
 */
const character = (byte: number): string =>
  byte >= 0x20 && byte < 0x7f && byte !== 0x22 && byte !== 0x5c
    ? String.fromCharCode(byte)
    : `\\x${byte.toString(16).padStart(2, "0")}`;

/** What the self-test of an engine must give. */
const answers = (): number => {
  const buffer = new SharedArrayBuffer(TESTED_BYTES);
  return answersOf(new Int32Array(buffer), interpretedKernel(buffer));
};

export const generateKernel = (): string =>
  [
    HEADER,
    ...[...machines, ...ends].map(lowerToJavaScript),
    "/** The short ways as functions of WebAssembly: `lock` is the byte offset in the memory of the instance. */",
    `export interface WasmKernel { ${shortWays.map(signature).join(" ")} }`,
    `export const ANSWERS = ${String(answers())};`,
    `export const WASM = "${[...lowerToWasm(shortWays)].map(character).join("")}";`,
  ].join("\n\n");
