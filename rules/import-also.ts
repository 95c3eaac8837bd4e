import type { TextEdit } from "../analyzer/finding/finding.js";
import type { Span } from "../analyzer/ir/span.js";
import type { Text } from "./statement-place.js";

const IMPORT = /\bimport\s*\{([^{}]*)\}\s*from\s*["'][^"'\n]+["']/g;

const isNamed = (list: string, name: string): boolean => new RegExp(`(?:^|[,\\s])${name}\\s*(?:,|$)`).test(list);

/**
 * Edits that import further names from where `known` is imported by its own name in the file of `at`; undefined where it is not,
 * so that the names would mean nothing there.
 */
export const importAlso = (
  text: Text,
  at: Span,
  known: string,
  names: readonly string[],
): readonly TextEdit[] | undefined => {
  const source = text({ ...at, start: 0, end: Number.MAX_SAFE_INTEGER });
  const lists = [...source.matchAll(IMPORT)];
  const found = lists.find(([, list = ""]) => isNamed(list, known));
  const list = found?.[1];
  if (!found || list === undefined) return undefined;
  const missing = [...new Set(names)].filter((name) => !lists.some(([, other = ""]) => isNamed(other, name)));
  if (missing.length === 0) return [];
  const inList = new RegExp(`(?<![\\w$])${known}(?![\\w$])`).exec(list)?.index ?? 0;
  const end = found.index + found[0].indexOf("{") + 1 + inList + known.length;
  const place = { file: at.file, start: end, end };
  return [{ span: place, text: missing.map((name) => `, ${name}`).join("") }];
};
