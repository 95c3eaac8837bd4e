/**
 * Trees of texts that share what they have in common: a change costs the depth of a tree, a merge what the two differ in
 * (C. Okasaki, A. Gill, Fast mergeable integer maps, ML Workshop 1998; here over hashes of the texts). Equal contents have
 * equal trees, whatever made them, so that their order tells of contents only.
 */
export type Node<Item> = Leaf<Item> | Branch<Item>;

interface Leaf<Item> {
  /** The hash of the key. */
  readonly prefix: number;
  readonly bit: typeof LEAF;
  readonly size: number;
  readonly key: string;
  readonly item: Item;
  /** The next key with the same hash, in the order of keys. */
  readonly next: Leaf<Item> | undefined;
}

interface Branch<Item> {
  /** The bits that all hashes below have in common: those below `bit`. */
  readonly prefix: number;
  readonly bit: number;
  readonly size: number;
  readonly left: Node<Item>;
  readonly right: Node<Item>;
}

/** Above the bits of a hash. */
const LEAF = 0x40000000;

/** FNV-1a, 30 bits of it. */
const hashOf = (key: string): number => {
  let hash = 0x811c9dc5;
  for (let index = 0; index < key.length; index += 1) hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193);
  return (hash ^ (hash >>> 15)) & (LEAF - 1);
};

const isLeaf = <Item>(node: Node<Item>): node is Leaf<Item> => node.bit === LEAF;

const leaf = <Item>(prefix: number, key: string, item: Item, next: Leaf<Item> | undefined): Leaf<Item> => ({
  prefix,
  bit: LEAF,
  size: 1 + (next?.size ?? 0),
  key,
  item,
  next,
});

/** Both below a branch, at the lowest bit in which they differ. */
const link = <Item>(a: Node<Item> | undefined, b: Node<Item> | undefined): Node<Item> | undefined => {
  if (!a || !b) return a ?? b;
  const differing = a.prefix ^ b.prefix;
  const bit = differing & -differing;
  const [left, right] = (a.prefix & bit) === 0 ? [a, b] : [b, a];
  return { prefix: a.prefix & (bit - 1), bit, size: a.size + b.size, left, right };
};

/** The branch itself where nothing below it has changed. */
const rebuilt = <Item>(
  branch: Branch<Item>,
  left: Node<Item> | undefined,
  right: Node<Item> | undefined,
): Node<Item> | undefined => {
  if (left === branch.left && right === branch.right) return branch;
  if (!left || !right) return left ?? right;
  return { prefix: branch.prefix, bit: branch.bit, size: left.size + right.size, left, right };
};

export type Change<Item> = (item: Item, key: string) => Item | undefined;

/** What becomes of entries that one side only has: changed, all kept, or all dropped. */
export type Lone<Item> = Change<Item> | "keep" | "drop";

/** How two trees become one. */
export interface Merge<Item> {
  /** What becomes of a subtree that both share: kept, where `both` of an item with itself is the item. */
  readonly shared: "keep" | "drop";
  readonly both: (one: Item, other: Item) => Item | undefined;
  readonly first: Lone<Item>;
  readonly second: Lone<Item>;
}

const changedLeaf = <Item>(node: Leaf<Item> | undefined, change: Change<Item>): Leaf<Item> | undefined => {
  if (!node) return undefined;
  const next = changedLeaf(node.next, change);
  const item = change(node.item, node.key);
  if (item === undefined) return next;
  return item === node.item && next === node.next ? node : leaf(node.prefix, node.key, item, next);
};

export const changed = <Item>(node: Node<Item> | undefined, change: Lone<Item>): Node<Item> | undefined => {
  if (!node || change === "keep") return node;
  if (change === "drop") return undefined;
  if (isLeaf(node)) return changedLeaf(node, change);
  return rebuilt(node, changed(node.left, change), changed(node.right, change));
};

/** Leaves of one hash: nearly always of one key. */
const mergedLeaves = <Item>(
  a: Leaf<Item> | undefined,
  b: Leaf<Item> | undefined,
  how: Merge<Item>,
): Leaf<Item> | undefined => {
  if (!a || !b) {
    const only = a ? changed(a, how.first) : changed(b, how.second);
    return only && isLeaf(only) ? only : undefined;
  }
  const isFirst = a.key <= b.key;
  const isSecond = b.key <= a.key;
  const next = mergedLeaves(isFirst ? a.next : a, isSecond ? b.next : b, how);
  const alone = (node: Leaf<Item>, lone: Lone<Item>): Item | undefined =>
    lone === "drop" ? undefined : lone === "keep" ? node.item : lone(node.item, node.key);
  const item = isFirst && isSecond ? how.both(a.item, b.item) : isFirst ? alone(a, how.first) : alone(b, how.second);
  if (item === undefined) return next;
  if (isFirst && item === a.item && next === a.next) return a;
  return leaf(a.prefix, isFirst ? a.key : b.key, item, next);
};

export const merged = <Item>(
  a: Node<Item> | undefined,
  b: Node<Item> | undefined,
  how: Merge<Item>,
): Node<Item> | undefined => {
  if (a === b) return changed(a, how.shared);
  if (!a || !b) return a ? changed(a, how.first) : changed(b, how.second);
  const bit = Math.min(a.bit, b.bit);
  if (((a.prefix ^ b.prefix) & (bit - 1)) !== 0) return link(changed(a, how.first), changed(b, how.second));
  if (isLeaf(a)) {
    if (isLeaf(b)) return mergedLeaves(a, b, how);
  } else if (a.bit === b.bit && !isLeaf(b))
    return rebuilt(a, merged(a.left, b.left, how), merged(a.right, b.right, how));
  else if (a.bit < b.bit)
    return (b.prefix & a.bit) === 0
      ? rebuilt(a, merged(a.left, b, how), changed(a.right, how.first))
      : rebuilt(a, changed(a.left, how.first), merged(a.right, b, how));
  if (isLeaf(b)) return a;
  return (a.prefix & b.bit) === 0
    ? rebuilt(b, merged(a, b.left, how), changed(b.right, how.second))
    : rebuilt(b, changed(b.left, how.second), merged(a, b.right, how));
};

export const sameNodes = <Item>(a: Node<Item>, b: Node<Item>, isSame: (one: Item, other: Item) => boolean): boolean => {
  if (a === b) return true;
  if (a.prefix !== b.prefix || a.bit !== b.bit || a.size !== b.size) return false;
  if (!isLeaf(a)) return !isLeaf(b) && sameNodes(a.left, b.left, isSame) && sameNodes(a.right, b.right, isSame);
  if (!isLeaf(b) || a.key !== b.key || !isSame(a.item, b.item)) return false;
  return !a.next || !b.next ? a.next === b.next : sameNodes(a.next, b.next, isSame);
};

/** Visits all entries, in the order of the tree. */
export const visit = <Item>(node: Node<Item> | undefined, see: (key: string, item: Item) => void): void => {
  if (!node) return;
  if (isLeaf(node)) {
    see(node.key, node.item);
    visit(node.next, see);
    return;
  }
  visit(node.left, see);
  visit(node.right, see);
};

export const single = <Item>(key: string, item: Item): Node<Item> => leaf(hashOf(key), key, item, undefined);

export const found = <Item>(root: Node<Item> | undefined, key: string): Item | undefined => {
  const hash = hashOf(key);
  let node = root;
  while (node && !isLeaf(node)) node = (hash & node.bit) === 0 ? node.left : node.right;
  while (node && node.key !== key) node = node.next;
  return node?.item;
};
