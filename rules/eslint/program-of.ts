import type { Rule } from "eslint";
import { UserError } from "../../analyzer/finding/errors.js";

const advice =
  "use the parser of typescript-eslint with `languageOptions: { parserOptions: { projectService: true } }` for this file, " +
  "or leave the file out with `files` or `ignores`";

const property = (object: unknown, name: string): unknown =>
  typeof object === "object" && object !== null && name in object ? Reflect.get(object, name) : undefined;

/**
 * The TypeScript program that typescript-eslint has parsed the file with.
 * @throws UserError when there is none: a rule that then stayed silent would look like a clean file.
 */
export const programOf = (context: Rule.RuleContext): object => {
  const services: unknown = context.sourceCode.parserServices;
  const program = property(services, "program");
  if (typeof program === "object" && program !== null) return program;
  const reason =
    property(services, "esTreeNodeToTSNodeMap") === undefined
      ? "the file was not parsed by @typescript-eslint/parser"
      : "@typescript-eslint/parser ran without type information";
  throw new UserError(`\`${context.id}\` needs the types of the whole program, but ${reason}: ${advice}`);
};
