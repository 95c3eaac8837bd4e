import { describe, expect, it } from "vitest";
import { fn } from "../testing/build-graph.js";
import { program } from "../testing/program.js";
import type { Question } from "./asked.js";
import { dataEverywhere, everywhere, keepParts } from "./parts.js";
import { ask, inWhole, type SettledProgram } from "./settled-program.js";

let names = 0;

const newName = (): string => {
  names += 1;
  return `found in a test, ${String(names)}`;
};

/** A program of one file, in which some find what others answer; `answers` may be changed between versions. */
const finding = (answers: Map<string, number>, keys: readonly string[]) => {
  const counts = { asked: 0, found: 0 };
  const answerTo: Question<SettledProgram, number | undefined> = {
    answer: (_whole, key) => {
      counts.asked += 1;
      return answers.get(key);
    },
    byObject: true,
  };
  const finds = keys.map((key) =>
    everywhere(newName(), (part) => {
      counts.found += 1;
      return [ask(part, answerTo, key)];
    }),
  );
  const whole = program([fn("f", [], () => undefined)]);
  return {
    counts,
    /** What is found in a new version. */
    next: () => {
      whole.versions.turn();
      Object.assign(counts, { asked: 0, found: 0 });
      keepParts(whole);
      return finds.flatMap((find) => find(whole));
    },
  };
};

describe("what was found in a file", () => {
  it("stands after each question on which it depends was asked once, whoever asked it", () => {
    const { counts, next } = finding(new Map([["a", 1]]), ["a", "a", "a", "a"]);
    expect(next()).toEqual([1, 1, 1, 1]);
    expect(counts).toEqual({ asked: 4, found: 4 });
    for (let version = 0; version < 3; version += 1) {
      expect(next()).toEqual([1, 1, 1, 1]);
      expect(counts).toEqual({ asked: 1, found: 0 });
    }
  });

  it("is found anew where an answer is another one, and there only", () => {
    const answers = new Map([
      ["a", 1],
      ["b", 1],
    ]);
    const { counts, next } = finding(answers, ["a", "b", "a"]);
    next();
    answers.set("b", 2);
    expect(next()).toEqual([1, 2, 1]);
    expect(counts.found).toBe(1);
    expect(next()).toEqual([1, 2, 1]);
    expect(counts).toEqual({ asked: 2, found: 0 });
    answers.set("b", 1);
    expect(next()).toEqual([1, 1, 1]);
  });

  it("is not asked for one by one where all of it stands, though the whole program has asked for some of it before", () => {
    let asked = 0;
    const answer: Question<SettledProgram, number> = { answer: () => (asked += 1) && 1, byObject: true };
    const one = everywhere(newName(), (part) => [ask(part, answer, "")]);
    const all = inWhole((whole) => one(whole).length);
    const total: Question<SettledProgram, number> = { answer: all, byObject: true };
    const others = [1, 2, 3].map(() => everywhere(newName(), (part) => [ask(part, total, "") + ask(part, answer, "")]));
    const whole = program([fn("f", [], () => undefined)]);
    const next = (): number => {
      whole.versions.turn();
      asked = 0;
      keepParts(whole);
      for (const find of [...others, one]) find(whole);
      return asked;
    };
    next();
    // Once for all, and once for the one that the whole program asks for meanwhile.
    expect([next(), next()]).toEqual([2, 2]);
  });

  it("is the same objects where it is the same data, though it was found anew", () => {
    let value = 1;
    const answer: Question<SettledProgram, object> = { answer: () => ({ value }), byObject: true };
    const find = (part: SettledProgram) => [{ value, asked: ask(part, answer, "") }];
    const [data, others] = [dataEverywhere(newName(), find), everywhere(newName(), (part) => find(part))];
    const whole = program([fn("f", [], () => undefined)]);
    const next = () => {
      whole.versions.turn();
      keepParts(whole);
      return [data(whole)[0], others(whole)[0]];
    };
    const first = next();
    const second = next();
    expect(second).toEqual(first);
    expect(second.map((item, index) => item === first[index])).toEqual([true, false]);
    value = 2;
    expect(next().map((item) => item?.value)).toEqual([2, 2]);
  });
});
