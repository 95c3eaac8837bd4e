import { kind } from "../snapshot/vocabulary.js";
import { equal } from "../solve/equal.js";

/** Something that may be asked of a program, by a key; the same object asks it of every version. */
export interface Question<Program, Answer> {
  readonly answer: (program: Program, key: string) => Answer;
  /** Answers are the same where they are one object; otherwise where they are equal in all that they hold. */
  readonly byObject: boolean;
}

type Answers<Program> = Map<Question<Program, unknown>, Map<string, unknown>>;

/** What was asked of a program while something was found in a part of it, with the answers. */
export class Asked<Program> {
  readonly #answers: Answers<Program>;

  constructor(answers: Answers<Program> = new Map<Question<Program, unknown>, Map<string, unknown>>()) {
    this.#answers = answers;
  }

  static readonly kind = kind(
    "asked",
    Asked<unknown>,
    (item) => item.#answers,
    (answers) => new Asked(answers),
  );

  note(question: Question<Program, unknown>, key: string, answer: unknown): void {
    const answers = this.#answers.get(question);
    if (answers) answers.set(key, answer);
    else this.#answers.set(question, new Map([[key, answer]]));
  }

  /** All that was asked for any of them, each question once. */
  static ofAll<Program>(all: Iterable<Asked<Program>>): Asked<Program> {
    const whole = new Asked<Program>();
    for (const asked of all)
      for (const [question, answers] of asked.#answers)
        for (const [key, answer] of answers) whole.note(question, key, answer);
    return whole;
  }

  /** Whether another version gives all the same answers. */
  stillHold(program: Program): boolean {
    for (const [{ answer, byObject }, answers] of this.#answers)
      for (const [key, before] of answers) {
        const now = answer(program, key);
        if (byObject ? before !== now : !equal(before, now)) return false;
      }
    return true;
  }
}
