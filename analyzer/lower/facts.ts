/** What lowering asks of the program as a whole, each as a question about one name. */
export type Question = "accessor" | "assigned" | "holds" | "iterators" | "overrides" | "plain";

/** A question and its subject. */
export type Asked = `${Question} ${string}`;

/** Questions that were asked while something was made, with the answers that it was made for. */
export type Answers = ReadonlyMap<Asked, string>;

/** Finds an answer. */
export type Answering = (question: Question, subject: string) => string;

/** All answers of the version before, and the questions that may have others now. */
export interface AnswersBefore {
  readonly answers: Answers;
  readonly touched: Iterable<Asked>;
}

/**
 * The facts on which the graphs of a file depend although nothing that the file imports leads to them: names that are assigned
 * somewhere, subclasses, functions in properties. A file's graphs hold as long as its questions have the same answers.
 */
export class Facts {
  readonly #find: Answering;
  /** Many files ask the same. */
  readonly #answers: Map<Asked, string>;
  /** Answers of the version before that may be others now. */
  readonly #touched: Answers | undefined;
  #changed: readonly Asked[] | undefined;

  /** @param before where it is given, only answers that held in that version are asked to hold still */
  constructor(find: Answering, before?: AnswersBefore) {
    this.#find = find;
    this.#answers = new Map(before?.answers);
    this.#touched = before && new Map(this.#take(before.touched));
  }

  #take(touched: Iterable<Asked>): readonly (readonly [Asked, string])[] {
    return [...new Set(touched)].flatMap((asked) => {
      const answer = this.#answers.get(asked);
      this.#answers.delete(asked);
      return answer === undefined ? [] : [[asked, answer] as const];
    });
  }

  /** All answers so far. */
  get answers(): Answers {
    return this.#answers;
  }

  answer(asked: Asked): string {
    const known = this.#answers.get(asked);
    if (known !== undefined) return known;
    const space = asked.indexOf(" ");
    const answer = this.#find(asked.slice(0, space) as Question, asked.slice(space + 1));
    this.#answers.set(asked, answer);
    return answer;
  }

  /** Questions that have other answers than in the version before; undefined where there is none to compare with. */
  changed(): readonly Asked[] | undefined {
    if (this.#touched === undefined) return undefined;
    this.#changed ??= [...this.#touched].flatMap(([asked, last]) => (this.answer(asked) === last ? [] : asked));
    return this.#changed;
  }

  stillHold(answers: Answers): boolean {
    const changed = this.changed();
    if (changed !== undefined) return !changed.some((asked) => answers.has(asked));
    for (const [asked, answer] of answers) if (this.answer(asked) !== answer) return false;
    return true;
  }
}
