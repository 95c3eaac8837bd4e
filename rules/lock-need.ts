import { hasUnknownCallers, locksHeld, outsidePath, type EntryContext } from "../analyzer/check/entry-contexts.js";
import { standingAmong } from "../analyzer/check/interrupt-locks.js";
import type { Standing } from "../analyzer/check/lock-identity.js";
import type { OuterLocks } from "../analyzer/check/outer-lock.js";
import type { SettledProgram } from "../analyzer/check/settled-program.js";
import type { Case } from "../analyzer/domain/case.js";
import type { Path } from "../analyzer/domain/path.js";
import { spanKey, type Span } from "../analyzer/ir/span.js";
import { groupBy } from "./group-by.js";

/** A point at which a lock has to be held, or not to be held, and how it stands there. */
export interface NeedPoint {
  readonly context: EntryContext;
  readonly state: Case;
  readonly span: Span;
  /** The lock, by its name outside of all functions. */
  readonly lock: Path;
  /** The lock for people, as the function sees it. */
  readonly name: string;
  readonly locks: OuterLocks;
  readonly standing: Standing;
  /** Whether the lock has to be held; otherwise it must not be. */
  readonly held: boolean;
  /** The need may not apply on this way. */
  readonly mayNotApply: boolean;
}

/** The need of a lock at a point; `lock` in the terms of the function, `locks` where others than those of the point count. */
export const needPoint = (
  program: SettledProgram,
  at: Pick<NeedPoint, "context" | "state" | "span" | "name" | "held" | "mayNotApply">,
  inside: Path,
  locks: OuterLocks = locksHeld(program, at.context, at.state),
): NeedPoint => {
  const lock = outsidePath(program, at.context, inside);
  return { ...at, lock, locks, standing: standingAmong(program, { state: at.state, inside, lock }, locks) };
};

const isBroken = ({ held, standing }: NeedPoint): boolean =>
  held ? standing !== "held" && standing !== "open" : standing === "held" || standing === "maybe";

const isCertain = (point: NeedPoint): boolean =>
  isBroken(point) && !point.mayNotApply && point.standing === (point.held ? "free" : "held");

const stepsTo = (context: EntryContext): number => (context.via ? 1 + stepsTo(context.via.context) : 0);

export interface BrokenNeed<Point extends NeedPoint = NeedPoint> {
  /** The shortest way on which the need is not met. */
  readonly point: Point;
  readonly certain: boolean;
  /** On other ways it is met. */
  readonly elsewhere: boolean;
}

const judge = <Point extends NeedPoint>(points: readonly Point[]): BrokenNeed<Point> | undefined => {
  const met = points.filter((point) => !isBroken(point));
  const isVouched = met.some(({ context }) => !hasUnknownCallers(context));
  const broken = points.filter((point) => isBroken(point) && !(isVouched && hasUnknownCallers(point.context)));
  const [point] = broken.toSorted(
    (a, b) =>
      Number(isCertain(b)) - Number(isCertain(a)) ||
      Number(hasUnknownCallers(a.context)) - Number(hasUnknownCallers(b.context)) ||
      stepsTo(a.context) - stepsTo(b.context),
  );
  return (
    point && { point, certain: broken.length === points.length && broken.every(isCertain), elsewhere: met.length > 0 }
  );
};

/** Needs that are not met, one for each place and lock. */
export const brokenNeeds = <Point extends NeedPoint>(points: readonly Point[]): BrokenNeed<Point>[] =>
  groupBy(points, ({ span, name }) => `${spanKey(span)} ${name}`).flatMap((group) => judge(group) ?? []);
