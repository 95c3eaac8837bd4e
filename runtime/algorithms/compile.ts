// Takes: a machine. Gives: each of its steps as a function on an array, for the model checker and for the kernel that the
// tests run step by step. Promises: the same expressions and accesses as in the JavaScript kernel (one printer writes both).
import { exitOf } from "./exit-code.js";
import { TIRED, localsOf, namesOf, readsOf, targetOf, type Machine, type Mark, type Step } from "./ir.js";
import { access, expression, type Names } from "./lower-javascript.js";
import type { Host } from "../kernel/host.js";

export interface CompiledBranch {
  /** Step, or -1. */
  readonly step: number;
  /** Exit code, or -1. */
  readonly exit: number;
  readonly mark: Mark | undefined;
}

export interface CompiledStep {
  readonly name: string;
  /** Makes the access. `locals`: where the machine's variables begin in `state`. */
  readonly run: (words: Int32Array, lock: number, state: Int32Array, locals: number, host: Host) => void;
  /** Sets locals and says which branch is taken. */
  readonly next: (state: Int32Array, locals: number, tired: boolean) => number;
  readonly branches: readonly CompiledBranch[];
  readonly spins: boolean;
  readonly accesses: boolean;
  /** Place of the variable that a wait sets, or -1 for other steps. */
  readonly waits: number;
  /** Which variables a step from here on reads, by place. */
  readonly live: readonly boolean[];
}

export interface CompiledMachine {
  readonly machine: Machine;
  /** Parameters, then locals. */
  readonly variables: readonly string[];
  readonly steps: readonly CompiledStep[];
}

/* eslint-disable @typescript-eslint/no-implied-eval -- the source is printed from the machines, as is the kernel's */
const compileStep = (machine: Machine, name: string, live: ReadonlySet<string>): CompiledStep => {
  const variables = variablesOf(machine);
  const local = (name: string): string => `state[locals + ${String(variables.indexOf(name))}]`;
  const names: Names = { local, put: (name, value) => `${local(name)} = ${value};` };
  const order = Object.keys(machine.steps);
  const step = machine.steps[name] ?? { go: [] };
  const sets = (step.set ?? []).map(([name, value]) => names.put(name, expression(value, names)));
  const tests = step.go.map(([condition], number) => {
    const test = condition === TIRED ? "tired" : expression(condition, names);
    return `if (${test}) return ${String(number)};`;
  });
  const run = step.access === undefined ? "" : access(step.access, names).replaceAll("]!", "]");
  return {
    name,
    run: new Function("words", "lock", "state", "locals", "host", run) as CompiledStep["run"],
    next: new Function("state", "locals", "tired", [...sets, ...tests].join("\n")) as CompiledStep["next"],
    branches: step.go.map(([, to, mark]) => {
      const at = order.indexOf(to);
      return { step: at, exit: at < 0 ? exitOf(machine, to) : -1, mark };
    }),
    spins: step.go.some(([condition]) => condition === TIRED),
    accesses: step.access !== undefined,
    waits: step.access?.[0] === "wait" ? variables.indexOf(step.access[1]) : -1,
    live: variables.map((variable) => live.has(variable)),
  };
};
/* eslint-enable @typescript-eslint/no-implied-eval */

const variablesOf = (machine: Machine): readonly string[] => [...machine.params, ...localsOf(machine)];

/** What a step reads before it writes it, given what is read after it. */
const liveBefore = (step: Step, after: ReadonlySet<string>): Set<string> => {
  const live = new Set([...after, ...step.go.flatMap(([condition]) => namesOf(condition))]);
  for (const [local, value] of [...(step.set ?? [])].reverse()) {
    live.delete(local);
    for (const name of namesOf(value)) live.add(name);
  }
  if (step.access === undefined) return live;
  const to = targetOf(step.access);
  if (to !== undefined) live.delete(to);
  for (const name of readsOf(step.access)) live.add(name);
  return live;
};

/** Before each step, the variables that matter: a fixpoint over the branches. */
const liveness = (machine: Machine): ReadonlyMap<string, ReadonlySet<string>> => {
  const live = new Map<string, ReadonlySet<string>>();
  for (let grown = true; grown;) {
    grown = false;
    for (const [name, step] of Object.entries(machine.steps).reverse()) {
      const after = new Set(step.go.flatMap(([, to]) => [...(live.get(to) ?? [])]));
      const before = liveBefore(step, after);
      if (before.size === (live.get(name)?.size ?? -1)) continue;
      live.set(name, before);
      grown = true;
    }
  }
  return live;
};

export const compile = (machine: Machine): CompiledMachine => {
  const live = liveness(machine);
  return {
    machine,
    variables: variablesOf(machine),
    steps: Object.keys(machine.steps).map((name) => compileStep(machine, name, live.get(name) ?? new Set())),
  };
};
