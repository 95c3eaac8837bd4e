/** The items in groups of equal keys, those without a key left out; groups and their items keep their order. */
export const groupBy = <Item>(items: readonly Item[], keyOf: (item: Item) => string | undefined): Item[][] => {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return [...groups.values()];
};
