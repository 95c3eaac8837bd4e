import { FAIL_ON, PRESETS } from "./choices.js";
import { didYouMean } from "../commands/nearest.js";
import { ruleNamed } from "../commands/rule-name.js";
import type { Config, RuleMeta } from "../door.js";
import { UsageError } from "../usage-error.js";

/** Where a value stands, for messages. */
interface Place {
  readonly file: string;
  /** `overrides[0].rules`. */
  readonly key: string;
  readonly catalogue: readonly Pick<RuleMeta, "id">[];
}

type Read<Value> = (value: unknown, place: Place) => Value;

const below = (place: Place, key: string): Place => ({ ...place, key: place.key === "" ? key : `${place.key}.${key}` });

const LONGEST = 40;

const shown = (value: unknown): string => {
  if (typeof value === "function") return "a function";
  const text = value === undefined ? "undefined" : JSON.stringify(value);
  return `\`${text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text}\``;
};

const refuse = ({ file, key }: Place, needs: string, value: unknown): never => {
  throw new UsageError(
    `\`${file}\`: ${key === "" ? "the configuration" : `\`${key}\``} must be ${needs}, not ${shown(value)}`,
  );
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const record: Read<Readonly<Record<string, unknown>>> = (value, place) =>
  isRecord(value) ? value : refuse(place, "an object", value);

const oneOf =
  <Name extends string>(names: readonly Name[]): Read<Name> =>
  (value, place) => {
    const name = names.find((each) => each === value);
    if (name !== undefined) return name;
    const meant = typeof value === "string" ? didYouMean(value, names) : "";
    return refuse(
      place,
      `one of ${names.map((each) => `\`${each}\``).join(", ")}${meant && ` (${meant.slice(2)})`}`,
      value,
    );
  };

const wholeNumber: Read<number> = (value, place) =>
  typeof value === "number" && Number.isInteger(value) && value >= 0 ? value : refuse(place, "a whole number", value);

const text: Read<string> = (value, place) =>
  typeof value === "string" && value !== "" ? value : refuse(place, "a text", value);

const list =
  <Item>(read: Read<Item>): Read<readonly Item[]> =>
  (value, place) =>
    Array.isArray(value)
      ? value.map((item: unknown, index) => read(item, { ...place, key: `${place.key}[${String(index)}]` }))
      : refuse(place, "a list", value);

const textOrList: Read<readonly string[]> = (value, place) =>
  Array.isArray(value) ? list(text)(value, place) : [text(value, place)];

type Readers<Shape> = { readonly [Key in keyof Required<Shape>]: Read<Shape[Key]> };

/** An object with these keys and no others. */
const shape =
  <Shape extends object>(readers: Readers<Shape>): Read<Shape> =>
  (value, place) => {
    const known = Object.keys(readers);
    const entries = Object.entries(record(value, place)).filter(([, item]) => item !== undefined);
    return Object.fromEntries(
      entries.map(([key, item]) => {
        if (!Object.hasOwn(readers, key)) {
          const meant = didYouMean(key, known) || `; the keys are ${known.map((each) => `\`${each}\``).join(", ")}`;
          throw new UsageError(`\`${place.file}\`: there is no key \`${below(place, key).key}\`${meant}`);
        }
        return [key, readers[key as keyof Shape](item, below(place, key))];
      }),
    ) as Shape;
  };

const LEVELS = ["error", "warning", "off"] as const;

/** Comments that allow findings are judged under this name; it is no rule of the catalogue. */
const SUPPRESSION = { id: "suppression" };

const ruleId = (name: string, place: Place): string => {
  try {
    return ruleNamed(name, [...place.catalogue, SUPPRESSION]).id;
  } catch (error) {
    throw error instanceof UsageError
      ? new UsageError(`\`${place.file}\`: in \`${place.key}\` ${error.message}`)
      : error;
  }
};

const ruleLevels: Read<NonNullable<Config["rules"]>> = (value, place) =>
  Object.fromEntries(
    Object.entries(record(value, place)).map(([name, level]) => [
      ruleId(name, place),
      oneOf(LEVELS)(level, below(place, name)),
    ]),
  );

const override: Read<NonNullable<Config["overrides"]>[number]> = (value, place) => {
  const read = shape<NonNullable<Config["overrides"]>[number]>({ files: textOrList, rules: ruleLevels })(value, place);
  for (const key of ["files", "rules"] as const)
    if (!Object.hasOwn(read, key)) throw new UsageError(`\`${place.file}\`: \`${place.key}\` has no \`${key}\``);
  return read;
};

const FIELDS: Readers<Config> = {
  preset: oneOf(PRESETS),
  rules: ruleLevels,
  overrides: list(override),
  contracts: list(text),
  projects: list(text),
  failOn: oneOf(FAIL_ON),
  maxWarnings: wholeNumber,
};

/**
 * The configuration that a value states.
 * @param file as messages call it
 * @throws UsageError for an unknown key or rule, and for a value of another type: names the file and the key
 */
export const readConfig = (value: unknown, file: string, catalogue: readonly Pick<RuleMeta, "id">[]): Config =>
  shape<Config>(FIELDS)(value, { file, key: "", catalogue });
