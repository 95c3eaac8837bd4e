/** Rows of a table by the name before the first `|`. Cheap: no row is read further. */
export const rowsByName = (table: string): Map<string, string> => {
  const rows = new Map<string, string>();
  for (const row of table.split("\n")) {
    const end = row.indexOf("|");
    if (end > 0) rows.set(row.slice(0, end), row);
  }
  return rows;
};

/** Computes once, at the first call. */
export const once = <T>(compute: () => T): (() => T) => {
  let value: { readonly of: T } | undefined;
  return () => (value ??= { of: compute() }).of;
};
