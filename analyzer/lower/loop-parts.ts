import type { ts } from "#compiler";
import type { Register } from "../ir/operation.js";
import type { Body } from "./body.js";
import type { JumpTarget } from "./control.js";

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
