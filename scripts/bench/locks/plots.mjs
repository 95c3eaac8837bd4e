// What the plots of a run show.
import { sections } from "./contended.mjs";
import { linePlot } from "./plot.mjs";
import { contended as subjects } from "./subjects.mjs";

/** Readable on white and on black; irql's own come first. */
const colours = [
  "#0969da",
  "#54aeff",
  "#8250df",
  "#d1242f",
  "#fb8f44",
  "#1a9850",
  "#9a6700",
  "#848d97",
  "#d63d8c",
  "#2da8a8",
  "#a9784e",
  "#6e7781",
];

/** Throughput against the number of workers, one panel for each section. */
export const contendedPlot = ({ engine, processors, contended }) => {
  const shown = subjects.filter(({ id }) => contended.rows.some((row) => row.id === id));
  const panels = sections
    .filter(({ id }) => id !== "timed")
    .map((section) => ({
      title: section.title,
      series: shown
        .map(({ id, title }, place) => ({
          name: title,
          colour: colours[place % colours.length],
          bold: /^(ordinary|strict)-/.test(id),
          points: contended.rows
            .filter((row) => row.id === id && row.section === section.id)
            .map((row) => [row.workers, row.rate]),
        }))
        .filter(({ points }) => points.length > 0),
    }));
  return linePlot(`Million acquisitions a second, by workers (${engine}, ${processors} processors)`, panels);
};
