import type { FunctionUnit, GraphNode } from "./graph.js";
import type { Register } from "./operation.js";
import { readRegisters, writtenRegister } from "./registers.js";

/** The last clause of a switch over all members of a union has no other way. */
const BRANCHES: ReadonlySet<string> = new Set(["false,true", "true"]);

const checkShape = (node: GraphNode): string[] => {
  const { kind } = node.operation;
  const whens = node.edges.map((edge) => edge.when);
  const at = `node ${String(node.id)} (${kind})`;
  if (kind === "exit" || kind === "throwExit") return whens.length === 0 ? [] : [`${at} has edges`];
  const plain = whens.filter((when) => when !== "throw");
  if (kind === "branch")
    return BRANCHES.has(plain.toSorted().join())
      ? []
      : [`${at} needs one true and at most one false edge, has ${plain.join()}`];
  if (kind === "throw") return whens.join() === "throw" ? [] : [`${at} needs one throw edge, has ${whens.join()}`];
  if (kind === "suspend" && plain.toSorted().join() === "close,next") return [];
  return plain.join() === "next" ? [] : [`${at} needs one next edge, has ${plain.join()}`];
};

const checkEdges = (node: GraphNode, size: number): string[] =>
  node.edges
    .filter((edge) => !Number.isInteger(edge.to) || edge.to < 0 || edge.to >= size)
    .map((edge) => `node ${String(node.id)} leads to ${String(edge.to)}, which does not exist`);

const checkHandlers = (node: GraphNode): string[] =>
  node.edges
    .filter((edge) => (edge.when === "throw") !== (edge.handler !== undefined))
    .map(() => `node ${String(node.id)}: exactly the throw edges name their handler`);

const checkWays = (unit: FunctionUnit): string[] => {
  const { nodes, exit, throwExit } = unit.graph;
  const found: string[] = [];
  if (nodes[0]?.operation.kind !== "enter") found.push("node 0 is not enter");
  for (const [kind, id] of [
    ["exit", exit],
    ["throwExit", throwExit],
  ] as const) {
    const all = nodes.filter((node) => node.operation.kind === kind);
    if (all.length !== 1 || all[0]?.id !== id) found.push(`${kind} is not exactly node ${String(id)}`);
  }
  for (const [index, node] of nodes.entries())
    if (node.id !== index) found.push(`node ${String(node.id)} stands at ${String(index)}`);
  return found;
};

const reachedFrom = (unit: FunctionUnit): Set<number> => {
  const seen = new Set([0]);
  const work = [0];
  for (let id = work.pop(); id !== undefined; id = work.pop())
    for (const { to } of unit.graph.nodes[id]?.edges ?? []) {
      if (seen.has(to)) continue;
      seen.add(to);
      work.push(to);
    }
  return seen;
};

const checkReached = (unit: FunctionUnit): string[] => {
  const seen = reachedFrom(unit);
  const { nodes, exit, throwExit } = unit.graph;
  return nodes
    .filter((node) => !seen.has(node.id) && node.id !== exit && node.id !== throwExit)
    .map((node) => `node ${String(node.id)} (${node.operation.kind}) cannot be reached`);
};

/** Registers that may be undefined at each node: forward, union over the ways in, until nothing changes. */
class Undefined {
  readonly #unit: FunctionUnit;
  readonly #bits = new Map<Register, number>();
  readonly #in: (bigint | undefined)[] = [];

  constructor(unit: FunctionUnit) {
    this.#unit = unit;
    for (const { operation } of unit.graph.nodes) {
      const written = writtenRegister(operation);
      for (const register of [...readRegisters(operation), ...(written === undefined ? [] : [written])])
        this.#bit(register);
    }
    this.#run();
  }

  #bit(register: Register): bigint {
    const known = this.#bits.get(register) ?? this.#bits.size;
    this.#bits.set(register, known);
    return 1n << BigInt(known);
  }

  #run(): void {
    let entry = (1n << BigInt(this.#bits.size)) - 1n;
    for (const parameter of this.#unit.parameters)
      if (this.#bits.has(parameter.register)) entry &= ~this.#bit(parameter.register);
    this.#in[0] = entry;
    const work = [0];
    for (let id = work.pop(); id !== undefined; id = work.pop()) {
      const node = this.#unit.graph.nodes[id];
      const before = this.#in[id] ?? 0n;
      const written = node && writtenRegister(node.operation);
      const after = written === undefined ? before : before & ~this.#bit(written);
      for (const edge of node?.edges ?? []) this.#flow(edge.to, edge.when === "throw" ? before : after, work);
    }
  }

  #flow(to: number, state: bigint, work: number[]): void {
    const old = this.#in[to];
    const joined = (old ?? 0n) | state;
    if (old === joined) return;
    this.#in[to] = joined;
    work.push(to);
  }

  at(node: GraphNode): string[] {
    const missing = this.#in[node.id] ?? 0n;
    return readRegisters(node.operation)
      .filter((register) => (missing & this.#bit(register)) !== 0n)
      .map((register) => `node ${String(node.id)} (${node.operation.kind}) reads ${register}, which may be undefined`);
  }
}

/** The invariants of `Graph` that a function breaks, in words; none for a sound graph. */
export const verifyGraph = (unit: FunctionUnit): string[] => {
  const { nodes } = unit.graph;
  const shape = nodes.flatMap((node) => [
    ...checkEdges(node, nodes.length),
    ...checkShape(node),
    ...checkHandlers(node),
  ]);
  const found = [...checkWays(unit), ...shape, ...checkReached(unit)];
  if (found.length > 0) return found;
  const undefinedAt = new Undefined(unit);
  return nodes.flatMap((node) => undefinedAt.at(node));
};
