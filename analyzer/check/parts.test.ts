import { describe, expect, it } from "vitest";
import { fn } from "../testing/build-graph.js";
import { program } from "../testing/program.js";
import type { Question } from "./asked.js";
import { everywhere, keepParts } from "./parts.js";
import { ask, type SettledProgram } from "./settled-program.js";

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
});
