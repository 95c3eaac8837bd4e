import type { Case } from "../analyzer/domain/case.js";
import type { Held } from "../analyzer/domain/held.js";
import { isDefinite, isOnePlace, isVague, mayMean, type Path } from "../analyzer/domain/path.js";
import { callsAt } from "../analyzer/ir/calls-at.js";
import type { Graph, GraphNode, NodeId } from "../analyzer/ir/graph.js";
import type { Register } from "../analyzer/ir/operation.js";
import { leadsTo } from "../analyzer/solve/loops.js";
import { namingNode } from "../analyzer/solve/object-made.js";
import { transfer } from "../analyzer/solve/transfer.js";
import type { SolvedInstance } from "../analyzer/summarize/instance.js";

const casesBefore = ({ solution }: SolvedInstance, { id }: GraphNode): readonly Case[] =>
  solution.before[id]?.cases ?? [];

const isTaken = ({ locks }: Case, { path }: Held): boolean => (locks.get(path.text)?.balance ?? 0) > 0;

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

const releasesOf = (instance: SolvedInstance, held: Held, isName = mayBe): GraphNode[] =>
  instance.unit.graph.nodes.filter((node) =>
    casesBefore(instance, node).some((state) => does(instance, "release", held, { node, state, isName })),
  );

/** One name for a lock in each round of a loop, taken while the one of the round before is held. */
const isTakenByRound = (instance: SolvedInstance, held: Held): boolean =>
  callsAt(instance.unit.graph, held.spans).some((node) =>
    casesBefore(instance, node).some(
      (state) => isTaken(state, held) && does(instance, "acquire", held, { node, state }),
    ),
  );

/** Taken by the callback of a call that gives it one lock in each round. */
const isTakenByCallback = ({ unit }: SolvedInstance, { path, spans }: Held): boolean =>
  callsAt(unit.graph, spans).some(
    ({ id, operation }) =>
      id === namingNode(unit, path.text) && operation.targets.some(({ kind }) => kind === "callbacks"),
  );

/** The release, and what stands in one loop with it that has no part in the attempt. */
const roundsOf = (graph: Graph, { id: release }: GraphNode, { id: attempt }: GraphNode): NodeId[] => {
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
  const isHeldBefore = (node: GraphNode): boolean => casesBefore(instance, node).some((state) => isTaken(state, held));
  const exits = graph.nodes.filter((node) => [graph.exit, graph.throwExit].includes(node.id) && isHeldBefore(node));
  const releases = releasesOf(instance, held);
  return callsAt(graph, held.spans).some((attempt) => {
    const rounds = new Set(releases.flatMap((release) => roundsOf(graph, release, attempt)));
    return isHeldBefore(attempt) && exits.every(({ id }) => !leadsTo(graph, attempt.id, id, rounds));
  });
};

/** One name for the locks that a loop of a helper takes, and leaves to its callers: that loop has named it, and nothing here. */
const isTakenByHelper = ({ unit }: SolvedInstance, { path, spans }: Held): boolean =>
  isVague(path) &&
  isOnePlace(path) &&
  namingNode(unit, path.text) === undefined &&
  callsAt(unit.graph, spans).some(({ operation }) => operation.targets.every(({ kind }) => kind !== "contract"));

const isTakenInRounds = (instance: SolvedInstance, held: Held): boolean =>
  isTakenByRound(instance, held) || isTakenByCallback(instance, held) || isTakenByHelper(instance, held);

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
    callsAt(instance.unit.graph, spans).flatMap((node) =>
      casesBefore(instance, node)
        .flatMap(({ rounds }) => [...rounds.keys()])
        .filter((counter) => isInRounds(instance.unit.graph, counter, node.id)),
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
    releasesOf(instance, held, mayMean).some((node) =>
      counters.some((counter) => !casesBefore(instance, node).some(({ rounds }) => rounds.has(counter))),
    )
  );
};

/**
 * Locks of a collection that one loop takes and another gives back, here or in helpers: how many rounds each of them makes is not
 * known, so a function that does both is believed.
 */
export const isGathered = (instance: SolvedInstance, held: Held): boolean =>
  isVague(held.path) || !isDefinite(held.path) || held.path.root.startsWith("new:")
    ? (isTakenInRounds(instance, held) && releasesOf(instance, held).length > 0) ||
      (held.tried && isTriedByRound(instance, held))
    : isGivenBackBehind(instance, held);
