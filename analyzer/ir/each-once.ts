/** What leads on from one to the next, the nearest first; of those with equal keys only the first, so that recursion ends. */
export const eachOnce = <Item>(
  from: readonly Item[],
  keyOf: (item: Item) => string,
  next: (item: Item) => readonly Item[],
): Item[] => {
  const reached = new Map<string, Item>();
  const add = (item: Item): void => {
    const key = keyOf(item);
    if (!reached.has(key)) reached.set(key, item);
  };
  from.forEach(add);
  // A map gives out what is added while it is gone through.
  for (const item of reached.values()) next(item).forEach(add);
  return [...reached.values()];
};
