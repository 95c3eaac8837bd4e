import { ROLE_TABLE } from "../contract/role-table.js";
import { WDK_TABLE } from "../contract/wdk-table.js";

let names: ReadonlySet<string> | undefined;

const collect = (): ReadonlySet<string> => {
  const all = new Set<string>();
  for (const table of [WDK_TABLE, ROLE_TABLE]) {
    for (const match of table.matchAll(/^(\w+)\|/gm)) if (match[1] !== undefined) all.add(match[1]);
  }
  return all;
};

/** Whether the kernel has a routine or a role type of this name. */
export const isKernelName = (name: string): boolean => (names ??= collect()).has(name);
