import type { Edge, Graph, GraphNode } from "../ir/graph.js";
import type { ChoiceShape, Operation, Register } from "../ir/operation.js";
import type { Span } from "../ir/span.js";

/** An edge whose end is not known yet. */
export interface OpenEdge {
  readonly from: number;
  readonly when: Edge["when"];
  readonly handler?: Edge["handler"];
}

/** A point that edges lead to before the operation there exists. */
export interface Join {
  edges: OpenEdge[];
}

interface Draft {
  readonly operation: Operation;
  readonly edges: Edge[];
}

const edge = (open: OpenEdge, to: number): Edge =>
  open.handler === undefined ? { to, when: open.when } : { to, when: open.when, handler: open.handler };

/** Grows one graph: operations are appended at the current point, which is the set of edges that still lead nowhere. */
export class GraphBuilder {
  readonly #nodes: Draft[] = [];
  #open: OpenEdge[] = [];
  #temps = 0;
  readonly exit: Join = { edges: [] };
  readonly throwExit: Join = { edges: [] };

  temp(): Register {
    this.#temps += 1;
    return `%${String(this.#temps)}`;
  }

  join(): Join {
    return { edges: [] };
  }

  /** Whether code at this point can run. */
  get reachable(): boolean {
    return this.#open.length > 0;
  }

  emit(operation: Operation): number {
    const id = this.#nodes.length;
    this.#nodes.push({ operation, edges: [] });
    this.#connect(this.#open, id);
    this.#open = [{ from: id, when: "next" }];
    return id;
  }

  branch(condition: Register, whenTrue: Join, whenFalse: Join, span: Span, choice?: ChoiceShape): void {
    this.#branch({ kind: "branch", condition, choice, span }, whenTrue, whenFalse);
  }

  /** Goes to `more` as long as what is iterated has one more element. */
  branchOnElement(condition: Register, more: Join, done: Join, span: Span): void {
    this.#branch({ kind: "branch", condition, forEach: true, span }, more, done);
  }

  #branch(operation: Operation, whenTrue: Join, whenFalse: Join): void {
    const id = this.emit(operation);
    this.#open = [];
    whenTrue.edges.push({ from: id, when: "true" });
    whenFalse.edges.push({ from: id, when: "false" });
  }

  /** Leads the current point to `join`; what follows is not reached from here. */
  goto(join: Join): void {
    join.edges.push(...this.#open);
    this.#open = [];
  }

  /** Lets the edges of `join` lead to what follows, with those of the current point. */
  bind(join: Join): void {
    this.#open = this.#open.length === 0 ? join.edges : [...this.#open, ...join.edges];
    join.edges = [];
  }

  /** Leads the current point back to an operation. */
  back(id: number): void {
    this.#connect(this.#open, id);
    this.#open = [];
  }

  /** Takes the current point away. */
  cut(): OpenEdge[] {
    const open = this.#open;
    this.#open = [];
    return open;
  }

  resume(open: readonly OpenEdge[]): void {
    this.#open = [...this.#open, ...open];
  }

  /** The graph, without what cannot be reached; `first` runs right after `enter`. */
  finish(span: Span, first: readonly Operation[]): Graph {
    const end: Span = { file: span.file, start: span.end, end: span.end };
    this.bind(this.exit);
    const exit = this.emit({ kind: "exit", span: end });
    this.#open = [];
    this.bind(this.throwExit);
    const throwExit = this.emit({ kind: "throwExit", span: end });
    this.#open = [];
    const size = this.#nodes.length;
    this.#insertAfterEnter(first);
    const ids = [...this.#nodes.keys()];
    return this.#compact([0, ...ids.slice(size), ...ids.slice(1, size)], exit, throwExit);
  }

  #insertAfterEnter(first: readonly Operation[]): void {
    const enter = this.#nodes[0];
    if (enter === undefined) return;
    for (const operation of first.toReversed()) {
      const id = this.#nodes.length;
      this.#nodes.push({ operation, edges: enter.edges.splice(0) });
      enter.edges.push({ to: id, when: "next" });
    }
  }

  #connect(open: readonly OpenEdge[], to: number): void {
    for (const item of open) this.#nodes[item.from]?.edges.push(edge(item, to));
  }

  #reached(): Set<number> {
    const seen = new Set<number>([0]);
    const work = [0];
    for (let id = work.pop(); id !== undefined; id = work.pop()) {
      for (const { to } of this.#nodes[id]?.edges ?? []) {
        if (seen.has(to)) continue;
        seen.add(to);
        work.push(to);
      }
    }
    return seen;
  }

  #compact(order: readonly number[], exit: number, throwExit: number): Graph {
    const kept = this.#reached().add(exit).add(throwExit);
    const ids = new Map<number, number>();
    for (const id of order) if (kept.has(id)) ids.set(id, ids.size);
    const nodes: GraphNode[] = [];
    for (const [old, id] of ids) {
      const draft = this.#nodes[old];
      if (draft === undefined) continue;
      const edges = draft.edges.map((item) => ({ ...item, to: ids.get(item.to) ?? id }));
      nodes.push({ id, operation: draft.operation, edges });
    }
    return { nodes, exit: ids.get(exit) ?? 0, throwExit: ids.get(throwExit) ?? 0 };
  }
}
