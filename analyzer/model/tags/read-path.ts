import type { ContractPath } from "../../contract/contract.js";
import type { TagNames } from "./tag-draft.js";
import type { TagReader } from "./tag-reader.js";

const PATH = /#?[A-Za-z_$][\w$]*(?:\??\.#?[A-Za-z_$][\w$]*|\[\d+\])*/y;

/** SAL's names for locks of the whole system. */
const GLOBALS: Readonly<Record<string, string>> = { _Global_cancel_spin_lock_: "cancel" };

const HOW = "write a parameter, `this.NAME`, `return`, or a variable that the file knows";

const rootOf = (reader: TagReader, name: string, names: TagNames): ContractPath["root"] | "member" => {
  const index = names.parameters.indexOf(name);
  if (index >= 0) return { kind: "argument", index };
  if (name === "this") return { kind: "this" };
  if (name === "return") return { kind: "return" };
  const system = Object.hasOwn(GLOBALS, name) ? GLOBALS[name] : undefined;
  if (system !== undefined) return { kind: "global", name: system };
  const variable = names.variable?.(name);
  if (name.startsWith("#") || (variable === undefined && names.member?.(name) === true)) return "member";
  if (variable === undefined && names.isKnown?.(name) === false)
    return reader.fail(`\`@${reader.tag}\` names \`${name}\`, and there is nothing of that name; ${HOW}`);
  return { kind: "global", name: `var:${variable ?? name}` };
};

/**
 * `lock`, `lock.oldIrql`, `this.#lock`, `#lock`, `return`. A name that is no parameter is a variable in scope, or else a
 * member beside the declaration.
 */
export const readPath = (reader: TagReader, names: TagNames): ContractPath => {
  const text = reader.take(PATH);
  if (text === undefined) {
    return reader.fail(
      `\`@${reader.tag}\` needs a place: a parameter, a path such as \`lock.oldIrql\`, \`this.#lock\` or \`return\``,
    );
  }
  const [first = "", ...keys] = text
    .replaceAll("?.", ".")
    .replaceAll(/\[(\d+)\]/g, ".$1")
    .split(".");
  const root = rootOf(reader, first, names);
  return root === "member" ? { root: { kind: "this" }, keys: [first, ...keys] } : { root, keys };
};
