export const median = (values) => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};

export const seconds = (value) => (value === undefined || Number.isNaN(value) ? "n/a" : `${value.toFixed(2)} s`);
export const megabytes = (value) =>
  value === undefined || Number.isNaN(value) ? "n/a" : `${Math.round(value / 1e6)} MB`;
export const ratio = (value, base) => (base === undefined || Number.isNaN(base) ? "n/a" : (value / base).toFixed(2));
export const spread = (values) => `${Math.min(...values).toFixed(2)}..${Math.max(...values).toFixed(2)}`;

export const table = (rows) => {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const line = (row) => `| ${row.map((cell, column) => cell.padEnd(widths[column])).join(" | ")} |`;
  return [
    line(rows[0]),
    `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`,
    ...rows.slice(1).map(line),
  ].join("\n");
};
