/** Adds to the values of a key. */
export const addTo = <Key, Value>(groups: Map<Key, Value[]>, key: Key, value: Value): void => {
  const known = groups.get(key);
  if (known) known.push(value);
  else groups.set(key, [value]);
};
