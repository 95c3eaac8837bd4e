import { compact } from "./compact.js";
import { json } from "./json.js";
import { pretty } from "./pretty.js";
import type { Reporter } from "./view.js";

export const REPORTERS = { pretty, compact, json } as const satisfies Record<string, Reporter>;

export type FormatName = keyof typeof REPORTERS;

export const FORMAT_NAMES: readonly string[] = Object.keys(REPORTERS);

export const isFormatName = (name: string): name is FormatName => Object.hasOwn(REPORTERS, name);
