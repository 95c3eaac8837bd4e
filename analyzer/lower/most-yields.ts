import { ts } from "#compiler";

const sum = (node: ts.Node): number => {
  let most = 0;
  ts.forEachChild(node, (child) => {
    most += mostYields(child);
  });
  return most;
};

/** How often what is written here yields at most, each time that it runs. */
export const mostYields = (node: ts.Node): number => {
  if (ts.isFunctionLike(node)) return 0;
  if (ts.isYieldExpression(node)) return node.asteriskToken ? Infinity : 1 + sum(node);
  if (ts.isIterationStatement(node, false)) return sum(node) === 0 ? 0 : Infinity;
  if (ts.isIfStatement(node))
    return (
      mostYields(node.expression) +
      Math.max(mostYields(node.thenStatement), node.elseStatement ? mostYields(node.elseStatement) : 0)
    );
  return sum(node);
};
