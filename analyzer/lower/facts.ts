import { ts } from "#compiler";
import type { PropertyId } from "../ir/operation.js";
import type { Hierarchy } from "./hierarchy.js";
import type { PlainData } from "./plain-data.js";
import type { PropertyFunctions } from "./property-functions.js";
import { propertyIdOf } from "./property-id.js";
import type { Survey } from "./survey.js";

/** What lowering asks of the program as a whole, each as a question about one name. */
export type Question = "accessor" | "assigned" | "holds" | "iterators" | "overrides" | "plain";

/** A question and its subject. */
export type Asked = `${Question} ${string}`;

/** Questions that were asked while one file was lowered, with the answers that it was lowered for. */
export type Answers = ReadonlyMap<Asked, string>;

interface Inputs {
  readonly survey: Survey;
  readonly plainData: PlainData;
  readonly hierarchy: Hierarchy;
  readonly propertyFunctions: PropertyFunctions;
}

/**
 * The facts on which the graphs of a file depend although nothing that the file imports leads to them: names that are assigned
 * somewhere, subclasses, functions in properties. A file's graphs hold as long as its questions have the same answers.
 */
export class Facts {
  readonly #in: Inputs;
  #members: ReadonlyMap<PropertyId, ts.ClassElement> | undefined;
  /** Many files ask the same. */
  readonly #answers = new Map<string, string>();

  constructor(inputs: Inputs) {
    this.#in = inputs;
  }

  answer(asked: Asked): string {
    const known = this.#answers.get(asked);
    if (known !== undefined) return known;
    const space = asked.indexOf(" ");
    const answer = this.#find(asked.slice(0, space) as Question, asked.slice(space + 1));
    this.#answers.set(asked, answer);
    return answer;
  }

  stillHold(answers: Answers): boolean {
    for (const [asked, answer] of answers) if (this.answer(asked) !== answer) return false;
    return true;
  }

  #find(question: Question, subject: string): string {
    const { survey, plainData } = this.#in;
    switch (question) {
      case "accessor":
        return String(survey.accessorNames.has(subject));
      case "assigned":
        return String(survey.assignedNames.has(subject));
      case "iterators":
        return String(survey.hasIterators);
      case "plain":
        return String(plainData.has(subject));
      case "holds":
        return this.#held(subject);
      case "overrides":
        return this.#overrides(subject);
    }
  }

  /** Lowering names accessors one by one, and of all others only whether there are any. */
  #held(property: PropertyId): string {
    const functions = [...this.#in.propertyFunctions.of(property)];
    const accessors = functions
      .filter((node) => ts.isAccessor(node))
      .map((node) => this.#in.survey.plans.get(node)?.id);
    return `${String(functions.length > 0)} ${accessors.join(" ")}`;
  }

  #overrides(member: PropertyId): string {
    const node = this.#memberOf(member);
    const overriding = node === undefined ? [] : this.#in.hierarchy.overridesOf(node);
    return overriding.map((each) => this.#in.survey.plans.get(each)?.id ?? propertyIdOf(each)).join("\n");
  }

  #memberOf(id: PropertyId): ts.ClassElement | undefined {
    this.#members ??= new Map(
      this.#in.survey.classes.flatMap((node) => node.members.map((member) => [propertyIdOf(member), member] as const)),
    );
    return this.#members.get(id);
  }
}
