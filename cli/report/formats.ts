import { compact } from "./compact.js";
import { github } from "./github.js";
import { gitlab } from "./gitlab.js";
import { html } from "./html.js";
import { json } from "./json.js";
import { junit } from "./junit.js";
import { pretty } from "./pretty.js";
import { sarif } from "./sarif.js";
import type { Reporter } from "./view.js";

export const REPORTERS = { pretty, compact, json, sarif, github, gitlab, junit, html } as const satisfies Record<
  string,
  Reporter
>;

export type FormatName = keyof typeof REPORTERS;

export const FORMAT_NAMES: readonly string[] = Object.keys(REPORTERS);

export const isFormatName = (name: string): name is FormatName => Object.hasOwn(REPORTERS, name);
