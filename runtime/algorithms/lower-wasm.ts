// Takes: machines. Gives: one WebAssembly module with a function for each: `(lock, ...params) => exit code`, `lock` in
// bytes. Promises: one atomic operation for each access, in the order of the steps, in every compiler tier.
// Leaves out: pausing in loops, which WebAssembly cannot; the spin budget is counted in looks.
import { exitOf } from "./exit-code.js";
import { ALWAYS, TIRED, localsOf, spins, type Access, type Expr, type Machine, type Step } from "./ir.js";
import { shapeOf, type Shape } from "./shape.js";
import * as wasm from "./wasm-bytes.js";
import type { Bytes } from "./wasm-bytes.js";

/** Imports, in order; then the leaf functions, then the machines. */
const WATCH = 0;
const WAIT = 1;
const FIRST_MACHINE = 2;

/** Looks at the lock before a waiter sleeps: about 4 microseconds, as long as waking a thread takes. */
const SPINS = 1500;

/** Where code stands: `depth` blocks inside the loop; the root that follows, where the code ends just before it. */
interface Place {
  readonly depth: number;
  readonly follows?: number;
}

/** Two pieces of code; a local that is set and read again at once stays on the stack. */
const joined = (first: Bytes, second: Bytes): Bytes => {
  const [operation, local] = first.slice(-2);
  if (operation !== wasm.set(0)[0] || second[0] !== wasm.get(0)[0] || second[1] !== local) return [...first, ...second];
  return [...first.slice(0, -2), ...wasm.tee(local ?? 0), ...second.slice(2)];
};

class Lowering {
  readonly #machine: Machine;
  readonly #locals: readonly string[];
  readonly #shape: Shape;

  constructor(machine: Machine) {
    this.#machine = machine;
    this.#locals = ["lock", ...machine.params, ...localsOf(machine), "at", "spins"];
    this.#shape = shapeOf(machine);
  }

  body(): Bytes {
    const extra = this.#locals.length - 1 - this.#machine.params.length;
    const code = this.#shape.loops ? this.#loop() : this.#code(this.#shape.roots[0] ?? "", { depth: 0 });
    return wasm.functionBody(extra, [...code, wasm.UNREACHABLE]);
  }

