// The results of one engine as a page of tables.
import { table } from "../print.mjs";
import { sections } from "./contended.mjs";
import { elsewhere, goals } from "./goals.mjs";
import { contended, pairs, peers, readers, written } from "./subjects.mjs";

const titles = new Map([...written, ...peers, ...readers, ...contended, ...pairs].map(({ id, title }) => [id, title]));

const goalRows = (results) =>
  goals.flatMap(({ id, what, parts }) =>
    parts
      .filter((part) => part.v8 === undefined || part.v8 === results.isV8)
      .map((part) => {
        const value = part.value(results);
        const reached = value === undefined ? "not measured" : part.print(value);
        return [id, `${what}: ${part.name}`, reached, value === undefined ? "" : part.enough(value) ? "yes" : "no"];
      }),
  );

const goalTable = (results) =>
  table([
    ["", "goal", "reached", "met"],
    ...goalRows(results),
    ...elsewhere.map(([id, what, where]) => [id, what, `see ${where}`, ""]),
  ]);

const pairTable = ({ wasm, js }) => {
  const cell = (rows, id) => {
    const row = rows?.find((each) => each.id === id);
    return row === undefined ? "" : `${row.ratio.toFixed(2)} (${row.low.toFixed(2)}–${row.high.toFixed(2)})`;
  };
  const ids = [...new Set([...(wasm?.rows ?? []), ...(js?.rows ?? [])].map(({ id }) => id))];
  return table([
    ["acquire and release, uncontended", "WebAssembly", "JavaScript"],
    ...ids.map((id) => [titles.get(id) ?? id, cell(wasm?.rows, id), cell(js?.rows, id)]),
  ]);
};

const rate = (value) => (value >= 10 ? value.toFixed(0) : value >= 0.1 ? value.toFixed(2) : value.toPrecision(2));
const cellOf = (row) => {
  if (row === undefined) return "";
  const worst = row.worst === null ? "" : ` / ${row.worst < 10 ? row.worst.toFixed(1) : row.worst.toFixed(0)}`;
  return `${rate(row.rate)} / ${row.jain.toFixed(2)}${worst}`;
};

const contendedTable = (rows, section) => {
  const own = rows.filter((row) => row.section === section.id);
  const workers = [...new Set(own.map((row) => row.workers))];
  const ids = [...new Set(own.map((row) => row.id))];
  const find = (id, count) => own.find((row) => row.id === id && row.workers === count);
  return table([
    [section.title, ...workers.map((count) => `${count} ${count === 1 ? "worker" : "workers"}`)],
    ...ids.map((id) => [titles.get(id), ...workers.map((count) => cellOf(find(id, count)))]),
  ]);
};

const readerTable = ({ rows }) =>
  table([
    ["readers, million pairs a second", "1 worker", "2 workers"],
    ...readers.map(({ id, title }) => [
      title,
      ...[1, 2].map((count) => rate(rows.find((row) => row.id === id && row.workers === count).rate)),
    ]),
  ]);

const share = ({ rows }) => {
  const sorted = rows.map((row) => row.others).sort((a, b) => a - b);
  return `other programs used ${sorted[sorted.length >> 1].toFixed(2)} processors meanwhile (median)`;
};

const blocks = (results) => {
  const { uncontended, contended: together, readers: reading, dpc, start } = results;
  return [
    goalTable(results),
    uncontended &&
      `Ratios to \`Atomics.compareExchange\` + \`Atomics.store\` on constants (${uncontended.js.raw.toFixed(1)} ns), processor time, medians of interleaved rounds (10th to 90th percentile):\n\n${pairTable(uncontended)}`,
    together &&
      `Contended: million acquisitions a second / Jain's index / worst wait in ms; ${share(together)}.\n\n${sections.map((section) => contendedTable(together.rows, section)).join("\n\n")}`,
    reading && readerTable(reading),
    dpc &&
      `DPC to another processor: busy ${dpc.busy.median.toFixed(2)} µs (99 %: ${dpc.busy.p99.toFixed(1)}), idle in its event loop ${dpc.idle.median.toFixed(0)} µs (99 %: ${dpc.idle.p99.toFixed(0)}).`,
    start &&
      `First arena of a process ${start.first.toFixed(0)} µs, in each worker after ${start.worker.toFixed(0)} µs.`,
  ].filter(Boolean);
};

export const page = (results) => {
  const { engine, processors, missing } = results;
  const without = missing.length === 0 ? "" : ` Not to be had here: ${missing.join(", ")}.`;
  return [`${engine}, ${processors} processors.${without}`, ...blocks(results)].join("\n\n");
};
