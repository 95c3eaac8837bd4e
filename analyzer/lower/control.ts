import type { Edge } from "../ir/graph.js";
import type { Span } from "../ir/span.js";
import type { GraphBuilder, Join, OpenEdge } from "./builder.js";

/** Where `break`, `continue` or `return` leads, and how many handlers stay in force there. */
export interface JumpTarget {
  readonly depth: number;
  readonly join: Join;
}

/** What stands between an operation and the function's ways out. */
type Handler =
  | { readonly kind: "catch"; readonly join: Join }
  | { readonly kind: "finally"; readonly join: Join; readonly exits: Map<JumpTarget, Join> };

/** Beyond this depth of `finally` inside `finally`, all ways out share one copy: copies multiply with depth. */
const MAX_COPY_DEPTH = 3;

/** Ways out of blocks: jumps and exceptions, through the `finally` blocks and disposals in between. */
export class Control {
  readonly #build: GraphBuilder;
  readonly #handlers: Handler[] = [];
  readonly returns: JumpTarget;
  #copies = 0;

  constructor(build: GraphBuilder) {
    this.#build = build;
    this.returns = { depth: 0, join: build.exit };
  }

  target(): JumpTarget {
    return { depth: this.#handlers.length, join: this.#build.join() };
  }

  /** Leads the current point to `target`, through every `finally` on the way. */
  jump(target: JumpTarget): void {
    for (let at = this.#handlers.length - 1; at >= target.depth; at -= 1) {
      const handler = this.#handlers[at];
      if (handler?.kind !== "finally") continue;
      const known = handler.exits.get(target) ?? this.#build.join();
      handler.exits.set(target, known);
      this.#build.goto(known);
      return;
    }
    this.#build.goto(target.join);
  }

  /** Who sees an exception first that is raised here: a `catch` counts wherever it is. */
  handler(): NonNullable<Edge["handler"]> {
    if (this.#handlers.some((item) => item.kind === "catch")) return "catch";
    return this.#handlers.length > 0 ? "finally" : "exit";
  }

  #nearest(): Join {
    return this.#handlers.at(-1)?.join ?? this.#build.throwExit;
  }

  /** Adds the exceptional way out of operation `from`. */
  throwsFrom(from: number): void {
    this.#nearest().edges.push({ from, when: "throw", handler: this.handler() });
  }

  /** Adds the way out of a `yield` at which a generator is left for good: it returns there. */
  closesFrom(from: number): void {
    const open = this.#build.cut();
    this.#build.resume([{ from, when: "close" }]);
    this.jump(this.returns);
    this.#build.resume(open);
  }

  /** The current point goes on as an exception that is already on its way. */
  rethrow(): void {
    this.#build.goto(this.#nearest());
  }

  /** Runs `body` with a `catch` around it; what it catches leads to the join that is given back. */
  withCatch(body: () => void, span: Span): Join {
    const join = this.#build.join();
    // Reads of `undefined` and the like throw without an operation of their own; a handler that no call leads to is kept alive.
    const start = this.#build.emit({ kind: "nop", span });
    this.#handlers.push({ kind: "catch", join });
    body();
    this.#handlers.pop();
    if (join.edges.length === 0) join.edges.push({ from: start, when: "throw", handler: "catch" });
    return join;
  }

  /** Runs `body`, and `last` on every way out of it. */
  withFinally(body: () => void, last: () => void, span: Span): void {
    this.#withLast(body, last, last, span);
  }

  /** Runs `body`, and `last` on every way out of it but its end. */
  withClosing(body: () => void, last: () => void, span: Span): void {
    this.#withLast(body, last, () => undefined, span);
  }

  #withLast(body: () => void, last: () => void, atEnd: () => void, span: Span): void {
    const handler: Handler = { kind: "finally", join: this.#build.join(), exits: new Map() };
    this.#handlers.push(handler);
    body();
    this.#handlers.pop();
    if (this.#copies >= MAX_COPY_DEPTH && atEnd === last) {
      this.#shareOneCopy(handler, last, span);
      return;
    }
    this.#copies += 1;
    this.#copyOnEveryWayOut(handler, last, atEnd);
    this.#copies -= 1;
  }

  #copyOnEveryWayOut(handler: Handler & { kind: "finally" }, last: () => void, atEnd: () => void): void {
    if (this.#build.reachable) atEnd();
    const normal = this.#build.cut();
    for (const [target, join] of handler.exits) {
      if (join.edges.length === 0) continue;
      this.#build.bind(join);
      last();
      this.jump(target);
    }
    if (handler.join.edges.length > 0) {
      this.#build.bind(handler.join);
      last();
      this.rethrow();
    }
    this.#build.resume(normal);
  }

  #shareOneCopy(handler: Handler & { kind: "finally" }, last: () => void, span: Span): void {
    const wasReachable = this.#build.reachable;
    for (const join of handler.exits.values()) this.#build.resume(join.edges);
    const raised = handler.join.edges.length > 0;
    this.#build.bind(handler.join);
    last();
    const ways: (() => void)[] = [...handler.exits.keys()].map((target) => () => this.jump(target));
    if (raised) ways.push(() => this.rethrow());
    const normal: OpenEdge[] = [];
    if (wasReachable) ways.push(() => normal.push(...this.#build.cut()));
    this.#chooseAnyOf(ways, span);
    this.#build.resume(normal);
  }

  /** Goes on along any of `ways`; which one is not known. */
  #chooseAnyOf(ways: readonly (() => void)[], span: Span): void {
    for (const [index, way] of ways.entries()) {
      if (index === ways.length - 1) {
        way();
        return;
      }
      const dst = this.#build.temp();
      this.#build.emit({ kind: "opaque", dst, span });
      const taken = this.#build.join();
      const other = this.#build.join();
      this.#build.branch(dst, taken, other, span);
      this.#build.bind(taken);
      way();
      this.#build.bind(other);
    }
  }
}
