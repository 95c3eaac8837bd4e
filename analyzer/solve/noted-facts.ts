import type { Contract, Role } from "../contract/contract.js";
import { equal } from "./equal.js";
import type { Value } from "../domain/value.js";
import type { FunctionUnit } from "../ir/graph.js";
import { ofEach } from "../ir/of-each.js";
import type { FunctionId } from "../ir/operation.js";
import type { AskedFacts, FunctionHead, Lookup } from "./context.js";

/** A fact that was asked for, with the answer. */
export interface FactStep {
  readonly kind: "fact";
  readonly of: keyof AskedFacts;
  readonly key: string;
  readonly answer: unknown;
}

/** The facts of one version of a program. */
export type VersionFacts = Omit<AskedFacts, "functions"> & { readonly functions: Lookup<FunctionUnit> };

/** Heads are parts of whole functions, of which the rest does not count. */
const headOf = ofEach(({ graph: _graph, span: _span, nameSpan: _name, ...head }: FunctionUnit): FunctionHead => head);

/** A fact as solving sees it. The facts of constants are kept in cases, so this one object stands for those of all versions. */
class NotedLookup<Answer> implements Lookup<Answer> {
  readonly #of: keyof AskedFacts;
  readonly #note: (step: FactStep) => void;
  facts: Lookup<Answer> = new Map<string, Answer>();

  constructor(of: keyof AskedFacts, note: (step: FactStep) => void) {
    this.#of = of;
    this.#note = note;
  }

  get(key: string): Answer | undefined {
    const answer = this.facts.get(key);
    this.#note({ kind: "fact", of: this.#of, key, answer });
    return answer;
  }

  has(key: string): boolean {
    return this.get(key) !== undefined;
  }
}

const heads = (functions: Lookup<FunctionUnit>): Lookup<FunctionHead> => ({
  has: (key) => functions.has(key),
  get: (key) => {
    const unit = functions.get(key);
    return unit && headOf(unit);
  },
});

/** The facts of all versions of a program, the last one's at each time; what is asked of them is noted. */
export class NotedFacts {
  readonly asked;

  constructor(note: (step: FactStep) => void) {
    this.asked = {
      functions: new NotedLookup<FunctionHead>("functions", note),
      contracts: new NotedLookup<Contract>("contracts", note),
      roles: new NotedLookup<Role>("roles", note),
      propertyFunctions: new NotedLookup<readonly FunctionId[]>("propertyFunctions", note),
      guards: new NotedLookup<string>("guards", note),
      constants: new NotedLookup<Value>("constants", note),
      acting: new NotedLookup<true>("acting", note),
    };
  }

  /** Starts a new version. */
  open(facts: VersionFacts): void {
    this.asked.functions.facts = heads(facts.functions);
    this.asked.contracts.facts = facts.contracts;
    this.asked.roles.facts = facts.roles;
    this.asked.propertyFunctions.facts = facts.propertyFunctions;
    this.asked.guards.facts = facts.guards;
    this.asked.constants.facts = facts.constants;
    this.asked.acting.facts = facts.acting;
  }

  /** A fact as it is asked for, noted by nobody. */
  fact(of: keyof AskedFacts, key: string): unknown {
    return this.asked[of].facts.get(key);
  }

  stillHolds({ of, key, answer }: FactStep): boolean {
    return equal(answer, this.fact(of, key));
  }
}
