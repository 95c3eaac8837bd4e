import { page, range } from "./levels.mjs";

/** Levels that the fact file states in words, or where it writes the header's approximation of DIRQL. */
const WORDS = {
  DIRQL: "3..12",
  // An interrupt object is served at DIRQL unless its configuration asks for PASSIVE_LEVEL; a tag says so.
  "DIRQL (or PASSIVE_LEVEL with PassiveHandling)": "3..12",
  "PASSIVE_LEVEL or DISPATCH_LEVEL": "0,2",
  "DISPATCH_LEVEL (PASSIVE_LEVEL with WdfExecutionLevelPassive, KMDF 1.9+)": "0,2",
  "PASSIVE_LEVEL or HIGH_LEVEL": "0,15",
  "PASSIVE_LEVEL or DIRQL, by control type": "0,3..12",
  "PASSIVE_LEVEL or DISPATCH_LEVEL, by control type": "0,2",
};
const STARTS = [
  ["PASSIVE_LEVEL (DISPATCH_LEVEL when the adapter", "0,2"],
  ["DISPATCH_LEVEL (full duplex) / DIRQL", "0..12"],
];

const THREADED_NAME = "THREADED_DPC (KDEFERRED_ROUTINE via KeInitializeThreadedDpc)";

const levels = (role) => {
  if (role.irqlMin === undefined) return "-";
  const words = WORDS[role.irql] ?? STARTS.find(([start]) => role.irql.startsWith(start))?.[1];
  return words ?? range(role.irqlMin, role.irqlMax);
};

/** Interrupt service routines are entered with their interrupt's lock held; message-signalled ones too (DDI page). */
const holds = (role) => {
  const lock = role.lockHeldOnEntry ?? "";
  if (lock.includes("cancel")) return "cancel";
  if (role.role === "KMESSAGE_SERVICE_ROUTINE" || /^(interrupt spin lock|WDFINTERRUPT)/.test(lock)) return "interrupt";
  return role.role === "HW_INTERRUPT" || role.role.startsWith("HW_MESSAGE_SIGNALED") ? "interrupt" : "";
};

const source = (role) => {
  const path = /wdk-ddi-src\/content\/\S+/.exec(`${role.docSource ?? ""} ${role.source}`)?.[0] ?? role.source;
  return page(path, "nc", role.role);
};

const row = (role, aliases) =>
  [role.role, levels(role), holds(role), role.alwaysFunctionMin ?? "", aliases.join(" "), source(role)].join("|");

/** One row per role type, `P` for the alias that puts a `P` before the name, and the two threaded refinements. */
export const roleRows = (roles, pointerAlias) => {
  const aliases = new Map();
  for (const [alias, role] of Object.entries(pointerAlias)) {
    aliases.set(role, [...(aliases.get(role) ?? []), alias === `P${role}` ? "P" : alias]);
  }
  const rows = roles
    .filter((role) => role.role !== THREADED_NAME)
    .map((role) => row(role, aliases.get(role.role) ?? []));
  const guide = "windows-driver-docs-pr/kernel/introduction-to-threaded-dpcs.md";
  const threaded = ["KDEFERRED_ROUTINE", "IO_DPC_ROUTINE"].map((name) => `${name} (threaded)|0,2||||${guide}`);
  return [...rows, ...threaded];
};
