import type { ts } from "#compiler";
import type { Register } from "../ir/operation.js";
import type { Body } from "./body.js";
import type { JumpTarget } from "./control.js";
import type { CountedElements } from "./counted-loops.js";

/** Lowers a loop's body with its `break` and `continue`. */
export const inLoop = (
  body: Body,
  labels: readonly string[],
  breaks: JumpTarget,
  continues: JumpTarget,
  run: () => void,
): void => {
  body.breakables.push({ labels, breaks, continues, needsLabel: false });
  run();
  body.breakables.pop();
  body.build.bind(continues.join);
};

export const takeLabels = (body: Body): readonly string[] => {
  const { labels } = body;
  body.labels = [];
  return labels;
};

export const loopHead = (body: Body, node: ts.Node): number => body.emit({ kind: "nop", span: body.span(node) });

export const testMore = (body: Body, isMore: Register, node: ts.Node, breaks: JumpTarget): void => {
  const more = body.build.join();
  body.build.branchOnElement(isMore, more, breaks.join, body.span(node));
  body.build.bind(more);
};

/** Which element comes next, where that is known, and how to go on to the one after it. */
export interface Elements {
  readonly index: () => Register;
  /** There is one more where all of these are true. */
  readonly isMore: () => readonly Register[];
  readonly round: (isOver: boolean) => void;
  readonly step: () => void;
}

/** From the first of so many to the last, or on the way there to the end. */
export const countedFrom = (body: Body, expression: ts.Expression, { most, isExact }: CountedElements): Elements => {
  const counter = body.build.temp();
  const span = body.span(expression);
  body.copy(counter, body.constant(0, expression), expression);
  return {
    index: () => counter,
    isMore: () => {
      const dst = body.build.temp();
      const right = body.constant(most, expression);
      body.emit({ kind: "compare", dst, operator: "<", left: counter, right, span });
      return isExact ? [dst] : [dst, body.opaque(expression)];
    },
    round: (isOver) => void body.emit({ kind: "round", counter, isOver, span }),
    step: () => {
      const right = body.constant(1, expression);
      body.emit({ kind: "arithmetic", dst: counter, operator: "+", left: counter, right, span });
    },
  };
};
