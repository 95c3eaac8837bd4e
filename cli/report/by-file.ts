/** The items of each file, in their order. */
export const byFile = <Item extends { readonly file: string }>(
  items: readonly Item[],
): ReadonlyMap<string, readonly Item[]> => {
  const files = new Map<string, Item[]>();
  for (const item of items) {
    const known = files.get(item.file);
    if (known) known.push(item);
    else files.set(item.file, [item]);
  }
  return files;
};
