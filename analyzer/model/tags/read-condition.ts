import type { ContractCondition } from "../../contract/contract.js";
import type { Literal } from "../../ir/operation.js";
import { LEVEL_NUMBERS } from "./read-level.js";
import { readPath } from "./read-path.js";
import type { TagNames } from "./tag-draft.js";
import type { TagReader } from "./tag-reader.js";

const HOW = "write `when return`, `when !return` or `when PARAMETER == VALUE`";

const WORDS: Readonly<Record<string, Literal>> = {
  true: true,
  false: false,
  null: null,
  undefined: undefined,
  TRUE: true,
  FALSE: false,
  NULL: null,
  ...LEVEL_NUMBERS,
};

const readValue = (reader: TagReader): Literal => {
  const text = reader.take(/"[^"]*"|'[^']*'|-?\d+(?:\.\d+)?(?![\w.])|[A-Za-z_]\w*(?![\w.])/y);
  if (text === undefined) return reader.fail(`\`@${reader.tag}\` compares with no value; ${HOW}`);
  if (/^["']/.test(text)) return text.slice(1, -1);
  if (/^[-\d]/.test(text)) return Number(text);
  if (Object.hasOwn(WORDS, text)) return WORDS[text];
  return reader.fail(`\`@${reader.tag}\` cannot compare with \`${text}\`: it is no number, string, boolean or level`);
};

/** `return != 0` says the same as `return`; other values of the result are not followed. */
const onResult = (reader: TagReader, equals: boolean, value: Literal): ContractCondition => {
  if (value !== true && Boolean(value)) {
    return reader.fail(`\`@${reader.tag}\` tells results apart only by whether they are truthy; ${HOW}`);
  }
  return { kind: "return", truthy: equals === Boolean(value) };
};

/** What stands behind `when`. */
const readAfterWhen = (reader: TagReader, names: TagNames): ContractCondition => {
  if (reader.take(/!\s*return\b/y) !== undefined) return { kind: "return", truthy: false };
  if (reader.word === "" || !/^[#A-Za-z_$]/.test(reader.word))
    return reader.fail(`\`@${reader.tag}\` has no condition; ${HOW}`);
  const path = readPath(reader, names);
  const operator = reader.take(/[!=]==?/y);
  const isResult = path.root.kind === "return" && path.keys.length === 0;
  if (operator === undefined) {
    return isResult ? { kind: "return", truthy: true } : reader.fail(`\`@${reader.tag}\` has half a condition; ${HOW}`);
  }
  const value = readValue(reader);
  const equals = !operator.startsWith("!");
  if (isResult) return onResult(reader, equals, value);
  return path.root.kind === "argument"
    ? { kind: "argument", path, equals, value }
    : reader.fail(`\`@${reader.tag}\` has a condition on something that is no parameter; ${HOW}`);
};

/** The condition at the end of a tag, if there is one. */
export const readCondition = (reader: TagReader, names: TagNames): ContractCondition | undefined =>
  reader.take(/when\b/y) === undefined ? undefined : readAfterWhen(reader, names);
