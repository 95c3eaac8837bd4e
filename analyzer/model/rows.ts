/** Rows of a table by the name before the first `|`. Cheap: no row is read further. */
export const rowsByName = (table: string): Map<string, string> => {
  const rows = new Map<string, string>();
  for (const row of table.split("\n")) {
    const end = row.indexOf("|");
    if (end > 0) rows.set(row.slice(0, end), row);
  }
  return rows;
};

/** Reads each row once: all that ask get the same object. */
export const readOnce = <Value>(read: (row: string) => Value): ((row: string) => Value) => {
  const known = new Map<string, Value>();
  return (row) => {
    if (known.has(row)) return known.get(row) as Value;
    const value = read(row);
    known.set(row, value);
    return value;
  };
};

/** Computes once, at the first call. */
export const once = <T>(compute: () => T): (() => T) => {
  let value: { readonly of: T } | undefined;
  return () => (value ??= { of: compute() }).of;
};
