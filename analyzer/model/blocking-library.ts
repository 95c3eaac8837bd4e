import type { Contract, ContractCase } from "../contract/contract.js";
import { ANY_LEVEL } from "../domain/level-set.js";
import { BLOCKING_LIBRARY, type BlockingLibraryRow } from "./blocking-library-table.js";
import { once } from "./rows.js";

/** Contract keys of library functions: no routine of the WDK has such a name. */
const PREFIX = "library:";

const rows = once(() => {
  const entries = new Map<string, BlockingLibraryRow>();
  for (const row of BLOCKING_LIBRARY)
    for (const owner of row.owners.split(" "))
      for (const member of row.members.split(" ")) entries.set(owner === "" ? member : `${owner}.${member}`, row);
  return entries;
});

const withoutWait = ({ argument, equals }: NonNullable<BlockingLibraryRow["unless"]>): ContractCase => ({
  when: {
    kind: "argument",
    path: { root: { kind: "argument", index: argument }, keys: [] },
    equals: true,
    value: equals,
  },
  mayBlock: false,
});

/** The contract of a library function that may wait, by a key such as `fs.readFileSync`: any level, nothing changes. */
export const blockingLibraryContract = (name: string): readonly [key: string, contract: Contract] | undefined => {
  const row = rows().get(name);
  if (!row) return undefined;
  const contract: Contract = {
    name,
    origin: "library",
    requires: ANY_LEVEL,
    statesLevel: false,
    level: { kind: "same" },
    saves: undefined,
    locks: [],
    returnsCurrentLevel: false,
    callbacks: [],
    mayBlock: row.polls !== true,
    polls: row.polls,
    notWhileHoldingSpinLock: false,
    source: "",
    ...(row.unless ? { cases: [withoutWait(row.unless)] } : {}),
  };
  return [`${PREFIX}${name}`, contract];
};
