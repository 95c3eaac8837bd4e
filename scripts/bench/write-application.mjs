import { lines, times } from "./random.mjs";

const nouns = [
  "Order",
  "Invoice",
  "Customer",
  "Address",
  "Shipment",
  "Payment",
  "Article",
  "Basket",
  "Ticket",
  "Account",
];
const fields = ["name", "title", "status", "city", "street", "comment", "owner", "category", "origin", "label"];

const model = (name, random) => {
  const chosen = times(4 + random.below(4), (i) => `${fields[(i + random.below(3)) % fields.length]}${i}`);
  return lines(
    `export type ${name}State = "open" | "closed" | "archived";`,
    "",
    `export interface ${name} {`,
    "  readonly id: number;",
    `  readonly state: ${name}State;`,
    "  readonly created: Date;",
    "  readonly amount: number;",
    "  readonly tags: readonly string[];",
    ...chosen.map((field) => `  readonly ${field}: string;`),
    "}",
    "",
    `export const empty${name} = (id: number): ${name} => ({`,
    "  id,",
    '  state: "open",',
    "  created: new Date(0),",
    "  amount: 0,",
    "  tags: [],",
    ...chosen.map((field) => `  ${field}: "",`),
    "});",
    "",
    `export const validate${name} = (value: ${name}): readonly string[] => {`,
    "  const problems: string[] = [];",
    ...chosen.map(
      (field) =>
        `  if (value.${field}.trim().length > ${20 + random.below(80)}) problems.push("${field} is too long");`,
    ),
    '  if (value.amount < 0) problems.push("the amount is negative");',
    '  if (value.state === "archived" && value.tags.length > 0) problems.push("an archived entry has tags");',
    "  return problems;",
    "};",
    "",
    `export const total${name} = (values: readonly ${name}[]): number =>`,
    '  values.filter((value) => value.state !== "archived").reduce((sum, value) => sum + value.amount, 0);',
    "",
    `export const group${name} = (values: readonly ${name}[]): ReadonlyMap<${name}State, readonly ${name}[]> => {`,
    `  const groups = new Map<${name}State, ${name}[]>();`,
    "  for (const value of values) {",
    "    const group = groups.get(value.state) ?? [];",
    "    group.push(value);",
    "    groups.set(value.state, group);",
    "  }",
    "  return groups;",
    "};",
  );
};

const service = (name, modelName, uses, driver, random) =>
  lines(
    `import { empty${modelName}, total${modelName}, validate${modelName}, type ${modelName} } from "../models/index.js";`,
    'import { formatMoney, titleCase } from "../../../shared/index.js";',
    ...uses.map((other) => `import { ${other} } from "./${other.toLowerCase()}.js";`),
    ...(driver === undefined
      ? []
      : [`import { backlog, open, send } from "../../../drivers/device${driver}/control.js";`]),
    "",
    "interface Page {",
    `  readonly items: readonly ${modelName}[];`,
    "  readonly next: number | undefined;",
    "}",
    "",
    `export class ${name} {`,
    `  readonly #known = new Map<number, ${modelName}>();`,
    ...uses.map((other, i) => `  readonly #other${i} = new ${other}();`),
    "  #hits = 0;",
    "",
    `  async find(id: number): Promise<${modelName}> {`,
    "    const known = this.#known.get(id);",
    "    if (known !== undefined) {",
    "      this.#hits += 1;",
    "      return known;",
    "    }",
    "    const loaded = await this.#load(id);",
    "    this.#known.set(id, loaded);",
    "    return loaded;",
    "  }",
    "",
    `  async page(from: number, size = ${10 + random.below(40)}): Promise<Page> {`,
    "    const ids = Array.from({ length: size }, (_, index) => from + index);",
    "    const items = await Promise.all(ids.map((id) => this.find(id)));",
    `    return { items, next: items.length < size ? undefined : from + size };`,
    "  }",
    "",
    `  async save(value: ${modelName}): Promise<readonly string[]> {`,
    `    const problems = validate${modelName}(value);`,
    "    if (problems.length > 0) return problems;",
    "    try {",
    "      await this.#store(value);",
    "      this.#known.set(value.id, value);",
    "      return [];",
    "    } catch (error) {",
    "      return [error instanceof Error ? error.message : String(error)];",
    "    }",
    "  }",
    "",
    "  describe(): string {",
    `    const sum = formatMoney(total${modelName}([...this.#known.values()]));`,
    `    return titleCase(\`${name.toLowerCase()} \${String(this.#known.size)} \${sum} \${String(this.#hits)}\`);`,
    "  }",
    ...uses
      .map((_, i) => [
        "",
        `  async related${i}(id: number): Promise<string> {`,
        `    await this.#other${i}.find(id);`,
        `    return this.#other${i}.describe();`,
        "  }",
      ])
      .flat(),
    ...(driver === undefined
      ? []
      : [
          "",
          "  start(): void {",
          "    open();",
          "  }",
          "",
          "  transmit(id: number, length: number): number {",
          "    send({ id, length, port: id % 16 });",
          "    return backlog();",
          "  }",
        ]),
    "",
    `  async #load(id: number): Promise<${modelName}> {`,
    "    await Promise.resolve();",
    `    return empty${modelName}(id);`,
    "  }",
    "",
    `  async #store(value: ${modelName}): Promise<void> {`,
    "    await Promise.resolve();",
    `    if (value.id < 0) throw new RangeError("${name.toLowerCase()} has no such id");`,
    "  }",
    "}",
  );

