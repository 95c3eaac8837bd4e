import { areGated } from "./lock-gates.js";
import { nestingsInCircles, type Group, type Member } from "./lock-groups.js";
import type { Nesting } from "./lock-nestings.js";

/** Nestings of which each waits for the next, and the last for the first. */
export interface Circle {
  readonly nestings: readonly Nesting[];
  readonly certain: boolean;
}

/** Longer circles are not looked for. */
const MAX_LENGTH = 6;

/** One more nesting on a way, after those before it. */
interface Link {
  readonly member: Member;
  readonly before: Link | undefined;
  readonly certain: boolean;
}

const nestingsOf = (link: Link): Nesting[] => [...(link.before ? nestingsOf(link.before) : []), link.member.nesting];

const isGated = (link: Link | undefined, nesting: Nesting): boolean =>
  link !== undefined && (areGated(link.member.nesting, nesting) || isGated(link.before, nesting));

const isBetter = (one: Circle, other: Circle): boolean =>
  one.certain === other.certain ? one.nestings.length < other.nestings.length : one.certain;

/** More nestings can only be in a circle that is better than this one. */
const lengthUnder = ({ outer, inner }: Nesting, best: Circle | undefined): number => {
  const canBeCertain = !outer.maybe && !inner.maybe;
  return best && (best.certain || !canBeCertain) ? best.nestings.length - 1 : MAX_LENGTH;
};

/** Ways through nestings by which workers can wait for each other in a circle. */
export class LockCircles {
  readonly #members: ReadonlyMap<Nesting, Member>;
  /** How often it was looked whether a way goes on with a nesting: what the search costs. */
  steps = 0;

  constructor(nestings: readonly Nesting[]) {
    this.#members = nestingsInCircles(nestings);
  }

  /** The best circle through one of some nestings: one that is certain before others, and then the shortest. */
  best(nestings: readonly Nesting[]): Circle | undefined {
    let best: Circle | undefined;
    for (const nesting of nestings) {
      const circle = this.#through(nesting, lengthUnder(nesting, best));
      if (circle && (!best || isBetter(circle, best))) best = circle;
    }
    return best;
  }

  /** The shortest circle through a nesting, one that is certain before others of its length. */
  #through(nesting: Nesting, maxLength: number): Circle | undefined {
    const start = this.#members.get(nesting);
    if (!start) return undefined;
    const unseen = new Map([[start.from, start.from.members.filter((member) => member !== start)]]);
    let links: Link[] = [{ member: start, before: undefined, certain: !nesting.outer.maybe }];
    for (let length = 2; length <= maxLength && links.length > 0; length += 1) {
      links = links.flatMap((link) => this.#longer(link, unseen));
      const closed = links.flatMap((link) => closedTo(start, link) ?? []);
      const found = closed.find(({ certain }) => certain) ?? closed[0];
      if (found) return { nestings: nestingsOf(found), certain: found.certain };
    }
    return undefined;
  }

  /** Goes on with all that no way has come to yet. */
  #longer(link: Link, unseen: Map<Group, Member[]>): Link[] {
    const reached = [...link.member.to.next].flatMap(([group, certain]) => {
      const members = unseen.get(group) ?? group.members;
      this.steps += members.length;
      const free = new Set(members.filter(({ nesting }) => !isGated(link, nesting)));
      unseen.set(
        group,
        members.filter((member) => !free.has(member)),
      );
      return [...free].map((member): Link => ({ member, before: link, certain: link.certain && certain }));
    });
    return reached.sort((one, other) => one.member.index - other.member.index);
  }
}

/** The way with what it takes to be a circle. */
const closedTo = (start: Member, link: Link): Link | undefined => {
  const certain = link.member.to.next.get(start.from);
  return certain === undefined ? undefined : { ...link, certain: link.certain && certain };
};
