import type { Edge, FunctionUnit, GraphNode, RoleBinding } from "../ir/graph.js";
import type {
  CallOperation,
  CompareOperator,
  Literal,
  Operation,
  PropertyKey,
  Register,
  Target,
} from "../ir/operation.js";
import type { Span } from "../ir/span.js";

interface Draft {
  readonly operation: Operation;
  readonly edges: Edge[];
}
type Steps = () => void;

export interface CallShape {
  readonly receiver?: Register;
  readonly callee?: Register;
  readonly isNew?: boolean;
  readonly iterates?: "next" | "close";
}

/** Builds one function's graph statement by statement; each operation gets a span of its own. */
export class GraphBuilder {
  readonly #nodes: Draft[] = [];
  readonly #file: string;
  readonly #offset: number;
  /** Edges that lead to the next node. */
  #open: { from: number; when: Edge["when"] }[] = [];
  readonly #exits: number[] = [];
  /** Node of the innermost `catch`, and who leads there. */
  readonly #handlers: { from: number[] }[] = [];
  readonly #throws: number[] = [];
  /** Heads of the loops around. */
  readonly #heads: number[] = [];
  #count = 0;

  constructor(file: string, offset: number) {
    this.#file = file;
    this.#offset = offset;
    this.emit({ kind: "enter", span: this.span() });
  }

