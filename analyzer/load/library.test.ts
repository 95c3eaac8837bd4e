import { ts } from "#compiler";
import { describe, expect, it } from "vitest";
import { isLibraryFile, libraryFolder, libraryNames, libraryText } from "./library.js";

const check = (text: string): readonly string[] => {
  const file = "/sample.ts";
  const textOf = (name: string): string | undefined =>
    name === file ? text : isLibraryFile(name) ? libraryText(name) : undefined;
  const host: ts.CompilerHost = {
    getSourceFile: (name) => ts.createSourceFile(name, textOf(name) ?? "", ts.ScriptTarget.ESNext),
    getDefaultLibFileName: () => `${libraryFolder}/lib.d.ts`,
    getDefaultLibLocation: () => libraryFolder,
    fileExists: (name) => textOf(name) !== undefined,
    readFile: textOf,
    writeFile: () => undefined,
    getCurrentDirectory: () => "/",
    getCanonicalFileName: (name) => name,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => "\n",
  };
  const options: ts.CompilerOptions = { lib: [...libraryNames], types: [], strict: true, libReplacement: false };
  const program = ts.createProgram([file], { ...options, target: ts.ScriptTarget.ESNext, noEmit: true }, host);
  return [
    ...program.getGlobalDiagnostics(),
    ...program.getSyntacticDiagnostics(),
    ...program.getSemanticDiagnostics(),
  ].map(({ messageText, file: at }) => `${at?.fileName ?? ""}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`);
};

describe("the library that the analysis brings", () => {
  it("is free of errors, and its results have types that resolve further", () => {
    const problems = check(`
import fs, { readFileSync } from "node:fs";
import { EventEmitter } from "node:events";
import Events from "events";
import { Worker, parentPort } from "node:worker_threads";
class Lock { take(): this { return this; } }
const locks = new Map<string, Lock>();
const first: Lock | undefined = [...locks.values()].filter((lock) => lock.take()).map((lock) => lock.take())[0]?.take();
Object.values({ a: new Lock() }).forEach((lock) => lock.take());
Object.entries({ a: new Lock() }).map(([, lock]) => lock.take());
for (const [name, lock] of locks) lock.take(), name.toUpperCase();
for (const match of "a".matchAll(/a/g)) match[0].trim();
const all = async (): Promise<void> => {
  const [a, b] = await Promise.all([Promise.resolve(new Lock()), 1]);
  a.take(), b.toFixed();
  for await (const lock of (async function* () { yield new Lock(); })()) lock.take();
};
function* each() { yield new Lock(); }
for (const lock of each()) lock.take();
{ using guard = { [Symbol.dispose]() {} }; void guard; }
class Mine extends EventEmitter { go(): void { this.emit("x"); } }
new Mine().on("x", () => 1).go();
new Events().once("x", () => 1);
new Worker("x").on("message", () => 1).postMessage(1);
parentPort?.on("message", () => 1);
new MessageChannel().port1.onmessage = () => 1;
process.on("exit", () => 1);
fs.readFileSync("x"), readFileSync("y"), setTimeout(() => 1, 2), queueMicrotask(() => undefined);
const words = new Int32Array(new SharedArrayBuffer(8));
const shared: SharedArrayBuffer = words.buffer;
Atomics.wait(words, 0, 0) === "ok" && Atomics.load(words, 0).toFixed();
export const failed = (error: unknown): string => (error instanceof RangeError ? error.message : "");
export { all, first, shared };
`);
    expect(problems).toEqual([]);
  });

  it("has all that a part has to say which a file asks for by name", () => {
    expect(
      check('/// <reference lib="dom" />\n/// <reference lib="es2020.bigint" />\nexport const one = [1][0];\n'),
    ).toEqual([]);
  });

  it("does not accept everything", () => {
    expect(check("[1].map((x) => x.toUpperCase());\nexport {};\n")).toEqual([
      "/sample.ts: Property 'toUpperCase' does not exist on type 'number'.",
    ]);
  });
});
