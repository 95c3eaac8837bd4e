import { ts } from "#compiler";
import type { Register } from "../ir/operation.js";
import type { Body } from "./body.js";
import { boundOf, roundsOf, stepOf } from "./counted-loops.js";
import { bare } from "./syntax.js";
import { placeOf } from "./variables.js";

/**
 * Loops that count as long as something holds that is not known: `for (let i = 0; i < locks.length; i++)`. In each round the
 * counter is one of the numbers, as the index of an element is in `for … of`.
 */

const isSteppedIn = (body: Body, node: ts.Node, counter: ts.VariableDeclaration): boolean =>
  (ts.isExpression(node) && stepOf(body, node, counter) !== undefined) ||
  ts.forEachChild(node, (child) => isSteppedIn(body, child, counter)) === true;

const registerOf = (body: Body, counter: ts.VariableDeclaration): Register[] => {
  const place = placeOf(body, counter);
  return place.kind === "register" ? [place.register] : [];
};

const comparedIn = (body: Body, condition: ts.Expression): ts.VariableDeclaration[] => {
  const plain = bare(condition);
  if (!ts.isBinaryExpression(plain)) return [];
  return [plain.left, plain.right].flatMap((side, index, sides) => {
    const name = bare(side);
    const other = sides[1 - index];
    if (!ts.isIdentifier(name) || !other || boundOf(body, other) !== undefined) return [];
    const declaration = body.program.symbols.of(name)?.valueDeclaration;
    return declaration && ts.isVariableDeclaration(declaration) ? [declaration] : [];
  });
};

/** Counters of a `for` that are stepped in its head. */
const countersOfFor = (body: Body, node: ts.ForStatement): Register[] => {
  const { initializer, incrementor } = node;
  if (!incrementor || !initializer || !ts.isVariableDeclarationList(initializer)) return [];
  return initializer.declarations.flatMap((counter) =>
    isSteppedIn(body, incrementor, counter) && roundsOf(body, node, counter) === undefined
      ? registerOf(body, counter)
      : [],
  );
};

/** Variables that a `while` compares with what is not known, and steps in its rounds. */
const countersOfWhile = (body: Body, { expression, statement }: ts.WhileStatement): Register[] =>
  comparedIn(body, expression).flatMap((counter) =>
    isSteppedIn(body, statement, counter) ? registerOf(body, counter) : [],
  );

/** Says at the start of each round that the counters are any numbers. */
export const openCounters = (body: Body, node: ts.ForStatement | ts.WhileStatement): void => {
  const counters = ts.isForStatement(node) ? countersOfFor(body, node) : countersOfWhile(body, node);
  for (const counter of counters) body.copy(counter, body.opaque(node), node);
};