  span(): Span {
    const start = this.#offset + this.#nodes.length * 10;
    return { file: this.#file, start, end: start + 5 };
  }

  emit(operation: Operation): number {
    const id = this.#nodes.length;
    for (const { from, when } of this.#open) this.#nodes[from]?.edges.push({ to: id, when });
    this.#nodes.push({ operation, edges: [] });
    this.#open = operation.kind === "branch" || operation.kind === "throw" ? [] : [{ from: id, when: "next" }];
    return id;
  }

  temp(): Register {
    this.#count += 1;
    return `%${String(this.#count)}`;
  }

  #value(make: (dst: Register) => Operation, dst = this.temp()): Register {
    this.emit(make(dst));
    return dst;
  }

  literal(value: Literal): Register {
    return this.#value((dst) => ({ kind: "const", dst, value, span: this.span() }));
  }

  opaque(): Register {
    return this.#value((dst) => ({ kind: "opaque", dst, span: this.span() }));
  }

  self(): Register {
    return this.#value((dst) => ({ kind: "this", dst, span: this.span() }));
  }

  allocate(): Register {
    return this.#value((dst) => ({ kind: "allocate", dst, typeName: undefined, span: this.span() }));
  }

  copy(dst: Register, src: Register): void {
    this.emit({ kind: "copy", dst, src, span: this.span() });
  }

  load(name: string): Register {
    return this.#value((dst) => ({
      kind: "load",
      dst,
      variable: `/a.ts#<module>@0/${name}@1`,
      name,
      span: this.span(),
    }));
  }

  store(name: string, src: Register): void {
    this.emit({ kind: "store", variable: `/a.ts#<module>@0/${name}@1`, name, src, span: this.span() });
  }

  get(object: Register, name: string, property?: string): Register {
    const key: PropertyKey = { kind: "name", name, property };
    return this.#value((dst) => ({ kind: "get", dst, object, key, span: this.span() }));
  }

  set(object: Register, name: string, src: Register): void {
    this.emit({ kind: "set", object, key: { kind: "name", name }, src, span: this.span() });
  }

  closure(target: Target, boundThis?: Register): Register {
    return this.#value((dst) => ({ kind: "closure", dst, target, boundThis, span: this.span() }));
  }

  not(src: Register): Register {
    return this.#value((dst) => ({ kind: "not", dst, src, span: this.span() }));
  }

  compare(left: Register, operator: CompareOperator, right: Register | number, loose = false): Register {
    const other = typeof right === "number" ? this.literal(right) : right;
    return this.#value((dst) => ({ kind: "compare", dst, operator, left, right: other, loose, span: this.span() }));
  }

  call(text: string, targets: readonly Target[], args: readonly Register[], shape: CallShape = {}): Register {
    const dst = this.temp();
    const operation: CallOperation = {
      kind: "call",
      dst,
      text,
      targets,
      callee: shape.callee,
      receiver: shape.receiver,
      args: args.map((register) => ({ register, span: this.span() })),
      isNew: shape.isNew ?? false,
      iterates: shape.iterates,
      span: this.span(),
    };
    this.#mayThrow(this.emit(operation));
    return dst;
  }

  /** A routine of the WDK. */
  routine(name: string, ...args: Register[]): Register {
    return this.call(name, [{ kind: "contract", contract: name }], args);
  }

  /** A function of the program. */
  run(name: string, ...args: Register[]): Register {
    return this.call(name, [{ kind: "function", id: name }], args);
  }

  method(name: string, receiver: Register, ...args: Register[]): Register {
    return this.call(name, [{ kind: "function", id: name }], args, { receiver });
  }

  if(condition: Register, then: Steps, otherwise: Steps = () => undefined): void {
    const branch = this.emit({ kind: "branch", condition, span: this.span() });
    this.#open = [{ from: branch, when: "true" }];
    then();
    const after = this.#open;
    this.#open = [{ from: branch, when: "false" }];
    otherwise();
    this.#open = [...after, ...this.#open];
    this.#joinHere();
  }

  /** `while (condition()) body();` */
  while(condition: () => Register, body: Steps): void {
    const head = this.emit({ kind: "nop", span: this.span() });
    const branch = this.emit({ kind: "branch", condition: condition(), span: this.span() });
    this.#open = [{ from: branch, when: "true" }];
    this.#heads.push(head);
    body();
    this.continue();
    this.#heads.pop();
    this.#open = [{ from: branch, when: "false" }];
    this.#joinHere();
  }

  continue(): void {
    const head = this.#heads.at(-1) ?? 0;
    for (const { from, when } of this.#open) this.#nodes[from]?.edges.push({ to: head, when });
    this.#open = [];
  }

  try(body: Steps, handler: Steps): void {
    const mine = { from: [] as number[] };
    this.#handlers.push(mine);
    body();
    this.#handlers.pop();
    const after = this.#open;
    this.#open = [];
    const start = this.emit({ kind: "nop", span: this.span() });
    for (const from of mine.from) this.#nodes[from]?.edges.push({ to: start, when: "throw", handler: "catch" });
    handler();
    this.#open = [...this.#open, ...after];
    this.#joinHere();
  }

  return(src?: Register): void {
    this.#exits.push(this.emit({ kind: "return", src, span: this.span() }));
    this.#open = [];
  }

  throw(): void {
    this.#mayThrow(this.emit({ kind: "throw", span: this.span() }));
  }

  #mayThrow(node: number): void {
    const handler = this.#handlers.at(-1);
    if (handler) handler.from.push(node);
    else this.#throws.push(node);
  }

  /** A point of its own where ways join, unless no way leads here. */
  #joinHere(): void {
    if (this.#open.length > 0) this.emit({ kind: "nop", span: this.span() });
  }

  finish(): FunctionUnit["graph"] {
    const open = this.#open;
    this.#open = [];
    const exit = this.emit({ kind: "exit", span: this.span() });
    this.#open = [];
    const throwExit = this.emit({ kind: "throwExit", span: this.span() });
    this.#open = [];
    for (const { from, when } of open) this.#nodes[from]?.edges.push({ to: exit, when });
    for (const from of this.#exits) this.#nodes[from]?.edges.push({ to: exit, when: "next" });
    for (const from of this.#throws) this.#nodes[from]?.edges.push({ to: throwExit, when: "throw", handler: "exit" });
    return { nodes: this.#nodes.map((node, id): GraphNode => ({ id, ...node })), exit, throwExit };
  }
}

export interface UnitShape extends Partial<Omit<FunctionUnit, "parameters" | "graph" | "roles">> {
  readonly roles?: readonly string[];
}

let units = 0;

/** A function `name(...parameters)`; its id is its name, and parameter `lock` is register `lock`. */
export const fn = (
  name: string,
  parameters: readonly string[],
  body: (b: GraphBuilder) => void,
  shape: UnitShape = {},
): FunctionUnit => {
  units += 1;
  const builder = new GraphBuilder("/a.ts", units * 100_000);
  const span = builder.span();
  body(builder);
  const binding = (role: string): RoleBinding => ({ role, how: "declared", span });
  return {
    id: name,
    name,
    file: "/a.ts",
    span,
    nameSpan: span,
    kind: "function",
    hasOwnThis: true,
    classes: [],
    captures: [],
    isAsync: false,
    isGenerator: false,
    parent: undefined,
    contract: undefined,
    isPublic: false,
    isExported: false,
    ...shape,
    roles: (shape.roles ?? []).map(binding),
    parameters: parameters.map((parameter) => ({ name: parameter, register: parameter, rest: false })),
    graph: builder.finish(),
  };
};
