import { throughCall } from "../analyzer/check/entry-contexts.js";
import { callsByCaller, type SettledProgram } from "../analyzer/check/settled-program.js";
import type { Held } from "../analyzer/domain/held.js";
import { placesOf } from "../analyzer/domain/raise.js";
import { eachOnce } from "../analyzer/ir/each-once.js";
import { sameSpan, spanKey, type Span } from "../analyzer/ir/span.js";
import type { CallEdge } from "../analyzer/summarize/call-edges.js";
import type { SolvedInstance } from "../analyzer/summarize/instance.js";

/** Something that a function leaves to be undone, and where it took or raised it: in a callee, the call. */
interface Left {
  readonly instance: SolvedInstance;
  readonly span: Span;
  /** Undefined: a raise. */
  readonly held?: Held;
}

/** What a call leaves, where it was taken or raised in the function that it runs; of a lock, its name before the call. */
const leftBy = (edge: CallEdge): { readonly inner: Left; readonly lock: string | undefined }[] =>
  edge.callee.summary.exits.flatMap(({ state }) => {
    const { callee: instance } = edge;
    const raises = state.raises.filter(({ lock }) => lock === undefined).flatMap(placesOf);
    const locks = [...state.locks.values()].filter(({ balance }) => balance > 0);
    return [
      ...raises.map(({ span }) => ({ inner: { instance, span }, lock: undefined })),
      ...locks.flatMap((held) => {
        const value = throughCall(edge, held.path);
        if (value.kind !== "place") return [];
        return held.spans.map((span) => ({ inner: { instance, span, held }, lock: value.path.text }));
      }),
    ];
  });

const callsOf = (program: SettledProgram, { key }: SolvedInstance): readonly CallEdge[] =>
  callsByCaller(program).get(key) ?? [];

/** The same in what the call runs. */
const inCallees = (program: SettledProgram, { instance, span, held }: Left): Left[] =>
  callsOf(program, instance)
    .filter(({ node }) => sameSpan(node.operation.span, span))
    .flatMap(leftBy)
    .flatMap(({ inner, lock }) => (lock === held?.path.text ? [inner] : []));

/** Where functions are told of what they leave. */
export const placesTold = (found: readonly Left[]): ReadonlySet<string> =>
  new Set(found.map(({ span }) => spanKey(span)));

const keyOf = ({ instance, span, held }: Left): string => `${instance.key} ${spanKey(span)} ${held?.path.text ?? ""}`;

/** Whether one of the functions from which it has what it leaves is told of that. */
const isSaidInside = (program: SettledProgram, told: ReadonlySet<string>, left: Left): boolean => {
  const isTold = ({ span }: Left): boolean => told.has(spanKey(span));
  const deeper = (inner: Left): Left[] => (isTold(inner) ? [] : inCallees(program, inner));
  return eachOnce(inCallees(program, left), keyOf, deeper).some(isTold);
};

/** Whether a function is told of what it leaves, or one from which it has that. */
const isSaid = (program: SettledProgram, told: ReadonlySet<string>, left: Left): boolean =>
  told.has(spanKey(left.span)) || isSaidInside(program, told, left);

/** A lock that a call leaves, by where the call stands and what its caller names the lock. */
export const lockAtCall = (span: Span, lock: string): string => `${spanKey(span)} ${lock}`;

/** Locks that calls of the function leave it, of which a function that they run is told. */
export const locksToldInside = (
  program: SettledProgram,
  told: ReadonlySet<string>,
  instance: SolvedInstance,
): readonly string[] =>
  callsOf(program, instance).flatMap((edge) =>
    leftBy(edge).flatMap(({ inner, lock }) =>
      lock !== undefined && isSaid(program, told, inner) ? [lockAtCall(edge.node.operation.span, lock)] : [],
    ),
  );

/**
 * Of what functions leave, that which no function is told of that they call. One that leaves something to some of its callers
 * only is told so: those that it leaves it to for certain, because of what they pass, are not told again.
 */
export const saidOnce = <Found extends Left>(program: SettledProgram, found: readonly Found[]): readonly Found[] => {
  const told = placesTold(found);
  return found.filter((left) => !isSaidInside(program, told, left));
};
