import type { Evidence } from "../analyzer/check/rule.js";
import { entryOf, type SettledProgram } from "../analyzer/check/settled-program.js";
import type { LevelOrigin } from "../analyzer/domain/case.js";
import { describeLevels } from "../analyzer/domain/level-set.js";
import type { Certainty } from "../analyzer/finding/finding.js";
import { entryPath, type EntryPath } from "../analyzer/explain/entry-path.js";
import { isKept, levelsOver } from "../analyzer/summarize/call-edges.js";
import type { RootEntry } from "../analyzer/summarize/root-entry.js";

const more = (count: number): string => (count > 0 ? ` and ${String(count)} more` : "");

const callersUnknown = (name: string): string =>
  `the callers of \`${name}\` are not known (state its level with \`@irqlRequires DISPATCH_LEVEL\` if it has one)`;

const fromCalls = (program: SettledProgram, evidence: Evidence, path: EntryPath, certainty: Certainty): string => {
  const { instance, levels } = evidence;
  const inner = path.calls.at(-1);
  if (!inner) return `\`${instance.unit.name}\` may run at \`${describeLevels(levels)}\``;
  const leading = entryOf(program, instance).calls.filter(
    (edge) => (levelsOver(edge, entryOf(program, edge.caller).levels) & levels) !== 0,
  );
  const callers = new Set(leading.map((edge) => edge.caller.unit.id));
  const at = describeLevels(levelsOver(inner, entryOf(program, inner.caller).levels) & levels);
  if (inner.kind === "later") return `\`${instance.unit.name}\` runs later, at \`PASSIVE_LEVEL\``;
  if (isKept(inner)) return callersUnknown(instance.unit.name);
  if (inner.kind === "escapes")
    return `\`${instance.unit.name}\` is passed to code that cannot be seen, so it may run at any level`;
  const { root } = path;
  if (root?.reason.kind === "role")
    return `\`${instance.unit.name}\` is called by \`${path.instance.unit.name}\` (\`${root.reason.role.name}\`)${more(callers.size - 1)}, and ${root.reason.role.says}`;
  const is = certainty === "certain" ? "is" : "may be";
  return `\`${instance.unit.name}\` ${is} called at \`${at}\` (by \`${inner.caller.unit.name}\`${more(callers.size - 1)})`;
};

const isUnknown = ({ reason }: RootEntry): boolean => reason.kind === "public" || reason.kind === "unknown callers";

const fromRoot = (program: SettledProgram, evidence: Evidence, path: EntryPath, certainty: Certainty): string => {
  const { name } = path.instance.unit;
  if (!path.root || path.calls.length > 0) return fromCalls(program, evidence, path, certainty);
  if (certainty === "certain" && isUnknown(path.root))
    return `the check before it lets only \`${describeLevels(evidence.levels)}\` through`;
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
      return callersUnknown(name);
  }
};

const CERTAIN_VERBS: Readonly<Record<Exclude<LevelOrigin["kind"], "enter">, string>> = {
  raise: "has raised IRQL to",
  acquire: "has raised IRQL to",
  lower: "has left IRQL at",
  release: "has left IRQL at",
  call: "has left IRQL at",
  join: "has left IRQL at",
};

/** Why the level may be (`certain`: is) what the evidence shows, as a clause after "but". */
export const whyLevel = (program: SettledProgram, evidence: Evidence, certainty: Certainty): string => {
  const { level, origin } = evidence.state;
  if (level.kind === "symbol" && level.symbol === "entry") {
    const path = entryPath(program, evidence.instance, evidence.levels);
    if (path) return fromRoot(program, evidence, path, certainty);
  }
  const isOpen = level.kind === "symbol" && certainty === "possible";
  const at = isOpen ? "a level that is not known" : `\`${describeLevels(evidence.levels)}\``;
  if (origin.kind === "enter") return `IRQL ${certainty === "certain" ? "is" : "may be"} ${at}`;
  const verb = certainty === "certain" ? CERTAIN_VERBS[origin.kind] : "may have left IRQL at";
  return `\`${origin.text}\` ${verb} ${at}`;
};
