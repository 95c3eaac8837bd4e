import type { Contract } from "../analyzer/contract/contract.js";
import { APC_LEVEL, atMost } from "../analyzer/domain/level-set.js";

/** Routines that leave the level alone because they rely on it: `AtDpcLevel`, `FromDpcLevel`, `Kef…`, `Dpr`. */
export const reliesOnDispatch = (contract: Contract): boolean =>
  contract.locks.some(({ form }) => form === "dpc" || form === "kef") && (contract.requires & atMost(APC_LEVEL)) === 0;
