import { ts } from "#compiler";
import type { Register } from "../ir/operation.js";
import type { Body } from "./body.js";
import { constantOf } from "./constant-of.js";
import { fixedLength } from "./fixed-tables.js";
import { bare } from "./syntax.js";
import { placeOf } from "./variables.js";

/**
 * Loops whose rounds are few and can be counted beforehand: `for (const lock of [rx, tx])`, `for (let i = 0; i < 3; i++)`. Their
 * rounds are kept apart, one by one, so that what differs between the first and the last is known.
 */
const MAX_ROUNDS = 8;

const OUTCOMES: ReadonlyMap<ts.SyntaxKind, (count: number, bound: number) => boolean> = new Map([
  [ts.SyntaxKind.LessThanToken, (count: number, bound: number) => count < bound],
  [ts.SyntaxKind.LessThanEqualsToken, (count: number, bound: number) => count <= bound],
  [ts.SyntaxKind.GreaterThanToken, (count: number, bound: number) => count > bound],
  [ts.SyntaxKind.GreaterThanEqualsToken, (count: number, bound: number) => count >= bound],
  [ts.SyntaxKind.ExclamationEqualsEqualsToken, (count: number, bound: number) => count !== bound],
]);

const numberOf = (body: Body, node: ts.Expression | undefined): number | undefined => {
  const value = node && constantOf(body, node)?.value;
  return typeof value === "number" ? value : undefined;
};

/** `3`, `COUNT`, `locks.length` of a list that is written down, `locks.length - 1`. */
export const boundOf = (body: Body, node: ts.Expression | undefined): number | undefined => {
  const plain = node && bare(node);
  if (!plain) return undefined;
  if (ts.isBinaryExpression(plain) && plain.operatorToken.kind === ts.SyntaxKind.MinusToken) {
    const [left, right] = [boundOf(body, plain.left), numberOf(body, plain.right)];
    return left === undefined || right === undefined ? undefined : left - right;
  }
  if (!ts.isPropertyAccessExpression(plain) || plain.name.text !== "length") return numberOf(body, plain);
  return fixedLength(body, plain.expression);
};

const isNamed = (node: ts.Expression, { name }: ts.VariableDeclaration): boolean =>
  ts.isIdentifier(node) && ts.isIdentifier(name) && node.text === name.text;

/** What a round adds: `i++`, `i -= 1`. */
export const stepOf = (body: Body, node: ts.Expression, counter: ts.VariableDeclaration): number | undefined => {
  if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) {
    if (!isNamed(node.operand, counter)) return undefined;
    return node.operator === ts.SyntaxKind.PlusPlusToken ? 1 : -1;
  }
  if (!ts.isBinaryExpression(node) || !isNamed(node.left, counter)) return undefined;
  const { kind } = node.operatorToken;
  const by = numberOf(body, node.right);
  if (by === undefined) return undefined;
  if (kind === ts.SyntaxKind.PlusEqualsToken) return by;
  return kind === ts.SyntaxKind.MinusEqualsToken ? -by : undefined;
};

const countRounds = (start: number, step: number, goesOn: (count: number) => boolean): number => {
  let rounds = 0;
  for (let count = start; goesOn(count) && rounds <= MAX_ROUNDS; count += step) rounds += 1;
  return rounds;
};

export const roundsOf = (body: Body, node: ts.ForStatement, counter: ts.VariableDeclaration): number | undefined => {
  const { condition, incrementor } = node;
  const start = boundOf(body, counter.initializer);
  if (start === undefined || !condition || !incrementor || !ts.isBinaryExpression(condition)) return undefined;
  const goesOn = OUTCOMES.get(condition.operatorToken.kind);
  if (!goesOn || !isNamed(condition.left, counter)) return undefined;
  const step = stepOf(body, incrementor, counter);
  const bound = step === undefined ? undefined : boundOf(body, condition.right);
  return step === undefined || bound === undefined
    ? undefined
    : countRounds(start, step, (count) => goesOn(count, bound));
};

/** Whether the rounds are few, those of counted loops around taken with them. */
const areFew = (body: Body, rounds: number): boolean => body.rounds * rounds <= MAX_ROUNDS;

/** Runs what is lowered within so many counted rounds. */
export const withRounds = (body: Body, rounds: number, run: () => void): void => {
  const around = body.rounds;
  body.rounds *= Math.max(rounds, 1);
  run();
  body.rounds = around;
};

/** A loop that counts, with the register of its counter. */
export const countedFor = (
  body: Body,
  node: ts.ForStatement,
): { readonly counter: Register; readonly rounds: number } | undefined => {
  const { initializer } = node;
  if (!initializer || !ts.isVariableDeclarationList(initializer)) return undefined;
  const [counter, ...others] = initializer.declarations;
  if (!counter || others.length > 0 || !ts.isIdentifier(counter.name)) return undefined;
  const rounds = roundsOf(body, node, counter);
  const place = placeOf(body, counter);
  if (rounds === undefined || place.kind !== "register" || !areFew(body, rounds)) return undefined;
  return { counter: place.register, rounds };
};

/** How many elements are iterated, where they are few. */
export const countedElements = (body: Body, list: ts.Expression): number | undefined => {
  const count = fixedLength(body, list);
  return count !== undefined && areFew(body, count) ? count : undefined;
};
