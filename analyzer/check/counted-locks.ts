import type { Path } from "../domain/path.js";
import type { FunctionUnit, GraphNode } from "../ir/graph.js";
import { ofEach } from "../ir/of-each.js";
import type { Operation, PlaceId, Register } from "../ir/operation.js";
import { leadsTo } from "../solve/loops.js";
import { eventPoints } from "./event-points.js";
import { isLockPoint } from "./hold.js";
import { ask, inWhole, question, type SettledProgram } from "./settled-program.js";

/** What a register holds: the content of a place, or one more or one less. */
interface Counted {
  readonly place: PlaceId;
  readonly step?: "+" | "-" | undefined;
}

/** How a function counts: the places that it counts up and down, and the branches that ask whether one has come to its end. */
interface Counting {
  readonly steps: ReadonlySet<string>;
  readonly branches: readonly { readonly node: GraphNode; readonly place: PlaceId }[];
}

const stepKey = (place: PlaceId, step: string): string => `${step}${place}`;

/** Follows one function's operations in their order. */
class Reader {
  readonly steps = new Set<string>();
  readonly #held = new Map<Register, Counted>();
  readonly #ends = new Set<Register>();

  read(operation: Operation): void {
    const counted = this.#countedBy(operation);
    if (counted && "dst" in operation) this.#held.set(operation.dst, counted);
    if (operation.kind === "const" && (operation.value === 0 || operation.value === 1)) this.#ends.add(operation.dst);
    if (operation.kind === "store") this.#write(operation.variable, operation.src);
    if (operation.kind === "set" && operation.key.kind === "name") this.#write(operation.key.property, operation.src);
  }

  /** The place of which a register says whether it has come to its end. */
  asked(register: Register): PlaceId | undefined {
    return this.#held.get(register)?.place;
  }

  #write(place: PlaceId | undefined, src: Register): void {
    const counted = this.#held.get(src);
    if (counted?.step && counted.place === place) this.steps.add(stepKey(place, counted.step));
  }

  #countedBy(operation: Operation): Counted | undefined {
    switch (operation.kind) {
      case "load":
        return { place: operation.variable };
      case "get":
        return operation.key.kind === "name" && operation.key.property !== undefined
          ? { place: operation.key.property }
          : undefined;
      case "copy":
      case "not":
        return this.#held.get(operation.src);
      case "compare":
        return this.#ends.has(operation.right) ? this.#held.get(operation.left) : undefined;
      case "arithmetic": {
        const { operator, left } = operation;
        const held = this.#held.get(left);
        return held && (operator === "+" || operator === "-") ? { ...held, step: operator } : undefined;
      }
      default:
        return undefined;
    }
  }
}

const countingIn = ofEach(({ graph }: FunctionUnit): Counting => {
  const reader = new Reader();
  const branches: Counting["branches"][number][] = [];
  for (const node of graph.nodes) {
    const { operation } = node;
    reader.read(operation);
    const place = operation.kind === "branch" ? reader.asked(operation.condition) : undefined;
    if (place !== undefined) branches.push({ node, place });
  }
  return { steps: reader.steps, branches };
});

/** Every way to the node leads through the branch, which decides whether it is reached. */
const isDecidedBy = ({ graph }: FunctionUnit, { id, edges }: GraphNode, goal: number): boolean => {
  const without = new Set([id]);
  const leads = (from: number): boolean => from === goal || leadsTo(graph, from, goal, without);
  return !leads(0) && !edges.every(({ to }) => leads(to));
};

const keyOf = ({ property, root, text }: Path): string | undefined =>
  property ?? (root.startsWith("var:") ? text : undefined);

/** Locks that some function takes or gives back only where a number that the program counts up and down has come to an end. */
const countedLocks = inWhole((program: SettledProgram): ReadonlySet<string> => {
  const steps = new Set(program.instances.flatMap(({ unit }) => [...countingIn(unit).steps]));
  const isCounter = (place: PlaceId): boolean => steps.has(stepKey(place, "+")) && steps.has(stepKey(place, "-"));
  const branchesOf = (unit: FunctionUnit): readonly GraphNode[] =>
    countingIn(unit).branches.flatMap(({ node, place }) => (isCounter(place) ? [node] : []));
  if (![...steps].some((step) => step.startsWith("+") && steps.has(stepKey(step.slice(1), "-")))) return new Set();
  return new Set(
    eventPoints(program)
      .filter(isLockPoint)
      .flatMap(({ context: { instance }, node, event }) => {
        const isDecided = branchesOf(instance.unit).some((branch) => isDecidedBy(instance.unit, branch, node.id));
        return isDecided ? (keyOf(event.lock) ?? []) : [];
      }),
  );
});

const IS_COUNTED = question<boolean>("counted-locks: is counted", {
  answer: (whole, key) => countedLocks(whole).has(key),
  byObject: false,
});

/**
 * How often the lock is to be taken is counted by a number, of which only the program's run tells how far it has come: nothing is
 * certain of it. `if (depth++ === 0) take(); … if (--depth === 0) give();`
 */
export const isCounted = (program: SettledProgram, lock: Path): boolean => {
  const key = keyOf(lock);
  return key !== undefined && ask(program, IS_COUNTED, key);
};