const component = (name, modelName, random) =>
  lines(
    `import type { ${modelName} } from "../models/index.js";`,
    'import { escapeText, formatMoney } from "../../../shared/index.js";',
    "",
    "export interface Props {",
    `  readonly items: readonly ${modelName}[];`,
    "  readonly title: string;",
    `  readonly onSelect?: (item: ${modelName}) => void;`,
    "}",
    "",
    `const row = (item: ${modelName}, index: number): string => {`,
    `  const classes = ["row", index % 2 === 0 ? "even" : "odd"];`,
    `  if (item.amount > ${random.below(1000)}) classes.push("large");`,
    '  const tags = item.tags.map((tag) => `<span class="tag">${escapeText(tag)}</span>`).join("");',
    '  return `<tr class="${classes.join(" ")}"><td>${String(item.id)}</td><td>${formatMoney(item.amount)}</td><td>${tags}</td></tr>`;',
    "};",
    "",
    `export class ${name} {`,
    "  readonly #props: Props;",
    "  #selected = -1;",
    '  #sortedBy: "id" | "amount" = "id";',
    "",
    "  constructor(props: Props) {",
    "    this.#props = props;",
    "  }",
    "",
    "  select(index: number): void {",
    "    const item = this.#props.items[index];",
    "    if (item === undefined) return;",
    "    this.#selected = index;",
    "    this.#props.onSelect?.(item);",
    "  }",
    "",
    '  sortBy(key: "id" | "amount"): void {',
    "    this.#sortedBy = key;",
    "  }",
    "",
    "  render(): string {",
    "    const key = this.#sortedBy;",
    "    const items = [...this.#props.items].sort((a, b) => a[key] - b[key]);",
    '    const rows = items.map((item, index) => row(item, index)).join("");',
    '    const mark = this.#selected >= 0 ? ` data-selected="${String(this.#selected)}"` : "";',
    "    return `<section${mark}><h2>${escapeText(this.#props.title)}</h2><table>${rows}</table></section>`;",
    "  }",
    "}",
  );

const route = (name, feature) =>
  lines(
    ...feature.services.map((each) => `import { ${each} } from "./services/${each.toLowerCase()}.js";`),
    ...feature.components.slice(0, 3).map((each) => `import { ${each} } from "./components/${each.toLowerCase()}.js";`),
    "",
    "export interface Request {",
    "  readonly path: string;",
    "  readonly id: number;",
    "}",
    "",
    `export class ${name} {`,
    ...feature.services.map((each, i) => `  readonly service${i} = new ${each}();`),
    "",
    "  async handle(request: Request): Promise<string> {",
    "    switch (request.path) {",
    ...feature.services
      .map((_, i) => [
        `      case "/${i}": {`,
        `        const item = await this.service${i}.find(request.id);`,
        `        return \`\${String(item.id)} \${this.service${i}.describe()}\`;`,
        "      }",
      ])
      .flat(),
    ...feature.components
      .slice(0, 3)
      .map((each, i) => [
        `      case "/view${i}":`,
        `        return new ${each}({ items: [], title: request.path }).render();`,
      ])
      .flat(),
    "      default:",
    '        return "not found";',
    "    }",
    "  }",
    "}",
  );

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