  #step(name: string): Step {
    const step = this.#machine.steps[name];
    if (step === undefined) throw new Error(`no step \`${name}\``);
    return step;
  }

  #local(name: string): number {
    const index = this.#locals.indexOf(name);
    if (index < 0) throw new Error(`\`${this.#machine.name}\` has no local \`${name}\``);
    return index;
  }

  #expr(expr: Expr): Bytes {
    if (typeof expr === "number") return wasm.constant(expr);
    if (expr === TIRED) return this.#tired();
    if (typeof expr === "string") return wasm.get(this.#local(expr));
    return [...this.#expr(expr[1]), ...this.#expr(expr[2]), wasm.OPERATION[expr[0]]];
  }

  /** Counts down and is true from 0 on. */
  #tired(): Bytes {
    const left = this.#local("spins");
    return [...wasm.get(left), ...wasm.constant(1), wasm.OPERATION["-"], ...wasm.tee(left), wasm.IS_ZERO];
  }

  /** Address and offset of a word: what is constant goes into the instruction. */
  #address(at: Expr): readonly [Bytes, number] {
    const lock = wasm.get(this.#local("lock"));
    if (typeof at === "number") return [lock, at * 4];
    const [constant, rest] =
      Array.isArray(at) && at[0] === "+" && typeof at[1] === "number" ? [at[1], at[2] as Expr] : [0, at];
    return [
      [...lock, ...this.#expr(rest), ...wasm.constant(2), wasm.OPERATION["<<"], wasm.OPERATION["+"]],
      constant * 4,
    ];
  }

  #access(access: Access): Bytes {
    if (access[0] === "watch") return [...wasm.get(this.#local("lock")), ...wasm.call(WATCH)];
    if (access[0] === "store" || access[0] === "notify") return this.#effect(access);
    const [, to, at] = access;
    const [address, offset] = this.#address(at);
    const values = access.slice(3).flatMap((value) => this.#expr(value));
    if (access[0] === "wait")
      // A function of its own, with nothing after the wait: the baseline compiler of Node 20 loses locals across it.
      return [
        ...address,
        ...wasm.constant(offset),
        wasm.OPERATION["+"],
        ...values,
        ...wasm.call(WAIT),
        ...wasm.set(this.#local(to)),
      ];
    const operation = access[0] === "peek" ? wasm.ATOMIC.load : wasm.ATOMIC[access[0]];
    return [...address, ...values, ...wasm.atomic(operation, offset), ...wasm.set(this.#local(to))];
  }

  #effect(access: readonly ["store", Expr, Expr] | readonly ["notify", Expr]): Bytes {
    const [address, offset] = this.#address(access[1]);
    if (access[0] === "store") return [...address, ...this.#expr(access[2]), ...wasm.atomic(wasm.ATOMIC.store, offset)];
    return [...address, ...wasm.constant(-1), ...wasm.atomic(wasm.ATOMIC.notify, offset), wasm.DROP];
  }

  #body(step: Step): Bytes {
    const sets = (step.set ?? []).flatMap(([local, value]) => [...this.#expr(value), ...wasm.set(this.#local(local))]);
    return [...(step.access === undefined ? [] : this.#access(step.access)), ...sets];
  }

  #exit(to: string): Bytes {
    return [...wasm.constant(exitOf(this.#machine, to)), wasm.RETURN];
  }

  /** One block for each root inside a loop; the table at the start jumps to the end of the block before its code. */
  #loop(): Bytes {
    const count = this.#shape.roots.length;
    const start = [...wasm.get(this.#local("at")), ...wasm.branchTable(count)];
    return [
      ...this.#fresh(),
      ...wasm.LOOP,
      ...this.#shape.roots.flatMap(() => wasm.BLOCK),
      ...start,
      ...this.#shape.roots.flatMap((root, number) => [
        wasm.END,
        ...this.#code(root, { depth: count - 1 - number, follows: number + 1 }),
      ]),
      wasm.END,
    ];
  }

  #fresh(): Bytes {
    return [...wasm.constant(SPINS), ...wasm.set(this.#local("spins"))];
  }

  /** One step and all that is written inside it. */
  #code(name: string, place: Place): Bytes {
    const step = this.#step(name);
    const branches = step.go.flatMap(([condition, to]) =>
      condition === ALWAYS ? this.#to(name, to, place) : this.#toIf(condition, name, to, place),
    );
    return joined(this.#body(step), branches);
  }

  #toIf(condition: Expr, from: string, to: string, place: Place): Bytes {
    const test = this.#expr(condition);
    const root = this.#shape.roots.indexOf(to);
    if (!this.#shape.loops || root < 0 || this.#refreshes(from, to))
      return [...test, ...wasm.IF, ...this.#to(from, to, { depth: place.depth + 1 }), wasm.END];
    return [...this.#next(root), ...test, ...wasm.branchIf(place.depth)];
  }

  #to(from: string, to: string, place: Place): Bytes {
    if (!(to in this.#machine.steps)) return this.#exit(to);
    const root = this.#shape.roots.indexOf(to);
    if (root < 0 || !this.#shape.loops) return this.#code(to, place);
    const fresh = this.#refreshes(from, to) ? this.#fresh() : [];
    if (root === place.follows) return fresh;
    return [...fresh, ...this.#next(root), ...wasm.branch(place.depth)];
  }

  #next(root: number): Bytes {
    return [...wasm.constant(root), ...wasm.set(this.#local("at"))];
  }

  /** Whoever comes to a step that spins has all of the budget. */
  #refreshes(from: string, to: string): boolean {
    return from !== to && spins(this.#step(to));
  }
}

/** Waits while the word has the value, `slice` milliseconds (global 0) at most. */
const waitLeaf: Bytes = wasm.functionBody(0, [
  ...wasm.get(0),
  ...wasm.get(1),
  ...wasm.globalGet(0),
  wasm.EXTEND,
  ...wasm.longConstant(1_000_000),
  wasm.LONG_MULTIPLY,
  ...wasm.atomic(wasm.ATOMIC.wait, 0),
]);

const SLICE = 100;

/** The bytes of the kernel. Imports `host.memory` (shared) and `host.watch`, exports the machines and `slice`. */
export const lowerToWasm = (machines: readonly Machine[]): Uint8Array => {
  const widths = [...new Set([2, ...machines.map(({ params }) => params.length + 1)])].sort();
  const typeOf = (params: number): number => 1 + widths.indexOf(params);
  const memory = [0x02, 0x03, ...wasm.unsigned(1), ...wasm.unsigned(65536)];
  return Uint8Array.from([
    ...wasm.HEADER,
    ...wasm.section(wasm.SECTION.type, [
      wasm.functionType(1, 0),
      ...widths.map((width) => wasm.functionType(width, 1)),
    ]),
    ...wasm.section(wasm.SECTION.import, [
      [...wasm.name("host"), ...wasm.name("memory"), ...memory],
      [...wasm.name("host"), ...wasm.name("watch"), 0x00, ...wasm.unsigned(0)],
    ]),
    ...wasm.section(
      wasm.SECTION.function,
      [typeOf(2), ...machines.map(({ params }) => typeOf(params.length + 1))].map((type) => wasm.unsigned(type)),
    ),
    ...wasm.section(wasm.SECTION.global, [[wasm.I32, 1, ...wasm.constant(SLICE), wasm.END]]),
    ...wasm.section(wasm.SECTION.export, [
      [...wasm.name("slice"), 3, 0],
      ...machines.map(({ name }, number) => [...wasm.name(name), 0, ...wasm.unsigned(FIRST_MACHINE + number)]),
    ]),
    ...wasm.section(wasm.SECTION.code, [waitLeaf, ...machines.map((machine) => new Lowering(machine).body())]),
  ]);
};
