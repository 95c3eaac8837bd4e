import type { Contract } from "../contract/contract.js";
import { DISPATCH_LEVEL, exactly } from "../domain/level-set.js";

/** A cancel routine gives the cancel lock back, and with it the level that `CancelIrql` of its request holds. */
const CANCEL: Contract = {
  name: "DRIVER_CANCEL",
  origin: "role",
  requires: exactly(DISPATCH_LEVEL),
  statesLevel: false,
  level: { kind: "restore", from: { root: { kind: "argument", index: 1 }, keys: ["CancelIrql"] } },
  saves: undefined,
  locks: [
    {
      operation: "release",
      family: "cancel",
      form: "raise",
      lock: { root: { kind: "global", name: "cancel" }, keys: [] },
    },
  ],
  returnsCurrentLevel: false,
  callbacks: [],
  mayBlock: false,
  notWhileHoldingSpinLock: false,
  source: "wdk-ddi-src/content/wdm/nc-wdm-driver_cancel.md",
};

/** By the key `role:<name>`: what callers of a role's functions see of one that nobody knows, where that is anything. */
export const ROLE_CONTRACTS: readonly Contract[] = [CANCEL];
