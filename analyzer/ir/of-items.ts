export const sameItems = <Item>(before: readonly Item[], now: readonly Item[]): boolean =>
  before === now || (before.length === now.length && now.every((item, index) => item === before[index]));

/** What is made of a list of objects that never change: again only where one of them is another one, of each first item. */
export const ofItems = <Item extends object, Made>(
  make: (items: readonly Item[]) => Made,
): ((items: readonly Item[]) => Made) => {
  const last = new WeakMap<Item, { readonly items: readonly Item[]; readonly made: Made }>();
  return (items) => {
    const [first] = items;
    const known = first && last.get(first);
    if (known && sameItems(known.items, items)) return known.made;
    const made = make(items);
    if (first) last.set(first, { items, made });
    return made;
  };
};
