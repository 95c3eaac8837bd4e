// `irql/eslint`: the rules for ESLint's flat configuration.
// Takes: the TypeScript program that typescript-eslint has opened. Gives: one ESLint rule per rule of the catalogue, and
// the configurations `recommended` and `strict`. Promises: one analysis per program, the findings of the command line.
// Leaves out: programs of its own (without type information every rule says what to set), and the rule `suppression`:
// ESLint reports unused `eslint-disable` comments itself.
import { catalogue, toolVersion } from "../index.js";
import { runOnProgram } from "../run-on-program.js";
import { createPlugin, type Plugin } from "./create-plugin.js";
import { pageAddress } from "./page-address.js";

export type { Plugin } from "./create-plugin.js";

const plugin: Plugin = createPlugin({
  version: toolVersion(),
  catalogue,
  page: pageAddress,
  analyse: runOnProgram,
});

export default plugin;
