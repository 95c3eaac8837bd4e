import type { Lookup } from "../solve/context.js";
import type { SolvedInstance } from "../summarize/instance.js";
import type { Step } from "../summarize/solve-memory.js";
import { sameItems } from "../ir/of-items.js";
import { spanKey, type Span } from "../ir/span.js";
import { equal } from "../solve/equal.js";
import { Asked, type Question } from "./asked.js";
import { named } from "./named.js";
import type { CheckedRule } from "./rule.js";
import { ask, fromVersionBefore, question, type RuleFacts, type SettledProgram } from "./settled-program.js";

/** Something that was found in a part, and what that depends on besides the part's own functions. */
interface Found {
  readonly items: readonly unknown[];
  readonly asked: Asked<SettledProgram>;
}

/** What was found in a part, by who found it, and all that this depends on together. */
interface Kept {
  readonly found: ReadonlyMap<object, Found>;
  readonly asked: Asked<SettledProgram>;
}

const NONE: Kept = { found: new Map(), asked: new Asked() };

/** What the next version needs of a part. */
interface KeptPart {
  readonly instances: readonly SolvedInstance[];
  readonly kept: Kept;
}

/** The functions of one file, with what was found in them in this version, and in the one before. */
class Part implements KeptPart {
  readonly instances: readonly SolvedInstance[];
  /** Of the version before, whatever has changed since. */
  readonly last: Kept;
  /** As far as the functions are the same. */
  readonly before: Kept;
  /** Where it is not all that was found before, and no more. */
  #own: Map<object, Found> | undefined;
  #stands = false;
  /** Something was found that was not known before. */
  #isAnew = false;

  constructor(instances: readonly SolvedInstance[], before: KeptPart | undefined) {
    this.instances = instances;
    this.last = before?.kept ?? NONE;
    this.before = before && sameItems(before.instances, instances) ? this.last : NONE;
  }

  get found(): ReadonlyMap<object, Found> {
    return this.#own ?? (this.#stands ? this.before : NONE).found;
  }

