import { ts } from "#compiler";
import type { Argument, Target } from "../ir/operation.js";
import type { Body } from "./body.js";
import { iterateAll, iterateMade } from "./go-over.js";

/** What goes over all that it is passed, at once. */
const ITERATES: ReadonlySet<string> = new Set([
  "ArrayConstructor.from",
  "Map",
  "ObjectConstructor.fromEntries",
  "PromiseConstructor.all",
  "PromiseConstructor.allSettled",
  "PromiseConstructor.any",
  "PromiseConstructor.race",
  "Set",
  "WeakMap",
  "WeakSet",
]);

const iterates = (target: Target): boolean =>
  (target.kind === "external" || target.kind === "callbacks") && ITERATES.has(target.name);

/** `Array.from(items)`, `new Set(items)` and the like go over what they are passed; others run a generator made for them. */
export const iteratePassed = (
  body: Body,
  targets: readonly Target[],
  nodes: readonly ts.Expression[],
  args: readonly Argument[],
): void => {
  if (!targets.some(({ kind }) => kind === "external" || kind === "callbacks")) return;
  for (const [index, node] of nodes.entries()) {
    const argument = args[index];
    if (!argument || argument.spread === true) continue;
    if (index === 0 && targets.some(iterates)) iterateAll(body, node, argument.register);
    else iterateMade(body, node, argument.register);
  }
};

export const lowerArguments = (body: Body, nodes: readonly ts.Expression[]): readonly Argument[] =>
  nodes.map((node): Argument => {
    if (!ts.isSpreadElement(node)) return { register: body.expression(node), span: body.span(node) };
    const register = body.expression(node.expression);
    iterateAll(body, node.expression, register);
    return { register, span: body.span(node), spread: true };
  });
