import { mapOf, PersistentMap } from "../domain/persistent-map.js";
import type { FunctionUnit, GraphNode, NodeId } from "../ir/graph.js";
import { ofEach } from "../ir/of-each.js";
import type { Register } from "../ir/operation.js";
import { readRegisters, writtenRegister } from "../ir/registers.js";

export type Registers = PersistentMap<true>;

const NONE: Registers = new PersistentMap();

/** As many registers as a word has bits: they are looked at together, in words of a few arrays. */
const GROUP = 32;

/** Some registers, each a bit, and where they are read and written. */
class Group {
  readonly registers: Register[] = [];
  readonly #read: Int32Array;
  readonly #written: Int32Array;

  constructor(nodes: number) {
    this.#read = new Int32Array(nodes);
    this.#written = new Int32Array(nodes);
  }

  read(at: NodeId, bit: number): void {
    this.#read[at] = (this.#read[at] ?? 0) | bit;
  }

  write(at: NodeId, bit: number): void {
    this.#written[at] = (this.#written[at] ?? 0) | bit;
  }

  /** Registers that are still read after each node: from the last node to the first, and again while loops lead back. */
  #liveAfter(nodes: readonly GraphNode[]): Int32Array {
    const [before, after] = [this.#read.slice(), new Int32Array(nodes.length)];
    for (let changed = true; changed;) {
      changed = false;
      for (let id = nodes.length - 1; id >= 0; id -= 1) {
        let out = 0;
        for (const { to } of nodes[id]?.edges ?? []) out |= before[to] ?? 0;
        const into = (before[id] ?? 0) | (out & ~(this.#written[id] ?? 0));
        after[id] = out;
        if (into === before[id]) continue;
        before[id] = into;
        changed = true;
      }
    }
    return after;
  }

  /** Registers that are there at each node, because it or one before it has them, and not read any more after it. */
  dying(nodes: readonly GraphNode[]): Int32Array {
    const after = this.#liveAfter(nodes);
    const dying = this.#written.slice();
    for (const { id, edges } of nodes) for (const { to } of edges) dying[to] = (dying[to] ?? 0) | (after[id] ?? 0);
    return dying.map((bits, id) => bits & ~(after[id] ?? 0));
  }

  names(bits: number): readonly Register[] {
    return this.registers.filter((_, index) => (bits & (1 << index)) !== 0);
  }
}

/** All registers of a function. Its parameters are there from the first node on, as if that wrote them. */
const groupsOf = ({ graph: { nodes }, parameters }: FunctionUnit): readonly Group[] => {
  const groups: Group[] = [];
  const places = new Map<Register, { readonly group: Group; readonly bit: number }>();
  const placeOf = (register: Register): { readonly group: Group; readonly bit: number } => {
    const known = places.get(register);
    if (known) return known;
    let group = groups.at(-1);
    if (!group || group.registers.length === GROUP) groups.push((group = new Group(nodes.length)));
    const place = { group, bit: 1 << (group.registers.push(register) - 1) };
    places.set(register, place);
    return place;
  };
  const write = (id: NodeId, register: Register): void => {
    const { group, bit } = placeOf(register);
    group.write(id, bit);
  };
  for (const { register } of parameters) write(0, register);
  for (const { id, operation } of nodes) {
    for (const register of readRegisters(operation)) {
      const { group, bit } = placeOf(register);
      group.read(id, bit);
    }
    const written = writtenRegister(operation);
    if (written !== undefined) write(id, written);
  }
  return groups;
};

/**
 * Registers that are there at each node and not read any more after it. Dropping them lets cases merge that differ only in values
 * nobody will look at again.
 */
export const dyingRegisters = ofEach((unit: FunctionUnit): readonly Registers[] => {
  const { nodes } = unit.graph;
  const dying = nodes.map((): Register[] => []);
  for (const group of groupsOf(unit))
    for (const [id, bits] of group.dying(nodes).entries()) if (bits !== 0) dying[id]?.push(...group.names(bits));
  return dying.map((registers) => (registers.length === 0 ? NONE : mapOf(registers.map((each) => [each, true]))));
});
