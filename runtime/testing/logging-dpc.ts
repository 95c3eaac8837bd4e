import { KDPC, KeGetCurrentIrql, KeInitializeDpc } from "../index.js";

/** A DPC that writes its name and the level into a log. */
export const loggingDpc = (log: string[], name: string): KDPC => {
  const dpc = new KDPC();
  KeInitializeDpc(
    dpc,
    (_dpc, context: string, first, second) => {
      log.push(`${context}@${String(KeGetCurrentIrql())}(${String(first)},${String(second)})`);
    },
    name,
  );
  return dpc;
};
