import type { FunctionUnit } from "./graph.js";

/** Code that runs where it stands: nobody calls it, so it hands nothing over. */
export const isModuleCode = ({ kind }: FunctionUnit): boolean => kind === "module" || kind === "static-block";
