import type { FunctionId, VariableId } from "./operation.js";

const NAME = "/this@0";

/** The variable in which the functions inside a function find its `this`. */
export const capturedThis = (function_: FunctionId): VariableId => `${function_}${NAME}`;

/** Whether a variable is one of these: it stands for as many objects as there are. */
export const isCapturedThis = (variable: VariableId): boolean => variable.endsWith(NAME);
