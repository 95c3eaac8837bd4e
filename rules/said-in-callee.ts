import { callsByCaller, type SettledProgram } from "../analyzer/check/settled-program.js";
import { sameSpan, spanKey, type Span } from "../analyzer/ir/span.js";
import { leftovers, type Leftover } from "../analyzer/summarize/handed-over.js";
import type { SolvedInstance } from "../analyzer/summarize/instance.js";

/** Something that a function leaves to be undone, and the call from which it has it. */
interface Left {
  readonly instance: SolvedInstance;
  readonly span: Span;
}

/** The same in what the call runs: where it was taken or raised there. */
const inCallees = (program: SettledProgram, { instance, span }: Left, kind: Leftover["kind"]): Left[] =>
  (callsByCaller(program).get(instance.key) ?? [])
    .filter(({ node }) => sameSpan(node.operation.span, span))
    .flatMap(({ callee }) =>
      callee.summary.exits.flatMap(({ state }) =>
        leftovers(state)
          .filter((one) => one.kind === kind)
          .flatMap(({ spans }) => spans.map((each) => ({ instance: callee, span: each }))),
      ),
    );

/**
 * Of what functions leave, that which no function is told of that they call. One that leaves something to some of its callers
 * only is told so: those that it leaves it to for certain, because of what they pass, are not told again.
 */
export const saidOnce = <Found extends Left>(
  program: SettledProgram,
  kind: Leftover["kind"],
  found: readonly Found[],
): readonly Found[] => {
  const said = new Set(found.map(({ span }) => spanKey(span)));
  const isSaidInside = (left: Left, seen: ReadonlySet<string>): boolean => {
    const { key } = left.instance;
    if (seen.has(key)) return false;
    return inCallees(program, left, kind).some(
      (inner) => said.has(spanKey(inner.span)) || isSaidInside(inner, new Set([...seen, key])),
    );
  };
  return found.filter((left) => !isSaidInside(left, new Set()));
};
