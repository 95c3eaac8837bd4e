import type { Role } from "../contract/contract.js";
import type { FunctionUnit, RoleBinding } from "../ir/graph.js";
import { spanKey } from "../ir/span.js";
import type { Lookup } from "../solve/context.js";
import type { CallEdge } from "../summarize/call-edges.js";
import type { SolvedInstance } from "../summarize/instance.js";
import type { RootEntry } from "../summarize/root-entry.js";

const passedKey = ({ id }: FunctionUnit, { role, span }: Pick<RoleBinding, "role" | "span">): string =>
  `${id} ${role} ${spanKey(span)}`;

/** Callbacks that get a role from the routine that runs them during the call, each with where it is passed. */
export const runAtOnce = (calls: Iterable<readonly CallEdge[]>): ReadonlySet<string> => {
  const passed = new Set<string>();
  for (const edges of calls)
    for (const { kind, role, callee, node } of edges)
      if (kind === "callback" && role !== undefined && node.operation.kind === "call")
        for (const { span } of node.operation.args) passed.add(passedKey(callee.unit, { role, span }));
  return passed;
};

/** Ways in from outside, without those that are the call of the routine to which a callback is passed. */
export const otherRoots = (
  { unit }: SolvedInstance,
  roots: readonly RootEntry[],
  atOnce: ReadonlySet<string>,
): readonly RootEntry[] =>
  atOnce.size === 0
    ? roots
    : roots.filter(({ reason }) => {
        const binding = reason.kind === "role" ? reason.binding : undefined;
        return binding?.how !== "passed" || !atOnce.has(passedKey(unit, binding));
      });

/** The role that a callback gets from the routine that runs it. */
export const roleGiven = (
  { kind, role: name }: CallEdge,
  entries: readonly RootEntry[],
  roles: Lookup<Role>,
): RootEntry | undefined => {
  const role = kind === "callback" && name !== undefined ? roles.get(name) : undefined;
  if (!role) return undefined;
  const stated = entries.find(({ reason }) => reason.kind === "role" && reason.role.name === name);
  return stated ?? { levels: role.entry, reason: { kind: "role", role, binding: undefined } };
};