  /** All that was found before stands, and what others have asked for until now is part of it. */
  stand(): void {
    if (this.#isAnew) return;
    this.#stands = true;
    this.#own = undefined;
  }

  add(find: object, found: Found): void {
    this.#isAnew ||= found !== this.before.found.get(find);
    this.#own ??= new Map(this.found);
    this.#own.set(find, found);
  }

  get kept(): Kept {
    const { found, before } = this;
    if (!this.#isAnew && found.size === before.found.size) return before;
    return { found, asked: Asked.ofAll([...found.values()].map(({ asked }) => asked)) };
  }
}

const lookup = (of: keyof RuleFacts): Question<SettledProgram, unknown> =>
  question(`${of} as rules see them`, {
    answer: ({ facts }, key) => facts[of].get(key),
    byObject: of === "functions",
  });

const LOOKUPS: Readonly<Record<keyof RuleFacts, Question<SettledProgram, unknown>>> = {
  functions: lookup("functions"),
  contracts: lookup("contracts"),
  roles: lookup("roles"),
  guards: lookup("guards"),
};

const fact = (of: Extract<Step, { kind: "fact" }>["of"]): Question<SettledProgram, unknown> =>
  question(`${of} as solving sees them`, {
    answer: ({ summaries }, key) => summaries.asked.fact(of, key),
    byObject: false,
  });

const FACTS: Readonly<Record<Extract<Step, { kind: "fact" }>["of"], Question<SettledProgram, unknown>>> = {
  functions: fact("functions"),
  contracts: fact("contracts"),
  roles: fact("roles"),
  propertyFunctions: fact("propertyFunctions"),
  guards: fact("guards"),
  constants: fact("constants"),
  acting: fact("acting"),
};

const CALLEE = question<unknown>("parts: callee", {
  answer: ({ summaries }, key) => summaries.instances.get(key),
  byObject: true,
});

const spanOfKey = (key: string): Span => {
  const [, file = "", start, end] = /^(.*):(\d+):(\d+)$/.exec(key) ?? [];
  return { file, start: Number(start), end: Number(end) };
};

const TEXT = question<string>("parts: text", { answer: (whole, key) => whole.text(spanOfKey(key)), byObject: false });

const notedFacts = (facts: RuleFacts, asked: Asked<SettledProgram>): RuleFacts => {
  const noted = <Value>(of: keyof RuleFacts, values: Lookup<Value>): Lookup<Value> => {
    const get = (key: string): Value | undefined => {
      const value = values.get(key);
      asked.note(LOOKUPS[of], key, value);
      return value;
    };
    return { get, has: (key) => get(key) !== undefined };
  };
  return {
    functions: noted("functions", facts.functions),
    contracts: noted("contracts", facts.contracts),
    roles: noted("roles", facts.roles),
    guards: noted("guards", facts.guards),
  };
};

/** A part as rules see it while something is found in it. */
const viewOf = (whole: SettledProgram, { instances }: Part, asked: Asked<SettledProgram>): SettledProgram => ({
  ...whole,
  instances,
  facts: notedFacts(whole.facts, asked),
  text: (span) => {
    const text = whole.text(span);
    asked.note(TEXT, spanKey(span), text);
    return text;
  },
  whole,
  asked,
});

const byFile = (instances: readonly SolvedInstance[]): ReadonlyMap<string, readonly SolvedInstance[]> => {
  const files = new Map<string, SolvedInstance[]>();
  for (const instance of instances) {
    const group = files.get(instance.unit.file);
    if (group) group.push(instance);
    else files.set(instance.unit.file, [instance]);
  }
  return files;
};

type Parts = ReadonlyMap<string, Part>;
type KeptParts = ReadonlyMap<string, KeptPart>;

const parts = fromVersionBefore(
  "parts",
  ({ instances }, before: KeptParts | undefined): Parts =>
    new Map([...byFile(instances)].map(([file, own]) => [file, new Part(own, before?.get(file))])),
  (found): KeptParts => new Map([...found].map(([file, { instances, kept }]) => [file, { instances, kept }])),
);

type Find<Item> = (part: SettledProgram) => readonly Item[];

/** What finds data: where that is equal to what was found before, it is the same objects. */
const ofData = new WeakSet<object>();

const sameAsLast = (part: Part, find: object, items: readonly unknown[]): readonly unknown[] => {
  const last = part.last.found.get(find)?.items;
  return last && ofData.has(find) && equal(last, items) ? last : items;
};

const findAnew = <Item>(whole: SettledProgram, part: Part, find: Find<Item>): Found => {
  const asked = new Asked<SettledProgram>();
  const note = (step: Step): void => {
    if (step.kind === "fact") asked.note(FACTS[step.of], step.key, step.answer);
    else asked.note(CALLEE, step.answer.instance.key, CALLEE.answer(whole, step.answer.instance.key));
  };
  const items = whole.summaries.asked.noting(note, () => find(viewOf(whole, part, asked)));
  return { items: sameAsLast(part, find, items), asked };
};

const foundIn = <Item>(whole: SettledProgram, part: Part, find: Find<Item>): readonly Item[] => {
  const known = part.found.get(find);
  if (known) return known.items as readonly Item[];
  const before = part.before.found.get(find);
  const found = before?.asked.stillHold(whole) === true ? before : findAnew(whole, part, find);
  part.add(find, found);
  return found.items as readonly Item[];
};

/**
 * Asks at once, and each question once, all that what was found in the parts depends on: where nothing has changed, nobody asks
 * again for what one of them found. To be called while nothing is being found, since what is asked may be anything.
 */
export const keepParts = (program: SettledProgram): void => {
  for (const part of parts(program).values()) if (part.before.asked.stillHold(program)) part.stand();
};

/**
 * Finds something in each file by itself, once for whoever asks; of a part, what is found there. It stands for a later version
 * as long as the functions of the file, and the answers to all that was asked of the rest of the program, are the same.
 */
export const everywhere = <Item>(name: string, find: Find<Item>): Find<Item> => {
  named(name, find);
  const inFile = question<readonly Item[]>(`${name}, in a file`, {
    answer: (whole, file) => {
      const part = parts(whole).get(file);
      return part ? foundIn(whole, part, find) : [];
    },
    byObject: true,
  });
  const inAll = (program: SettledProgram): readonly Item[] => {
    const all: Item[] = [];
    for (const part of parts(program).values()) for (const item of foundIn(program, part, find)) all.push(item);
    return all;
  };
  return (program) => (program.whole ? ask(program, inFile, program.instances[0]?.unit.file ?? "") : inAll(program));
};

/**
 * The same, of data: who makes something of all of it (`ofItems`) makes it again only where some of it is other data. To be used
 * where nothing found is large, belongs to a version, or is a map or set whose order counts.
 */
export const dataEverywhere = <Item extends object>(name: string, find: Find<Item>): Find<Item> => {
  ofData.add(find);
  return everywhere(name, find);
};

/** A rule whose findings in one file depend on the rest of the program only by what it asks. */
export const perFile = (rule: string, check: CheckedRule["check"]): CheckedRule["check"] =>
  everywhere(rule, (part) => [...check(part, part.text)]);
