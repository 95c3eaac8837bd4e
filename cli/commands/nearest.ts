/**
 * The candidate that the user may have meant, or `undefined` where none is near: at most a third of the letters differ
 * (counting a swap of neighbours as one: Damerau 1964, optimal string alignment), or one name is part of the other.
 */
export const nearest = (word: string, candidates: readonly string[]): string | undefined => {
  const wanted = word.toLowerCase();
  const ranked = candidates
    .map((candidate) => ({ candidate, distance: distance(wanted, candidate.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance);
  const best = ranked[0];
  if (best && best.distance <= Math.max(1, Math.floor(Math.max(wanted.length, best.candidate.length) / 3))) {
    return best.candidate;
  }
  const SHORTEST_PART = 4;
  return wanted.length >= SHORTEST_PART ? candidates.find((candidate) => candidate.includes(wanted)) : undefined;
};

/** `; did you mean \`x\`?`, or nothing. */
export const didYouMean = (word: string, candidates: readonly string[]): string => {
  const meant = nearest(word, candidates);
  return meant === undefined ? "" : `; did you mean \`${meant}\`?`;
};

const distance = (a: string, b: string): number => {
  let older: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const current = [i];
    for (let j = 1; j <= b.length; j += 1) current.push(cellOf({ a, b, i, j, current, previous, older }));
    older = previous;
    previous = current;
  }
  return previous[b.length] ?? 0;
};

interface Cell {
  readonly a: string;
  readonly b: string;
  readonly i: number;
  readonly j: number;
  readonly current: readonly number[];
  readonly previous: readonly number[];
  readonly older: readonly number[];
}

const cellOf = ({ a, b, i, j, current, previous, older }: Cell): number => {
  const at = (row: readonly number[], column: number): number => row[column] ?? Infinity;
  const same = a[i - 1] === b[j - 1];
  const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
  return Math.min(
    at(previous, j) + 1,
    at(current, j - 1) + 1,
    at(previous, j - 1) + (same ? 0 : 1),
    swapped ? at(older, j - 2) + 1 : Infinity,
  );
};
