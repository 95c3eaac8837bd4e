/** A small generator of numbers (mulberry32) so that the same seed always writes the same project. */
export const createRandom = (seed) => {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const below = (limit) => Math.floor(next() * limit);
  return { below, pick: (items) => items[below(items.length)] };
};

export const times = (count, make) => Array.from({ length: count }, (_, index) => make(index));
export const lines = (...parts) => `${parts.flat().join("\n")}\n`;
