import type { Case } from "./case.js";
import type { Fact } from "./fact.js";
import { rootPath } from "./path.js";
import { truthiness, type Value } from "./value.js";

/** Stands for what a function returns, whichever of several values it is. */
const RESULT = rootPath("result");

const told = (truthy: boolean | undefined, equals: Fact["equals"]): Fact => ({
  path: RESULT,
  truthy,
  equals,
  differs: [],
  relations: [],
});

/** What is known of a value where it is returned. */
const factOf = (state: Case, value: Value): Fact | undefined => {
  if (value.kind === "literal") return told(Boolean(value.value), { value: value.value });
  const truthy = truthiness(value);
  if (truthy !== undefined) return told(truthy, undefined);
  const known = value.kind === "place" ? state.facts.get(value.path.text) : undefined;
  return known && { ...known, path: RESULT };
};

/** The case in which the function returns this; what is known of it stays known where the value itself is lost. */
export const withResult = (state: Case, result: Value): Case => {
  const fact = factOf(state, result);
  const facts = fact
    ? state.facts.set(RESULT.text, fact)
    : state.facts.has(RESULT.text)
      ? state.facts.filter((_, key) => key !== RESULT.text)
      : state.facts;
  return { ...state, result, facts };
};

export const isOfResult = ({ path }: Fact): boolean => path.text === RESULT.text;

/** What is known of the result of a function that is left in this case. */
export const resultFact = ({ facts }: Case): Fact | undefined => facts.get(RESULT.text);
