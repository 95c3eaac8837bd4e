import { component, model, nouns, route, service } from "./application-files.mjs";
import { lines, times } from "./random.mjs";

const shared = [
  [
    "shared/format-money.ts",
    lines("export const formatMoney = (amount: number): string => `${(amount / 100).toFixed(2)} EUR`;"),
  ],
  [
    "shared/title-case.ts",
    lines(
      "export const titleCase = (text: string): string =>",
      "  text.replace(/\\b[a-z]/g, (letter) => letter.toUpperCase());",
    ),
  ],
  [
    "shared/escape-text.ts",
    lines(
      'const entities: Readonly<Record<string, string>> = { "<": "&lt;", ">": "&gt;", "&": "&amp;" };',
      'export const escapeText = (text: string): string => text.replace(/[<>&]/g, (sign) => entities[sign] ?? "");',
    ),
  ],
  [
    "shared/index.ts",
    lines(
      'export * from "./format-money.js";',
      'export { titleCase } from "./title-case.js";',
      'export { escapeText } from "./escape-text.js";',
    ),
  ],
];

const featureSize = 30;

/** One feature: a barrel of models, services that use models and each other, components, a route. `size` files in all. */
const writeFeature = (index, size, drivers, random) => {
  const models = times(Math.max(1, Math.floor(size * 0.3)), (i) => `${nouns[i % nouns.length]}${index}x${i}`);
  const services = times(Math.max(1, Math.floor(size * 0.35)), (i) => `Service${index}x${i}`);
  const components = times(Math.max(0, size - models.length - services.length - 2), (i) => `View${index}x${i}`);
  const folder = `features/feature${index}`;
  const files = models.map((name) => [`${folder}/models/${name.toLowerCase()}.ts`, model(name, random)]);
  files.push([
    `${folder}/models/index.ts`,
    lines(...models.map((name) => `export * from "./${name.toLowerCase()}.js";`)),
  ]);
  services.forEach((name, i) => {
    const uses = i < 2 ? [] : [...new Set([services[random.below(i)], services[random.below(i)]])];
    // Every sixth feature talks to a device, from one service each.
    const driver = index % 6 === 0 && i === 3 && drivers > 0 ? index % drivers : undefined;
    files.push([
      `${folder}/services/${name.toLowerCase()}.ts`,
      service(name, random.pick(models), uses, driver, random),
    ]);
  });
  for (const name of components) {
    files.push([`${folder}/components/${name.toLowerCase()}.ts`, component(name, random.pick(models), random)]);
  }
  files.push([`${folder}/route.ts`, route(`Route${index}`, { services, components })]);
  return files;
};

const main = (features) =>
  lines(
    ...times(features, (i) => `import { Route${i} } from "./features/feature${i}/route.js";`),
    "",
    "const routes = [",
    ...times(features, (i) => `  new Route${i}(),`),
    "];",
    "",
    "export const run = async (path: string, id: number): Promise<readonly string[]> =>",
    "  Promise.all(routes.map(async (route) => route.handle({ path, id })));",
  );

/** Paths below `src/` and texts of an ordinary application of `count` files over `drivers` devices. */
export const writeApplication = (count, drivers, random) => {
  const inFeatures = count - shared.length - 1;
  const features = Math.max(1, Math.round(inFeatures / featureSize));
  const files = times(features, (index) => {
    const size = Math.floor(inFeatures / features) + (index < inFeatures % features ? 1 : 0);
    return writeFeature(index, size, drivers, random);
  }).flat();
  return [...files, ...shared, ["main.ts", main(features)]];
};
