import { outsidePath } from "../analyzer/check/entry-contexts.js";
import { eventPoints, type EventPoint, type StatePoint } from "../analyzer/check/event-points.js";
import type { SettledProgram } from "../analyzer/check/settled-program.js";
import type { Path } from "../analyzer/domain/path.js";
import type { CallOperation } from "../analyzer/ir/operation.js";
import { ofItems } from "../analyzer/ir/of-items.js";
import { spanKey } from "../analyzer/ir/span.js";
import { groupBy } from "./group-by.js";

interface CallPoint extends StatePoint {
  readonly operation: CallOperation;
}

interface Acquire extends CallPoint {
  readonly lock: Path;
}

const placeOf = ({ operation }: CallPoint): string => spanKey(operation.span);

const acquireOf = ({ event, ...point }: EventPoint): Acquire[] =>
  event.kind === "acquire" || event.kind === "internal" ? [{ ...point, lock: event.lock }] : [];

const acquiresByPlace = ofItems(
  (points: readonly EventPoint[]): ReadonlyMap<string, readonly Acquire[]> =>
    new Map(groupBy(points.flatMap(acquireOf), placeOf).map((group) => [group[0] ? placeOf(group[0]) : "", group])),
);

/**
 * Whether another call at the same place takes a lock, too: `for … of` makes several.
 * @param lock path text, as far out as the lock has a name
 */
export const isTakenBeside = (program: SettledProgram, { context, ...point }: CallPoint, lock: string): boolean =>
  (acquiresByPlace(eventPoints(program)).get(spanKey(point.operation.span)) ?? []).some(
    (other) =>
      other.context === context && other.node !== point.node && outsidePath(program, context, other.lock).text === lock,
  );
