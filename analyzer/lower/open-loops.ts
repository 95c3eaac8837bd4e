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

type CountingLoop = ts.ForStatement | ts.WhileStatement | ts.DoStatement;

/** What the head of a `for` declares, where its rounds can't be counted. */
const declaredIn = (body: Body, node: CountingLoop): ts.VariableDeclaration[] => {
  if (!ts.isForStatement(node) || !node.initializer || !ts.isVariableDeclarationList(node.initializer)) return [];
  return node.initializer.declarations.filter((counter) => roundsOf(body, node, counter) === undefined);
};

/** Variables that a loop compares with what is not known, and steps in its head or in its rounds. */
const countersOf = (body: Body, node: CountingLoop): ReadonlySet<Register> => {
  const condition = ts.isForStatement(node) ? node.condition : node.expression;
  const compared = condition ? comparedIn(body, condition) : [];
  const parts = ts.isForStatement(node) && node.incrementor ? [node.incrementor, node.statement] : [node.statement];
  const stepped = [...declaredIn(body, node), ...compared].filter((counter) =>
    parts.some((part) => isSteppedIn(body, part, counter)),
  );
  return new Set(stepped.flatMap((counter) => registerOf(body, counter)));
};

/** Says at the start of each round that the counters are any numbers. */
export const openCounters = (body: Body, node: CountingLoop): void => {
  for (const counter of countersOf(body, node)) body.copy(counter, body.opaque(node), node);
};
