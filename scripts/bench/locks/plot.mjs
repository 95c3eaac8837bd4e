// Small SVG line plots on logarithmic axes. Colours follow the reader's light or dark scheme.
const panel = { width: 250, height: 200, left: 44, top: 34, gap: 26 };
/** Two columns: the names of locks are longer than a panel is wide. */
const legendColumns = 2;
const legendLine = 18;

const style = `
text { font: 12px system-ui, sans-serif; fill: #57606a }
.title { font-weight: 600; fill: #1f2328 }
.grid { stroke: #d0d7de; stroke-width: 1 }
path { fill: none; stroke-width: 1.5 }
.bold { stroke-width: 3 }
@media (prefers-color-scheme: dark) {
  text { fill: #9198a1 } .title { fill: #f0f6fc } .grid { stroke: #3d444d }
}`;

const escape = (text) => text.replaceAll("`", "").replace(/[&<>]/g, (letter) => `&#${letter.charCodeAt(0)};`);
const number = (value) => Number(value.toFixed(1)).toString();

const decades = (values) => {
  const low = Math.floor(Math.log10(Math.min(...values)));
  const high = Math.ceil(Math.log10(Math.max(...values)));
  return Array.from({ length: Math.max(1, high - low) + 1 }, (_, step) => low + step);
};

const scales = (panels) => {
  const points = panels.flatMap(({ series }) => series.flatMap((each) => each.points)).filter(([, y]) => y > 0);
  const powers = decades(points.map(([, y]) => y));
  const xs = [...new Set(points.map(([x]) => x))].sort((a, b) => a - b);
  const [low, high] = [powers[0], powers.at(-1)];
  const steps = Math.max(1, xs.length - 1);
  return {
    powers,
    xs,
    x: (value) => (xs.indexOf(value) / steps) * panel.width,
    y: (value) => panel.height * (1 - (Math.log10(value) - low) / (high - low)),
  };
};

const label = (power) => (power < 0 ? (10 ** power).toFixed(-power) : String(10 ** power));

const draw = ({ title, series }, { powers, xs, x, y }, first) => {
  const lines = powers.map((power) => {
    const at = number(y(10 ** power));
    const name = first ? `<text x="-8" y="${at}" dy="4" text-anchor="end">${label(power)}</text>` : "";
    return `<line class="grid" x1="0" x2="${panel.width}" y1="${at}" y2="${at}"/>${name}`;
  });
  const ticks = xs.map(
    (value) => `<text x="${number(x(value))}" y="${panel.height + 18}" text-anchor="middle">${value}</text>`,
  );
  const paths = series.map(({ points, colour, bold }) => {
    const way = points.filter(([, value]) => value > 0).map(([at, value]) => `${number(x(at))} ${number(y(value))}`);
    return `<path${bold ? ' class="bold"' : ""} stroke="${colour}" d="M${way.join("L")}"/>`;
  });
  return [`<text class="title" y="-12">${escape(title)}</text>`, ...lines, ...ticks, ...paths].join("\n");
};

const legend = (series, top, width) =>
  series.map(({ name, colour, bold }, place) => {
    const x = panel.left + ((place % legendColumns) * (width - panel.left)) / legendColumns;
    const y = top + Math.floor(place / legendColumns) * legendLine;
    return `<path${bold ? ' class="bold"' : ""} stroke="${colour}" d="M${x} ${y}h22"/><text x="${x + 28}" y="${y + 4}">${escape(name)}</text>`;
  });

/** `panels`: `[{ title, series: [{ name, colour, bold, points: [[x, y], ..] }] }]`, all of the same series. */
export const linePlot = (heading, panels) => {
  const scale = scales(panels);
  const series = panels.reduce((most, each) => (each.series.length > most.length ? each.series : most), []);
  const width = panel.left + panels.length * (panel.width + panel.gap);
  const legendTop = panel.top + 26 + panel.height + 50;
  const height = legendTop + Math.ceil(series.length / legendColumns) * legendLine;
  const drawn = panels.map((each, place) => {
    const x = panel.left + place * (panel.width + panel.gap);
    return `<g transform="translate(${x} ${panel.top + 26})">\n${draw(each, scale, place === 0)}\n</g>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
    `<title>${escape(heading)}</title><style>${style}</style>`,
    `<text class="title" x="${panel.left}" y="18">${escape(heading)}</text>`,
    ...drawn,
    ...legend(series, legendTop, width),
    "</svg>\n",
  ].join("\n");
};
