interface Frame<Node> {
  readonly node: Node;
  readonly successors: readonly Node[];
  next: number;
}

/**
 * Strongly connected components in reverse topological order: a component comes after those that it leads to.
 * R. Tarjan, Depth-first search and linear graph algorithms, SIAM J. Comput. 1(2), 1972; iterative, since graphs are deep.
 */
export const components = <Node>(nodes: readonly Node[], successorsOf: (node: Node) => readonly Node[]): Node[][] => {
  const index = new Map<Node, number>();
  const low = new Map<Node, number>();
  const open: Node[] = [];
  const isOpen = new Set<Node>();
  const found: Node[][] = [];

  const enter = (node: Node): Frame<Node> => {
    index.set(node, index.size);
    low.set(node, index.size - 1);
    open.push(node);
    isOpen.add(node);
    return { node, successors: successorsOf(node), next: 0 };
  };

  const lower = (node: Node, candidate: number | undefined): void => {
    if (candidate !== undefined && candidate < (low.get(node) ?? 0)) low.set(node, candidate);
  };

  const close = (node: Node): void => {
    if (low.get(node) !== index.get(node)) return;
    const component: Node[] = [];
    let member: Node | undefined;
    do {
      member = open.pop();
      if (member === undefined) break;
      isOpen.delete(member);
      component.push(member);
    } while (member !== node);
    found.push(component);
  };

  for (const start of nodes) {
    if (index.has(start)) continue;
    const frames = [enter(start)];
    for (let frame = frames.at(-1); frame; frame = frames.at(-1)) {
      const successor = frame.successors[frame.next];
      frame.next += 1;
      if (successor === undefined) {
        frames.pop();
        close(frame.node);
        const parent = frames.at(-1);
        if (parent) lower(parent.node, low.get(frame.node));
      } else if (!index.has(successor)) frames.push(enter(successor));
      else if (isOpen.has(successor)) lower(frame.node, index.get(successor));
    }
  }
  return found;
};
