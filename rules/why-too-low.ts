import type { Evidence } from "../analyzer/check/rule.js";
import { entryOf, type SettledProgram } from "../analyzer/check/settled-program.js";
import { describeLevels } from "../analyzer/domain/level-set.js";
import { entryPath, type EntryPath } from "../analyzer/explain/entry-path.js";
import { levelsOver } from "../analyzer/summarize/call-edges.js";

const more = (count: number): string => (count > 0 ? ` and ${String(count)} more` : "");

const fromCalls = (program: SettledProgram, { instance, levels }: Evidence, path: EntryPath): string => {
  const inner = path.calls.at(-1);
  if (!inner) return `\`${instance.unit.name}\` may run at \`${describeLevels(levels)}\``;
  const low = entryOf(program, instance).calls.filter(
    (edge) => (levelsOver(edge, entryOf(program, edge.caller).levels) & levels) !== 0,
  );
  const callers = new Set(low.map((edge) => edge.caller.unit.id));
  const at = describeLevels(levelsOver(inner, entryOf(program, inner.caller).levels) & levels);
  if (inner.kind === "later") return `\`${instance.unit.name}\` runs later, at \`PASSIVE_LEVEL\``;
  if (inner.kind === "escapes")
    return `\`${instance.unit.name}\` is passed to code that cannot be seen, so it may run at any level`;
  const { root } = path;
  if (root?.reason.kind === "role")
    return `\`${instance.unit.name}\` is called by \`${path.instance.unit.name}\` (\`${root.reason.role.name}\`)${more(callers.size - 1)}, and ${root.reason.role.says}`;
  return `\`${instance.unit.name}\` may be called at \`${at}\` (by \`${inner.caller.unit.name}\`${more(callers.size - 1)})`;
};

const fromRoot = (program: SettledProgram, evidence: Evidence, path: EntryPath): string => {
  const { name } = path.instance.unit;
  if (!path.root || path.calls.length > 0) return fromCalls(program, evidence, path);
  switch (path.root.reason.kind) {
    case "module":
      return "module code runs at `PASSIVE_LEVEL`";
    case "contract":
      return `the contract of \`${name}\` allows \`${describeLevels(path.root.levels)}\``;
    case "role":
      return `\`${name}\` has the role \`${path.root.reason.role.name}\`, and ${path.root.reason.role.says}`;
    case "public":
      return `\`${name}\` is exported from the package and its callers are not known (state its level with \`@irqlRequires DISPATCH_LEVEL\` if it has one)`;
    case "unknown callers":
      return `the callers of \`${name}\` are not known (state its level with \`@irqlRequires DISPATCH_LEVEL\` if it has one)`;
  }
};

/** Why the level may be below DISPATCH_LEVEL here, as a clause after "but". */
export const whyTooLow = (program: SettledProgram, evidence: Evidence): string => {
  const { level, origin } = evidence.state;
  if (level.kind === "symbol" && level.symbol === "entry") {
    const path = entryPath(program, evidence.instance, evidence.levels);
    if (path) return fromRoot(program, evidence, path);
  }
  const at = level.kind === "symbol" ? "a level that is not known" : `\`${describeLevels(evidence.levels)}\``;
  return origin.kind === "enter" ? `IRQL may be ${at}` : `\`${origin.text}\` may have left IRQL at ${at}`;
};
