import type { Contract, Role } from "../contract/contract.js";

/** A cancel routine is called with the cancel lock held and gives it back with the request's `CancelIrql`. */
const CANCEL: Pick<Contract, "level" | "locks"> = {
  level: { kind: "restore", from: { root: { kind: "argument", index: 1 }, keys: ["CancelIrql"] } },
  locks: [
    {
      operation: "release",
      family: "cancel",
      form: "raise",
      lock: { root: { kind: "global", name: "cancel" }, keys: [] },
    },
  ],
};

/** What whoever calls a function through a role type may rely on. */
export const contractOfRole = (role: Role): Contract => ({
  name: role.name,
  origin: "role",
  requires: role.entry,
  statesLevel: true,
  level: { kind: "same" },
  saves: undefined,
  locks: [],
  ...(role.holds === "cancel" ? CANCEL : {}),
  returnsCurrentLevel: false,
  callbacks: [],
  mayBlock: false,
  notWhileHoldingSpinLock: false,
  source: role.source,
});
