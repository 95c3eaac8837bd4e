import { components } from "../connect/components.js";
import { isElementKey, type Path } from "../domain/path.js";
import { addTo } from "../ir/add-to.js";
import { leastHeld } from "./lock-gates.js";
import { waitsAlike, waitsFor, type Nesting } from "./lock-nestings.js";

/**
 * Nestings that are waited for alike, or that wait alike. Of locks that are taken under each other in every way there are
 * few groups beside so many nestings: who waits for whom is asked of groups.
 */
export interface Group {
  readonly members: Member[];
  /** Those that this one leads to, and whether it does so for certain. */
  readonly next: Map<Group, boolean>;
}

/** A nesting, which leads from those that are waited for like it to those that wait like it. */
export interface Member {
  readonly nesting: Nesting;
  readonly index: number;
  readonly from: Group;
  readonly to: Group;
}

/** Locks that may be one end alike. */
const endOf = ({ keys, text }: Path): string => {
  const key = keys.at(-1) ?? text;
  return isElementKey(key) ? "[*]" : key;
};

const groupIn = (groups: Map<string, Group>, text: string): Group => {
  const group = groups.get(text) ?? { members: [], next: new Map<Group, boolean>() };
  groups.set(text, group);
  return group;
};

/** Lets those that wait lead to those that they wait for. */
const join = (waiting: Iterable<Group>, waitedFor: Iterable<Group>): void => {
  const byEnd = new Map<string, Member[]>();
  for (const { members } of waitedFor)
    for (const member of members.slice(0, 1)) addTo(byEnd, endOf(member.nesting.outer.path), member);
  for (const { members, next } of waiting)
    for (const { nesting } of members.slice(0, 1))
      for (const other of byEnd.get(endOf(nesting.inner.path)) ?? []) {
        const waits = waitsFor(nesting, other.nesting);
        if (waits) next.set(other.from, waits === "certain");
      }
};

/** Leaves of each group only what leads back to it. */
const keepCircles = (groups: readonly Group[]): void => {
  const parts = components(groups, ({ next }) => [...next.keys()]);
  const partOf = new Map(parts.flatMap((part) => part.map((group): [Group, Group[]] => [group, part])));
  for (const group of groups) {
    const { members, next } = group;
    for (const other of next.keys()) if (partOf.get(group) !== partOf.get(other)) next.delete(other);
    members.splice(0, members.length, ...members.filter(({ from, to }) => partOf.get(from) === partOf.get(to)));
  }
};

/** The nestings of which each waits, by way of others, for itself. */
export const nestingsInCircles = (nestings: readonly Nesting[]): ReadonlyMap<Nesting, Member> => {
  const [waitedFor, waiting] = [new Map<string, Group>(), new Map<string, Group>()];
  for (const [index, nesting] of leastHeld(nestings).entries()) {
    const alike = waitsAlike(nesting);
    const [from, to] = [groupIn(waitedFor, alike.from), groupIn(waiting, alike.to)];
    for (const group of [from, to]) group.members.push({ nesting, index, from, to });
    from.next.set(to, true);
  }
  join(waiting.values(), waitedFor.values());
  keepCircles([...waitedFor.values(), ...waiting.values()]);
  return new Map([...waitedFor.values()].flatMap((group) => group.members.map((member) => [member.nesting, member])));
};
