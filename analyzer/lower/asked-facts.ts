import type { ts } from "#compiler";
import type { PropertyId } from "../ir/operation.js";
import type { Answers, Asked, Facts, Question } from "./facts.js";
import { Hierarchy } from "./hierarchy.js";
import type { HeldFunction, HeldFunctions } from "./property-functions.js";
import { propertyIdOf } from "./property-id.js";
import type { NameSet, Survey } from "./survey.js";

/** The facts as one file asks them; every question is noted with its answer. */
export class AskedFacts {
  readonly #facts: Facts;
  readonly #answers = new Map<Asked, string>();

  constructor(facts: Facts) {
    this.#facts = facts;
  }

  get answers(): Answers {
    return this.#answers;
  }

  note(question: Question, subject: string): string {
    const asked = `${question} ${subject}` as const;
    const answer = this.#facts.answer(asked);
    this.#answers.set(asked, answer);
    return answer;
  }

  #names(question: "accessor" | "assigned" | "plain"): NameSet {
    return { has: (name) => this.note(question, name) === "true" };
  }

  survey(survey: Survey): Survey {
    const note = (): boolean => this.note("iterators", "") === "true";
    return {
      ...survey,
      assignedNames: this.#names("assigned"),
      accessorNames: this.#names("accessor"),
      get hasIterators() {
        return note();
      },
    };
  }

  plainNames(): NameSet {
    return this.#names("plain");
  }

  heldFunctions(held: HeldFunctions): HeldFunctions {
    return {
      of: (property: PropertyId): readonly HeldFunction[] => {
        this.note("holds", property);
        return held.of(property);
      },
    };
  }
}

/** Bases are found anew for each file, since finding them asks for facts; subclasses are a fact themselves. */
export class AskedHierarchy extends Hierarchy {
  readonly #asked: AskedFacts;

  constructor(asked: AskedFacts, ...inputs: ConstructorParameters<typeof Hierarchy>) {
    super(...inputs);
    this.#asked = asked;
  }

  override overridesOf(member: ts.Node): readonly ts.ClassElement[] {
    this.#asked.note("overrides", propertyIdOf(member));
    return super.overridesOf(member);
  }
}
