#!/usr/bin/env node
import nodeModule from "node:module";
import { setFlagsFromString } from "node:v8";
import type { OpenDoor } from "./door.js";
import { EXIT_USAGE } from "./exit-code.js";
import { failureOf } from "./failure.js";
import { nodeIo } from "./node-io.js";
import { run } from "./run.js";
import { version } from "./version.js";

// A check runs for seconds, over much code that runs a few hundred times: by default a third of the processor's time goes into
// optimising functions that are then hardly run. V8 waits longer here before it optimises; what runs hot still is. The V8 of
// Node 24 has no such setting and would say so on each start.
if (Number(process.versions.node.split(".")[0]) < 24) setFlagsFromString("--interrupt-budget=1000000");

// Where Node can, it keeps the code that V8 has compiled: of a start, loading the compiler is the most. The same for all who use it.
(nodeModule as { readonly enableCompileCache?: () => unknown }).enableCompileCache?.();

const argv = process.argv.slice(2);

// The exit code is set and the process left to end by itself: `process.exit` would cut off what a pipe still holds.
const end = (code: number): void => {
  process.exitCode = Math.max(code, Number(process.exitCode ?? 0));
};

const io = nodeIo((stream, error) => {
  end(EXIT_USAGE);
  if (stream === "stdout") io.stderr.write(`irql: cannot write to standard output: ${error.message}\n`);
});

// Node would end with 1 here, which means findings.
process.on("uncaughtException", (error) => {
  const failure = failureOf(error, { argv, version: "of unknown version" });
  io.stderr.write(failure.text);
  end(failure.code);
});

const openDoor: OpenDoor = () => import("../rules/index.js");

end(await run(openDoor, argv, io, version()));
