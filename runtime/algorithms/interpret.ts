// The kernel as an interpreter of the machines: the third way to run them, against which the other two are tested.
import { host as real, type Host } from "../kernel/host.js";
import type { WasmKernel } from "../kernel/kernel.generated.js";
import { compile } from "./compile.js";
import type { Machine } from "./ir.js";
import { shortWays } from "./machines.js";

type Run = (lock: number, ...params: readonly number[]) => number;

/** One machine over a buffer, step by step; `lock` in bytes, as for WebAssembly. */
export const interpreter = (machine: Machine, words: Int32Array, host: Host = real): Run => {
  const { steps, variables } = compile(machine);
  return (lock, ...params) => {
    const state = new Int32Array(variables.length);
    state.set(params);
    let at = 0;
    let looks = 0;
    for (;;) {
      const step = steps[at];
      if (step === undefined) throw new Error(`\`${machine.name}\` has no step ${String(at)}`);
      step.run(words, lock >>> 2, state, 0, host);
      const branch = step.branches[step.next(state, 0, step.spins && ++looks > host.spins)];
      if (branch === undefined) throw new Error(`\`${step.name}\` has no branch that holds`);
      if (branch.exit >= 0) return branch.exit;
      at = branch.step;
    }
  };
};

/** The short ways over a buffer, step by step. */
export const interpretedKernel = (buffer: SharedArrayBuffer, all: readonly Machine[] = shortWays): WasmKernel => {
  const words = new Int32Array(buffer);
  const runs = all.map((machine): [string, Run] => [machine.name, interpreter(machine, words)]);
  return Object.fromEntries<Run>(runs) as unknown as WasmKernel;
};
