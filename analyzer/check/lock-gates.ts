import { ofEach } from "../ir/of-each.js";
import { spanKey } from "../ir/span.js";
import { sameness } from "./lock-identity.js";
import { isShared, ownerText, waitsAlike, type Nesting } from "./lock-nestings.js";
import type { OuterLock } from "./outer-lock.js";

/** The locks that are certainly held there. */
const gates = ofEach(({ held }: Nesting): OuterLock[] => [...held.values()].filter(({ maybe }) => !maybe));

/** A lock as what keeps two workers apart. */
const gateText = ({ path, family }: OuterLock): string =>
  `${path.text} ${path.property ?? ""} ${String(isShared(family))}`;

const gateTexts = ofEach((nesting: Nesting): ReadonlySet<string> => new Set(gates(nesting).map(gateText)));

/** Nestings at one place that differ in what else is held there, without those that hold all that one before them holds. */
export const leastHeld = (nestings: readonly Nesting[]): Nesting[] => {
  const kept = new Map<string, Nesting[]>();
  return nestings.filter((nesting) => {
    const { from, to } = waitsAlike(nesting);
    const key = [spanKey(nesting.point.operation.span), from, to].join(" ");
    const before = kept.get(key) ?? [];
    kept.set(key, before);
    const isMore = before.some((other) => [...gateTexts(other)].every((gate) => gateTexts(nesting).has(gate)));
    if (!isMore) before.push(nesting);
    return !isMore;
  });
};

/** Two locks that are the same in relation to what the nestings are about. */
const isSameGate = (first: Nesting, one: OuterLock, second: Nesting, other: OuterLock): boolean => {
  if (isShared(one.family) && isShared(other.family)) return false;
  const likeness = sameness(one.path, other.path);
  if (likeness !== "maybe") return likeness === "same";
  const owners = [first.outer, first.inner].map(({ path }) => ownerText(path));
  const others = [second.outer, second.inner].map(({ path }) => ownerText(path));
  return owners.includes(ownerText(one.path)) && others.includes(ownerText(other.path));
};

/** A lock that is held at both keeps two workers from being there at once; an outer one only where it certainly is the same. */
export const areGated = (first: Nesting, second: Nesting): boolean =>
  gates(first).some((one) =>
    gates(second).some((other) => {
      const isOuter = one === first.outer || other === second.outer;
      return isSameGate(first, one, second, other) && (!isOuter || sameness(one.path, other.path) === "same");
    }),
  );
