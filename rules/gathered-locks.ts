import type { Case } from "../analyzer/domain/case.js";
import type { Held } from "../analyzer/domain/held.js";
import { isDefinite, isOnePlace, isVague, mayMean, type Path } from "../analyzer/domain/path.js";
import type { Graph, GraphNode, NodeId } from "../analyzer/ir/graph.js";
import type { Register } from "../analyzer/ir/operation.js";
import { sameSpan } from "../analyzer/ir/span.js";
import { leadsTo } from "../analyzer/solve/loops.js";
import { namingNode } from "../analyzer/solve/object-made.js";
import { transfer } from "../analyzer/solve/transfer.js";
import type { SolvedInstance } from "../analyzer/summarize/instance.js";

const nodesOf = ({ unit, solution }: SolvedInstance) =>
  unit.graph.nodes.map((node) => ({ node, cases: solution.before[node.id]?.cases ?? [] }));

const mayBe = (a: Path, b: Path): boolean => a.text === b.text || mayMean(a, b) || mayMean(b, a);

/** Whether a call, in this case, takes the lock or gives it back. */
const does = (
  { context }: SolvedInstance,
  kind: "acquire" | "release",
  { path }: Held,
  { node, state, isName = mayBe }: { readonly node: GraphNode; readonly state: Case; readonly isName?: typeof mayBe },
): boolean =>
  transfer(context, node, state).some(({ events = [] }) =>
    events.some((event) => event.kind === kind && isName(event.lock, path)),
  );

const isReleased = (
  instance: SolvedInstance,
  held: Held,
  isName = mayBe,
  isAt: (cases: readonly Case[]) => boolean = () => true,
): boolean =>
  nodesOf(instance).some(
    ({ node, cases }) => isAt(cases) && cases.some((state) => does(instance, "release", held, { node, state, isName })),
  );

/** One name for a lock in each round of a loop, taken while the one of the round before is held. */
const isTakenByRound = (instance: SolvedInstance, held: Held): boolean =>
  nodesOf(instance).some(
    ({ node, cases }) =>
      node.operation.kind === "call" &&
      held.spans.some((span) => sameSpan(span, node.operation.span)) &&
      cases.some(
        (state) =>
          (state.locks.get(held.path.text)?.balance ?? 0) > 0 && does(instance, "acquire", held, { node, state }),
      ),
  );

const nodesWithRelease = (instance: SolvedInstance, held: Held): NodeId[] =>
  nodesOf(instance).flatMap(({ node, cases }) =>
    cases.some((state) => does(instance, "release", held, { node, state })) ? [node.id] : [],
  );

/** The release, and what stands in one loop with it that has no part in the attempt. */
const roundsOf = (graph: Graph, release: NodeId, attempt: NodeId): NodeId[] => {
  const without = new Set([attempt]);
  const isAround = (id: NodeId): boolean =>
    leadsTo(graph, release, id, without) && leadsTo(graph, id, release, without);
  return [release, ...graph.nodes.flatMap(({ id }) => (isAround(id) ? [id] : []))];
};

/**
 * Attempts in the rounds of a loop that name each lock alike. Every way out that still has one leads by a loop that gives such locks
 * back: how many rounds it makes is not known.
 */
const isTriedByRound = (instance: SolvedInstance, held: Held): boolean => {
  const { graph } = instance.unit;
  const isHeldIn = ({ locks }: Case): boolean => (locks.get(held.path.text)?.balance ?? 0) > 0;
  const left = [graph.exit, graph.throwExit].filter((id) => instance.solution.before[id]?.cases.some(isHeldIn));
  const releases = nodesWithRelease(instance, held);
  return nodesOf(instance).some(({ node, cases }) => {
    const isAttempt = node.operation.kind === "call" && held.spans.some((span) => sameSpan(span, node.operation.span));
    if (!isAttempt || !cases.some(isHeldIn)) return false;
    const rounds = new Set(releases.flatMap((release) => roundsOf(graph, release, node.id)));
    return left.every((exit) => !leadsTo(graph, node.id, exit, rounds));
  });
};

/** One name for the locks that a loop of a helper takes, and leaves to its callers: that loop has named it, and nothing here. */
const isTakenByHelper = ({ unit }: SolvedInstance, { path, spans }: Held): boolean =>
  isVague(path) &&
  isOnePlace(path) &&
  namingNode(unit, path.text) === undefined &&
  unit.graph.nodes.some(
    ({ operation }) =>
      operation.kind === "call" &&
      operation.targets.every(({ kind }) => kind !== "contract") &&
      spans.some((span) => sameSpan(span, operation.span)),
  );

/** Whether every way to the node leads through a round of the loop: one that was left by an exception is not around it. */
const isInRounds = (graph: Graph, counter: Register, id: NodeId): boolean => {
  const heads = graph.nodes.filter(
    ({ operation }) => operation.kind === "round" && operation.counter === counter && !operation.isOver,
  );
  return !leadsTo(graph, 0, id, new Set(heads.map((head) => head.id)));
};

/** Counters of the loops in whose rounds, kept apart from each other, the lock is taken. */
const countersAround = (instance: SolvedInstance, { spans }: Held): Set<Register> =>
  new Set(
    nodesOf(instance).flatMap(({ node, cases }) =>
      node.operation.kind === "call" && spans.some((span) => sameSpan(span, node.operation.span))
        ? cases
            .flatMap(({ rounds }) => [...rounds.keys()])
            .filter((counter) => isInRounds(instance.unit.graph, counter, node.id))
        : [],
    ),
  );

/**
 * Taken in the rounds of one loop, and given back under a name that may be any behind it: where no case knows of a round. In the
 * loop some of them may have lost theirs.
 */
const isGivenBackBehind = (instance: SolvedInstance, held: Held): boolean => {
  const counters = [...countersAround(instance, held)];
  return (
    counters.length > 0 &&
    isReleased(instance, held, mayMean, (cases) =>
      counters.some((counter) => !cases.some(({ rounds }) => rounds.has(counter))),
    )
  );
};

/**
 * Locks of a collection that one loop takes and another gives back, here or in helpers: how many rounds each of them makes is not
 * known, so a function that does both is believed.
 */
export const isGathered = (instance: SolvedInstance, held: Held): boolean =>
  isVague(held.path) || !isDefinite(held.path) || held.path.root.startsWith("new:")
    ? ((isTakenByRound(instance, held) || isTakenByHelper(instance, held)) && isReleased(instance, held)) ||
      (held.tried && isTriedByRound(instance, held))
    : isGivenBackBehind(instance, held);
