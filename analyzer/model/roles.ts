import type { Role } from "../contract/contract.js";
import type { LockFamily } from "../contract/contract.js";
import { isSingleton } from "../domain/level-set.js";
import { readLevels } from "./read-clause.js";
import { ROLE_TABLE } from "../contract/role-table.js";
import { DEVICE_LEVELS, sayRole } from "./say-role.js";
import { once, rowsByName } from "./rows.js";

/*
 * A row of the role table:  name|levels at entry|lock held|lowest level inside|aliases|page
 * `-`: the type is known and no source states its level. Alias `P`: the name with a `P` before it.
 */
export const roleRows = once(() => rowsByName(ROLE_TABLE));

const aliases = once(() => {
  const names = new Map<string, string>();
  for (const [name, row] of roleRows()) {
    for (const alias of row.split("|", 5)[4]?.split(" ") ?? []) {
      if (alias !== "") names.set(alias === "P" ? `P${name}` : alias, name);
    }
  }
  return names;
});

/** The role type behind a name: itself, or what a pointer type (`PKDEFERRED_ROUTINE`, `PFN_WDF_DPC`) points to. */
export const roleName = (name: string): string | undefined => (roleRows().has(name) ? name : aliases().get(name));

const pageOf = (name: string, page: string): string =>
  /^\w+$/.test(page) ? `wdk-ddi-src/content/${page}/nc-${page}-${name.toLowerCase()}.md` : page;

/** A refinement is one fact about one DPC, not a range that the type leaves open. */
const isRefined = (name: string): boolean => name.includes(" (");

/** The role of one row; undefined where its level is not known. */
export const readRole = (row: string): Role | undefined => {
  const [name = "", levels = "-", holds = "", alwaysMin = "", , page = ""] = row.split("|");
  const entry = readLevels(levels);
  if (entry === undefined) return undefined;
  const lock = holds === "" ? undefined : (holds as LockFamily);
  return {
    name,
    entry,
    // An interrupt's own level is one level, though its number is not known here.
    isRange: !isSingleton(entry) && entry !== DEVICE_LEVELS && !isRefined(name),
    holds: lock,
    ...(alwaysMin === "" ? {} : { alwaysMin: Number(alwaysMin) }),
    says: sayRole(name, entry, lock),
    source: pageOf(name, page),
  };
};
