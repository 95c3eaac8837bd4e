// The compiler that ts-morph brings, `ts` alone. Importing the package from a module would have Node scan its 12 MB for names of
// exports, and its wrappers, which nothing here uses, run at each start: together a third of the time that loading takes.
"use strict";

const { createRequire } = require("node:module");

const load = () => {
  try {
    return createRequire(require.resolve("ts-morph"))("@ts-morph/common/dist/typescript.js");
  } catch {
    // Other builds of ts-morph may keep it elsewhere; the package itself always has it.
    return require("ts-morph").ts;
  }
};

exports.ts = load();
