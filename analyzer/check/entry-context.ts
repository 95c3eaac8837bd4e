import { entryCase, isFeasible, type Case } from "../domain/case.js";
import type { LevelSet } from "../domain/level-set.js";
import { outerRoot, parsePath, type Path } from "../domain/path.js";
import type { Value } from "../domain/value.js";
import { substitutePath } from "../solve/substitute.js";
import type { CallEdge } from "../summarize/call-edges.js";
import type { SolvedInstance } from "../summarize/instance.js";
import type { RootEntry } from "../summarize/root-entry.js";
import type { OuterLocks } from "./outer-lock.js";

/**
 * One way in which a function is entered: at which levels, with which locks held, on which objects. A function has one for
 * each of its roots and for each different way in which it is called; where there are too many, the last stands for the rest.
 */
export interface EntryContext {
  readonly instance: SolvedInstance;
  readonly levels: LevelSet;
  readonly locks: OuterLocks;
  /** Why it is entered without a known caller; of a callback, the role that the routine gives it which runs it. */
  readonly root: RootEntry | undefined;
  /** The call, and how its caller was entered: the shortest such way. */
  readonly via: { readonly context: EntryContext; readonly edge: CallEdge } | undefined;
  /** Stands for several ways that pass different objects: what callers pass has no name here. */
  readonly isMerged: boolean;
}

/** The cases in which it comes back, of those that can occur where it is entered so. */
export const comesBackWith = ({ instance, levels }: EntryContext): readonly Case[] =>
  instance.summary.exits.flatMap(({ how, state }) => (how === "return" && isFeasible(state, levels) ? [state] : []));

/** What callers that are not known pass there. */
export const inFunction = ({ unit }: SolvedInstance, path: Path): Path =>
  parsePath([outerRoot(unit.id, path.root), ...path.keys].join("|"), path.property);

/** What the caller has at a place that the callee names. */
export const throughCall = (edge: CallEdge, path: Path): Value =>
  substitutePath(
    {
      caller: edge.state,
      callee: entryCase,
      args: edge.args,
      receiver: edge.receiver,
      captured: edge.captured,
      site: `${edge.caller.unit.id}:${String(edge.node.id)}`,
    },
    path,
  );
