import type { KIRQL } from "./levels.js";

const NAMES: Readonly<Record<number, string>> = { 0: "PASSIVE_LEVEL", 1: "APC_LEVEL", 2: "DISPATCH_LEVEL" };

/** A level as people call it. */
export const levelName = (level: KIRQL): string => NAMES[level] ?? `level ${String(level)}`;
