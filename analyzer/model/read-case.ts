import { Invariant } from "../finding/errors.js";
import type { CaseCondition, ContractCase, LevelEffect } from "../contract/contract.js";
import type { Literal } from "../ir/operation.js";
import { readLevels, readPlace } from "./read-clause.js";

const LITERALS: Readonly<Record<string, Literal>> = { true: true, false: false };

const readLiteral = (text: string): Literal => (text in LITERALS ? LITERALS[text] : Number(text));

/** `r`, `!r`, `a4==0`, `a2!=false`, `a0&0x100(POOL_FLAG_PAGED)`, `a0!&0x1(PagedPool)`. */
const readCondition = (text: string): CaseCondition => {
  if (text === "r" || text === "!r") return { kind: "return", truthy: text === "r" };
  const equality = /^(a[\w.]+)(==|!=)(\w+)$/.exec(text);
  if (equality !== null) {
    const [, place = "", operator, value = ""] = equality;
    return { kind: "argument", path: readPlace(place), equals: operator === "==", value: readLiteral(value) };
  }
  const flag = /^(a[\w.]+?)(!?)&(0x[\da-f]+)\((\w+)\)$/.exec(text);
  if (flag === null) throw new Invariant(`the routine table has no condition \`${text}\``);
  const [, place = "", not, mask, name = ""] = flag;
  return { kind: "flag", path: readPlace(place), mask: Number(mask), name, set: not === "" };
};

const readEffect = (text: string): LevelEffect | undefined => {
  if (text === "") return undefined;
  return text === "same" ? { kind: "same" } : { kind: "raise", to: Number(text) };
};

/** `<condition>:<levels>:<block|free|>:<level after|same|>`, the fields of a `case` clause. */
export const readCase = ([when = "", levels = "", block = "", effect = ""]: readonly string[]): ContractCase => {
  const level = readEffect(effect);
  return {
    when: readCondition(when),
    ...(levels === "" ? {} : { requires: readLevels(levels) }),
    ...(block === "" ? {} : { mayBlock: block === "block" }),
    ...(level === undefined ? {} : { level }),
  };
};
