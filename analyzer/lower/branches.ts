import { ts } from "#compiler";
import type { ChoiceShape, Register } from "../ir/operation.js";
import type { Body } from "./body.js";
import { lowerTest } from "./conditions.js";

const choiceOf = (
  body: Body,
  form: ChoiceShape["form"],
  whole: ts.Node,
  condition: ts.Node,
  arms: readonly [ts.Node, ts.Node | undefined],
): ChoiceShape => ({
  form,
  whole: body.span(whole),
  condition: body.span(condition),
  whenTrue: body.span(arms[0]),
  whenFalse: arms[1] && body.span(arms[1]),
});

/** `if`, with its `else if`s in one loop: generated code has thousands. */
export const lowerIf = (body: Body, first: ts.IfStatement): void => {
  const done = body.build.join();
  let at: ts.Statement | undefined = first;
  while (at && ts.isIfStatement(at)) {
    const whenTrue = body.build.join();
    const whenFalse = body.build.join();
    const choice = choiceOf(body, "if", at, at.expression, [at.thenStatement, at.elseStatement]);
    lowerTest(body, at.expression, whenTrue, whenFalse, choice);
    body.build.bind(whenTrue);
    body.statement(at.thenStatement);
    body.build.goto(done);
    body.build.bind(whenFalse);
    at = at.elseStatement;
  }
  if (at) body.statement(at);
  body.build.bind(done);
};

/** `a ? b : c ? d : e`, whose right arms can nest deeply. */
export const lowerConditional = (body: Body, first: ts.ConditionalExpression): Register => {
  const dst = body.build.temp();
  const done = body.build.join();
  let at: ts.Expression = first;
  while (ts.isConditionalExpression(at)) {
    const whenTrue = body.build.join();
    const whenFalse = body.build.join();
    const choice = choiceOf(body, "conditional", at, at.condition, [at.whenTrue, at.whenFalse]);
    lowerTest(body, at.condition, whenTrue, whenFalse, choice);
    body.build.bind(whenTrue);
    body.copy(dst, body.expression(at.whenTrue), at.whenTrue);
    body.build.goto(done);
    body.build.bind(whenFalse);
    at = at.whenFalse;
  }
  body.copy(dst, body.expression(at), at);
  body.build.bind(done);
  return dst;
};

const isOneValue = ({ flags }: ts.Type): boolean => (flags & ts.TypeFlags.Unit) !== 0;

/** A clause for every value that the type of what is asked leaves, as `tsc` sees it too. */
const isExhaustive = ({ program: { checker } }: Body, node: ts.SwitchStatement): boolean => {
  const type = checker.getTypeAtLocation(node.expression);
  const cases = node.caseBlock.clauses
    .filter(ts.isCaseClause)
    .map(({ expression }) => checker.getTypeAtLocation(expression))
    .filter(isOneValue);
  const parts = type.isUnion() ? type.types : [type];
  return parts.every((part) => isOneValue(part) && cases.some((one) => checker.isTypeAssignableTo(part, one)));
};

/** `switch`: compares in order, then the clauses with their fall-through. */
export const lowerSwitch = (
  body: Body,
  node: ts.SwitchStatement,
  clauses: (statements: readonly ts.Statement[]) => void,
): void => {
  const labels = body.labels;
  body.labels = [];
  const value = body.expression(node.expression);
  const breaks = body.control.target();
  const entries = node.caseBlock.clauses.map(() => body.build.join());
  const fallback = node.caseBlock.clauses.findIndex((c) => ts.isDefaultClause(c));
  for (const [index, clause] of node.caseBlock.clauses.entries()) {
    const entry = entries[index];
    if (ts.isDefaultClause(clause) || !entry) continue;
    const next = body.build.join();
    lowerCase(body, node, value, clause, entry, next);
    body.build.bind(next);
  }
  if (fallback < 0 && isExhaustive(body, node)) body.build.cut();
  else body.build.goto(entries[fallback] ?? breaks.join);
  body.breakables.push({ labels, breaks, continues: undefined, needsLabel: false });
  for (const [index, clause] of node.caseBlock.clauses.entries()) {
    const entry = entries[index];
    if (entry) body.build.bind(entry);
    clauses(clause.statements);
  }
  body.breakables.pop();
  body.build.bind(breaks.join);
};

const lowerCase = (
  body: Body,
  node: ts.SwitchStatement,
  value: Register,
  clause: ts.CaseClause,
  entry: ReturnType<Body["build"]["join"]>,
  next: ReturnType<Body["build"]["join"]>,
): void => {
  if (node.expression.kind === ts.SyntaxKind.TrueKeyword) {
    body.condition(clause.expression, entry, next);
    return;
  }
  const dst = body.build.temp();
  const span = body.span(clause.expression);
  const right = body.expression(clause.expression);
  body.emit({ kind: "compare", dst, operator: "==", left: value, right, span });
  body.build.branch(dst, entry, next, span);
};
