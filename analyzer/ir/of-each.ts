/** What is made of an object that never changes: once, and kept for as long as the object is. */
export const ofEach = <Item extends object, Made extends object | string | number>(
  make: (item: Item) => Made,
): ((item: Item) => Made) => {
  const made = new WeakMap<Item, Made>();
  return (item) => {
    const known = made.get(item);
    if (known !== undefined) return known;
    const value = make(item);
    made.set(item, value);
    return value;
  };
};
