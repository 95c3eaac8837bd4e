import { everywhere } from "../analyzer/check/parts.js";
import type { CheckedRule, RuleFinding } from "../analyzer/check/rule.js";
import { contractCalls, type ContractCallPoint } from "../analyzer/check/contract-calls.js";
import type { Contract, ContractPath, TagProblem } from "../analyzer/contract/contract.js";
import { joinedLiterals } from "../analyzer/check/joined-literals.js";
import type { SettledProgram } from "../analyzer/check/settled-program.js";
import { HIGH_LEVEL, PASSIVE_LEVEL } from "../analyzer/domain/level-set.js";
import type { Literal } from "../analyzer/ir/operation.js";
import { spanKey } from "../analyzer/ir/span.js";
import { resolveCall } from "../analyzer/solve/invocations.js";
import { defineRule } from "./define-rule.js";
import { groupBy } from "./group-by.js";

const isPath = (to: number | ContractPath | { readonly levels: number }): to is ContractPath =>
  typeof to === "object" && "root" in to;

/** Index of the argument that is a level: the one to raise to, or the one to restore. */
const levelArgument = ({ level }: Contract): number | undefined => {
  const path =
    level.kind === "raise" && isPath(level.to) ? level.to : level.kind === "restore" ? level.from : undefined;
  return path?.root.kind === "argument" && path.keys.length === 0 ? path.root.index : undefined;
};

const isLevel = (value: number): boolean => Number.isInteger(value) && value >= PASSIVE_LEVEL && value <= HIGH_LEVEL;

const wrongLevel = (value: Literal): number | undefined =>
  typeof value === "number" && !isLevel(value) ? value : undefined;

/** Numbers that are no level, one for each case in which one is passed; undefined where something else is passed. */
const wrongNumbers = ({ instance, operation, contract, cases }: ContractCallPoint): (number | undefined)[] => {
  const index = levelArgument(contract);
  if (index === undefined) return [];
  return cases.flatMap((state) =>
    resolveCall(instance.context, state, operation)
      .invocations.filter(({ kind }) => kind === "direct")
      .map(({ args }) => {
        const value = args[index];
        return value?.kind === "literal" ? wrongLevel(value.value) : undefined;
      }),
  );
};

/** A number that is no level and is one of those that the argument may be. */
const joinedNumber = (
  part: SettledProgram,
  { instance, operation, contract }: ContractCallPoint,
): number | undefined => {
  const argument = operation.args[levelArgument(contract) ?? -1];
  if (!argument) return undefined;
  return joinedLiterals(part, instance, argument.register)
    .map(wrongLevel)
    .find((each) => each !== undefined);
};

const HOW = "pass a level from 0 to 15, such as `DISPATCH_LEVEL`";

const judge = (part: SettledProgram, points: readonly ContractCallPoint[]): RuleFinding | undefined => {
  const numbers = points.flatMap(wrongNumbers);
  const isCertain = numbers.every((number) => number !== undefined);
  const [point] = points;
  const [wrong] = [...numbers, ...points.map((each) => joinedNumber(part, each))].filter((each) => each !== undefined);
  if (wrong === undefined || !point) return undefined;
  const { operation, contract, instance } = point;
  const said = `\`${contract.name}\` ${isCertain ? "gets" : "may get"} ${String(wrong)}, which is no IRQL`;
  const argument = operation.args[levelArgument(contract) ?? 0]?.span ?? operation.span;
  return {
    messageId: "noLevel",
    certainty: isCertain ? "certain" : "possible",
    message: `${said}: ${HOW}`,
    span: operation.span,
    function: instance.unit.name,
    irql: undefined,
    evidence: undefined,
    steps: [{ kind: "use", span: argument, message: `${isCertain ? "this is" : "this may be"} ${String(wrong)}` }],
    suggestions: [],
    identity: `${contract.name} ${String(wrong)}`,
  };
};

const tag = ({ message, span, declaration }: TagProblem): RuleFinding => ({
  messageId: "unreadableTag",
  certainty: "certain",
  message,
  span,
  function: declaration,
  irql: undefined,
  evidence: undefined,
  steps: [{ kind: "use", span, message: "the tag counts as absent" }],
  suggestions: [],
  identity: message,
});

const wrongLevels = everywhere("invalid-irql-value: wrong levels", (part) =>
  groupBy(contractCalls(part), ({ operation }) => spanKey(operation.span)).flatMap(
    (points) => judge(part, points) ?? [],
  ),
);

const check: CheckedRule["check"] = (program) => [...wrongLevels(program), ...program.tagProblems.map(tag)];

export const invalidIrqlValue = defineRule(
  {
    id: "invalid-irql-value",
    summary: "a level is outside 0..15, or a contract tag cannot be read",
    severity: "error",
    presets: ["recommended", "strict"],
    messages: {
      noLevel: "the number is no IRQL: levels are 0 to 15",
      unreadableTag: "the contract tag cannot be read, so it counts as absent",
    },
    hasSuggestions: false,
    counterparts: { sdv: "none", prefast: "C28151", codeql: "IrqlIllegalValue", driverVerifier: "none" },
  },
  check,
);
