import type { Held } from "./held.js";

/** How often a lock is held more than where the function was entered: what was done on some ways only counts for one of the two. */
export interface Balance {
  readonly least: number;
  readonly most: number;
}

export const balanceOf = (names: readonly Held[]): Balance =>
  names.reduce<Balance>(
    ({ least, most }, { balance, maybe }) => ({
      least: least + (maybe ? Math.min(balance, 0) : balance),
      most: most + (maybe ? Math.max(balance, 0) : balance),
    }),
    { least: 0, most: 0 },
  );

/** What was given back before it was taken anew, by whatever name, was held where the function was entered. */
const isGivenFirst = (names: readonly Held[], { lent, behind }: Held): boolean =>
  lent !== undefined || names.some(({ path, balance }) => balance < 0 && behind.includes(path.text));

/**
 * How often a lock is held by these names of it.
 * @param outer how its callers hold it
 */
export const holdsOf = (names: readonly Held[], outer?: { readonly maybe: boolean }): Balance => {
  const first = names.filter((held) => isGivenFirst(names, held));
  const { least, most } = balanceOf(names);
  return {
    least: least + (outer?.maybe === false || first.some(({ maybe }) => !maybe) ? 1 : 0),
    most: most + (outer || first.length > 0 ? 1 : 0),
  };
};
