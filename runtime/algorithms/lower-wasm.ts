// Takes: machines without a way back. Gives: one WebAssembly module with a function for each: `(lock, ...params) => exit
// code`, `lock` in bytes. Promises: one atomic operation for each access, in the order of the steps. Leaves out: loops and
// waits, for which the JavaScript kernel is as fast: a waiter waits for memory, not for the engine.
import { exitOf } from "./exit-code.js";
import { ALWAYS, localsOf, type Access, type Expr, type Machine, type Step } from "./ir.js";
import { shapeOf } from "./shape.js";
import * as wasm from "./wasm-bytes.js";
import type { Bytes } from "./wasm-bytes.js";

/** Two pieces of code; a local that is set and read again at once stays on the stack. */
const joined = (first: Bytes, second: Bytes): Bytes => {
  const [operation, local] = first.slice(-2);
  if (operation !== wasm.set(0)[0] || second[0] !== wasm.get(0)[0] || second[1] !== local) return [...first, ...second];
  return [...first.slice(0, -2), ...wasm.tee(local ?? 0), ...second.slice(2)];
};

class Lowering {
  readonly #machine: Machine;
  readonly #locals: readonly string[];

  constructor(machine: Machine) {
    if (shapeOf(machine).loops) throw new Error(`\`${machine.name}\` has a way back, which is JavaScript's`);
    this.#machine = machine;
    this.#locals = ["lock", ...machine.params, ...localsOf(machine)];
  }

  body(): Bytes {
    const [entry = ""] = Object.keys(this.#machine.steps);
    const extra = this.#locals.length - 1 - this.#machine.params.length;
    return wasm.functionBody(extra, [...this.#to(entry), wasm.UNREACHABLE]);
  }

  #local(name: string): number {
    const index = this.#locals.indexOf(name);
    if (index < 0) throw new Error(`\`${this.#machine.name}\` has no local \`${name}\``);
    return index;
  }

  #expr(expr: Expr): Bytes {
    if (typeof expr === "number") return wasm.constant(expr);
    if (typeof expr === "string") return wasm.get(this.#local(expr));
    return [...this.#expr(expr[1]), ...this.#expr(expr[2]), wasm.OPERATION[expr[0]]];
  }

  #access(access: Access): Bytes {
    const [operation, to, at] = access;
    if (operation !== "peek" && operation !== "load" && operation !== "cas")
      throw new Error(`\`${this.#machine.name}\` makes an access that short ways do not need: \`${operation}\``);
    const values = access.slice(3).flatMap((value) => this.#expr(value));
    const [address, offset] = typeof at === "number" ? ["lock", at * 4] : [["+", "lock", ["<<", at, 2]] as Expr, 0];
    const code = wasm.atomic(wasm.ATOMIC[operation], offset);
    return [...this.#expr(address), ...values, ...code, ...wasm.set(this.#local(to))];
  }

  #body(step: Step): Bytes {
    const sets = (step.set ?? []).flatMap(([local, value]) => [...this.#expr(value), ...wasm.set(this.#local(local))]);
    return [...(step.access === undefined ? [] : this.#access(step.access)), ...sets];
  }

  /** A step with all that follows it, or an exit. */
  #to(name: string): Bytes {
    const step = this.#machine.steps[name];
    if (step === undefined) return [...wasm.constant(exitOf(this.#machine, name)), wasm.RETURN];
    const branches = step.go.flatMap(([condition, to]) =>
      condition === ALWAYS ? this.#to(to) : [...this.#expr(condition), ...wasm.IF, ...this.#to(to), wasm.END],
    );
    return joined(this.#body(step), branches);
  }
}

/** The bytes of the kernel. Imports `host.memory` (shared), exports the machines. */
export const lowerToWasm = (machines: readonly Machine[]): Uint8Array => {
  const widths = [...new Set(machines.map(({ params }) => params.length + 1))].sort();
  const memory = [0x02, 0x03, ...wasm.unsigned(1), ...wasm.unsigned(65536)];
  return Uint8Array.from([
    ...wasm.HEADER,
    ...wasm.section(
      wasm.SECTION.type,
      widths.map((width) => wasm.functionType(width, 1)),
    ),
    ...wasm.section(wasm.SECTION.import, [[...wasm.name("host"), ...wasm.name("memory"), ...memory]]),
    ...wasm.section(
      wasm.SECTION.function,
      machines.map(({ params }) => wasm.unsigned(widths.indexOf(params.length + 1))),
    ),
    ...wasm.section(
      wasm.SECTION.export,
      machines.map(({ name }, number) => [...wasm.name(name), 0, ...wasm.unsigned(number)]),
    ),
    ...wasm.section(
      wasm.SECTION.code,
      machines.map((machine) => new Lowering(machine).body()),
    ),
  ]);
};
