// Takes: a machine. Gives: a JavaScript function of it. Promises: one atomic operation for each access, in the order of
// the steps. A machine without a way back becomes nested conditions, no step twice, because engines inline what is short;
// another a loop around a switch. Leaves out: what the words mean.
import { shapeOf, type Shape } from "./shape.js";
import { exitOf } from "./exit-code.js";
import {
  ALWAYS,
  TIRED,
  localsOf,
  namesOf,
  readsOf,
  spins,
  type Access,
  type Expr,
  type Machine,
  type Step,
} from "./ir.js";

/** How names and words are written: the kernel uses plain variables, the model checker arrays. */
export interface Names {
  readonly local: (name: string) => string;
  /** How a local becomes a value. */
  readonly put: (name: string, value: string) => string;
}

const PLAIN: Names = { local: (name) => name, put: (name, value) => `${name} = ${value};` };

export const expression = (expr: Expr, names: Names = PLAIN): string => {
  if (typeof expr === "number") return String(expr);
  if (typeof expr === "string") return names.local(expr);
  const [operator, a, b] = expr;
  const text = `${expression(a, names)} ${operator === "==" || operator === "!=" ? `${operator}=` : operator} ${expression(b, names)}`;
  // Tails and heads are compared as unsigned numbers below 1024; sums wrap like the words that they go to.
  return operator === "+" || operator === "-" ? `((${text}) | 0)` : `(${text})`;
};

/** Places in memory are small: their sums need not wrap. */
const indexOf = (at: Expr, names: Names): string => {
  if (at === 0) return "lock";
  return typeof at === "object" && at[0] === "+"
    ? `${indexOf(at[1], names)} + ${expression(at[2], names)}`
    : `lock + ${expression(at, names)}`;
};

export const access = (access: Access, names: Names = PLAIN): string => {
  const { put } = names;
  const value = (expr: Expr): string => expression(expr, names);
  const word = (at: Expr): string => indexOf(at, names);
  switch (access[0]) {
    case "peek":
      return put(access[1], `words[${word(access[2])}]!`);
    case "load":
      return put(access[1], `Atomics.load(words, ${word(access[2])})`);
    case "store":
      return `Atomics.store(words, ${word(access[1])}, ${value(access[2])});`;
    case "cas":
      return put(
        access[1],
        `Atomics.compareExchange(words, ${word(access[2])}, ${value(access[3])}, ${value(access[4])})`,
      );
    case "wait":
      return put(access[1], `host.wait(words, ${word(access[2])}, ${value(access[3])})`);
    case "notify":
      return `host.notify(words, ${word(access[1])});`;
    case "watch":
      return "host.watch(words, lock);";
    default:
      return put(access[1], `Atomics.${access[0]}(words, ${word(access[2])}, ${value(access[3])})`);
  }
};

/** The access and the assignments of a step. */
const body = (step: Step, names: Names): string[] => [
  ...(step.access === undefined ? [] : [access(step.access, names)]),
  ...(step.set ?? []).map(([local, value]) => names.put(local, expression(value, names))),
];

/** Locals that no step reads. */
const unreadIn = (machine: Machine): ReadonlySet<string> => {
  const read = Object.values(machine.steps).flatMap(({ access, set = [], go }) => [
    ...(access === undefined ? [] : readsOf(access)),
    ...set.flatMap(([, value]) => namesOf(value)),
    ...go.flatMap(([condition]) => namesOf(condition)),
  ]);
  return new Set(localsOf(machine).filter((local) => !read.includes(local)));
};

/** The lines without those at their end, where they end with them. */
const without = (lines: readonly string[], end: readonly string[]): readonly string[] =>
  lines.slice(-end.length).join("\n") === end.join("\n") ? lines.slice(0, -end.length) : lines;

class Lowering {
  readonly #machine: Machine;
  readonly #shape: Shape;
  readonly #names: Names;

  constructor(machine: Machine) {
    this.#machine = machine;
    this.#shape = shapeOf(machine);
    const unread = unreadIn(machine);
    const keyword = this.#shape.loops ? "" : "const ";
    const put: Names["put"] = (name, value) => `${unread.has(name) ? "" : `${keyword}${name} = `}${value};`;
    this.#names = { ...PLAIN, put };
  }

  source(): string {
    const { name, params } = this.#machine;
    const loops = this.#shape.loops;
    const all = ["words: Int32Array", "lock: number", ...params.map((param) => `${param}: number`)];
    const unread = unreadIn(this.#machine);
    const locals = localsOf(this.#machine)
      .filter((local) => !unread.has(local))
      .map((local) => `${local} = 0`);
    locals.push("at = 0");
    if (this.#spins()) locals.push("spins = host.spins");
    if (loops || this.#usesHost()) all.push("host: Host");
    return [
      `export const ${name} = (${all.join(", ")}): number => {`,
      ...(loops ? [`let ${locals.join(", ")};`, ...this.#loop()] : this.#nested()),
      "};",
    ].join("\n");
  }

  /** Each step to which several lead comes after a block of its name, out of which they break. */
  #nested(): string[] {
    const [entry = "", ...joins] = this.#shape.roots;
    const before = joins.reduce(
      (code, join) => [`${join}: {`, ...without(code, [`break ${join};`]), "}", ...this.#step(join)],
      this.#branches(entry),
    );
    return [...this.#body(entry), ...before];
  }

  #spins(): boolean {
    return Object.values(this.#machine.steps).some(spins);
  }

  #usesHost(): boolean {
    return Object.values(this.#machine.steps).some(({ access }) => access?.[0] === "notify");
  }

  #loop(): string[] {
    const cases = this.#shape.roots.map((root, number) => [`case ${String(number)}: // ${root}`, ...this.#step(root)]);
    return ["for (;;)", "switch (at) {", ...cases.flat(), "}"];
  }

  #at(name: string): Step {
    return this.#machine.steps[name] ?? { go: [] };
  }

  #body(name: string): string[] {
    return body(this.#at(name), this.#names);
  }

  /** What a branch ends with and all after it do too is written once, after it. */
  #branches(name: string): string[] {
    return this.#at(name).go.reduceRight<string[]>((rest, [condition, to]) => {
      const target = this.#to(name, to);
      if (condition === ALWAYS) return target;
      const test = condition === TIRED ? "--spins < 0" : expression(condition);
      return [`if (${test}) {`, ...without(target, rest), "}", ...rest];
    }, []);
  }

  /** One step and all that is written inside it. */
  #step(name: string): string[] {
    return [...this.#body(name), ...this.#branches(name)];
  }

  #to(from: string, to: string): string[] {
    if (!(to in this.#machine.steps)) return [`return ${String(exitOf(this.#machine, to))};`];
    const root = this.#shape.roots.indexOf(to);
    if (root < 0) return this.#step(to);
    if (!this.#shape.loops) return [`break ${to};`];
    const spin = !spins(this.#at(to)) ? [] : from === to ? ["host.pause();"] : ["spins = host.spins;"];
    return [...spin, `at = ${String(root)};`, "continue;"];
  }
}

/** The source of the function `(words, lock, ...params, host?) => exit code`. */
export const lowerToJavaScript = (machine: Machine): string => new Lowering(machine).source();
