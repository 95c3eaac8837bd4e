import { entryOf, type SettledProgram } from "../check/settled-program.js";
import { ENTRY } from "../domain/level.js";
import { describeLevels, type LevelSet } from "../domain/level-set.js";
import type { BecauseStep } from "../finding/finding.js";
import { isKept, levelsOver, type CallEdge } from "../summarize/call-edges.js";
import type { SolvedInstance } from "../summarize/instance.js";
import type { RootEntry } from "../summarize/root-entry.js";
import { originSteps } from "./origin-steps.js";

/** A way in which an instance comes to be entered at one of the wanted levels. */
export interface EntryPath {
  readonly root: RootEntry | undefined;
  readonly instance: SolvedInstance;
  /** Calls from the outermost caller inwards. */
  readonly calls: readonly CallEdge[];
}

interface Visit {
  readonly instance: SolvedInstance;
  readonly calls: readonly CallEdge[];
}

const dependsOnEntry = (edge: CallEdge): boolean =>
  (edge.kind === "direct" || edge.kind === "callback") &&
  edge.at === undefined &&
  edge.state.level.kind === "symbol" &&
  edge.state.level.symbol === ENTRY;

/** How surprising a root is: known levels are shown before unknown callers. */
const rootRank = (root: RootEntry): number =>
  root.reason.kind === "unknown callers" || root.reason.kind === "public" ? 1 : 0;

/** Shortest chain of calls, breadth first from the instance outwards, to where its entry level becomes known. */
export const entryPath = (program: SettledProgram, start: SolvedInstance, wanted: LevelSet): EntryPath | undefined => {
  const seen = new Set([start.key]);
  let open: EntryPath | undefined;
  let visits: Visit[] = [{ instance: start, calls: [] }];
  while (visits.length > 0) {
    const following: Visit[] = [];
    for (const { instance, calls } of visits) {
      const entry = entryOf(program, instance);
      const roots = entry.roots
        .filter((root) => (root.levels & wanted) !== 0)
        .sort((a, b) => rootRank(a) - rootRank(b));
      const root = roots[0];
      if (root && rootRank(root) === 0) return { root, instance, calls };
      if (root) open ??= { root, instance, calls };
      for (const edge of entry.calls) {
        if ((levelsOver(edge, entryOf(program, edge.caller).levels) & wanted) === 0) continue;
        if (!dependsOnEntry(edge)) return { root: undefined, instance: edge.caller, calls: [edge, ...calls] };
        if (seen.has(edge.caller.key)) continue;
        seen.add(edge.caller.key);
        following.push({ instance: edge.caller, calls: [edge, ...calls] });
      }
    }
    visits = following;
  }
  return open;
};

const rootMessage = (root: RootEntry, instance: SolvedInstance): string => {
  const { name } = instance.unit;
  switch (root.reason.kind) {
    case "module":
      return "module code runs at `PASSIVE_LEVEL`";
    case "contract":
      return `\`${name}\` is entered at \`${describeLevels(root.levels)}\`, says its contract`;
    case "role":
      return `\`${name}\` has the role \`${root.reason.role.name}\`: ${root.reason.role.says}`;
    case "public":
      return `\`${name}\` is exported from the package, so its callers are not known: it may be entered at any level`;
    case "unknown callers":
      return `no caller of \`${name}\` is known: it may be entered at any level`;
  }
};

export const rootStep = (root: RootEntry, instance: SolvedInstance): BecauseStep => ({
  kind: "enter",
  span: root.reason.kind === "role" && root.reason.binding ? root.reason.binding.span : instance.unit.nameSpan,
  message: rootMessage(root, instance),
});

const callMessage = (program: SettledProgram, edge: CallEdge, wanted: LevelSet): string => {
  const callee = `\`${edge.callee.unit.name}\``;
  const text = edge.node.operation.kind === "call" ? edge.node.operation.text : "";
  const levels = describeLevels(levelsOver(edge, entryOf(program, edge.caller).levels) & wanted);
  switch (edge.kind) {
    case "later":
      return `\`${text}\` runs ${callee} later, at \`PASSIVE_LEVEL\``;
    case "escapes":
      if (edge.at !== undefined) return `${callee} is kept as what runs at \`${levels}\``;
      if (isKept(edge)) return `no caller of ${callee} is known: it may run at any level`;
      return `${callee} is passed to \`${text}\`, which the analysis cannot see: it may run at any level`;
    case "callback":
      return `\`${text}\` runs ${callee} at \`${levels}\``;
    case "direct":
    case "role":
      return `\`${edge.caller.unit.name}\` calls ${callee} at \`${levels}\``;
  }
};

export const entrySteps = (program: SettledProgram, instance: SolvedInstance, wanted: LevelSet): BecauseStep[] => {
  const path = entryPath(program, instance, wanted);
  if (!path) return [];
  const first = path.calls[0];
  const start = path.root
    ? [rootStep(path.root, path.instance)]
    : first && first.kind !== "later" && first.kind !== "escapes"
      ? originSteps(first.state, wanted)
      : [];
  const calls = path.calls.map((edge): BecauseStep => ({
    kind: "call",
    span: edge.node.operation.span,
    message: callMessage(program, edge, wanted),
  }));
  return [...start, ...calls];
};
