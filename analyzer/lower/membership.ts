import { ts } from "#compiler";
import type { Register } from "../ir/operation.js";
import type { Body } from "./body.js";
import type { Join } from "./builder.js";
import { ownReferences } from "./own-references.js";
import { bare } from "./syntax.js";

/** `[PASSIVE_LEVEL, APC_LEVEL].includes(level)`, or `has` of a set: the same as a chain of comparisons. */
export interface Membership {
  readonly node: ts.CallExpression;
  readonly subject: ts.Expression;
  readonly members: readonly ts.Expression[];
}

/** Longer lists are data. */
const MAX_MEMBERS = 16;

const METHODS: ReadonlyMap<string, RegExp> = new Map([
  ["includes", /^(?:Readonly)?Array\.includes$/],
  ["has", /^(?:Readonly)?Set\.has$/],
]);

const isConstant = (body: Body, node: ts.Expression): boolean => {
  const plain = bare(node);
  if (ts.isNumericLiteral(plain) || ts.isStringLiteral(plain)) return true;
  return ts.isIdentifier(plain) && body.program.constants.ofIdentifier(plain) !== undefined;
};

/** Members of a list that is written down: `[a, b]`, `new Set([a, b])`. */
const written = (body: Body, node: ts.Expression | undefined): readonly ts.Expression[] | undefined => {
  const plain = node && bare(node);
  if (!plain) return undefined;
  if (ts.isNewExpression(plain)) {
    const made = body.program.entities.ofExpression(plain.expression);
    return made.kind === "library" && made.name === "Set" ? written(body, plain.arguments?.[0]) : undefined;
  }
  if (!ts.isArrayLiteralExpression(plain)) return undefined;
  const { elements } = plain;
  return elements.length <= MAX_MEMBERS && elements.every((each) => isConstant(body, each)) ? elements : undefined;
};

/** Of a variable that nobody fills or empties: it is asked for members, and nothing else. */
const membersIn = (body: Body, node: ts.Expression): readonly ts.Expression[] | undefined => {
  const plain = bare(node);
  if (!ts.isIdentifier(plain)) return written(body, plain);
  const declaration = body.program.checker.getSymbolAtLocation(plain)?.valueDeclaration;
  if (!declaration || !ts.isVariableDeclaration(declaration)) return undefined;
  const members = written(body, declaration.initializer);
  const isAsked = (name: ts.Identifier): boolean =>
    ts.isPropertyAccessExpression(name.parent) && METHODS.has(name.parent.name.text);
  return members && ownReferences(body, declaration)?.every(isAsked) ? members : undefined;
};

export const membershipOf = (body: Body, node: ts.Expression): Membership | undefined => {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression) || ts.isOptionalChain(node))
    return undefined;
  const { expression: callee, arguments: given } = node;
  const library = METHODS.get(callee.name.text);
  const [subject, ...others] = given;
  if (library === undefined || !subject || ts.isSpreadElement(subject) || others.length > 0) return undefined;
  const entity = body.program.entities.ofExpression(callee);
  if (entity.kind !== "library" || !library.test(entity.name)) return undefined;
  const members = membersIn(body, callee.expression);
  return members && members.length > 0 ? { node, subject, members } : undefined;
};

/** Compares with one member after the other, up to the first that it is. */
const compareEach = (
  body: Body,
  { node, subject, members }: Membership,
  found: (isMember: Register, isLast: boolean) => void,
): void => {
  const left = body.expression(subject);
  for (const [index, member] of members.entries()) {
    const right = body.expression(member);
    const dst = body.build.temp();
    body.emit({ kind: "compare", dst, operator: "==", left, right, span: body.span(node) });
    found(dst, index === members.length - 1);
  }
};

export const branchOnMembership = (body: Body, membership: Membership, whenTrue: Join, whenFalse: Join): void => {
  compareEach(body, membership, (isMember, isLast) => {
    const next = isLast ? whenFalse : body.build.join();
    body.build.branch(isMember, whenTrue, next, body.span(membership.node));
    if (!isLast) body.build.bind(next);
  });
};

export const lowerMembership = (body: Body, membership: Membership): Register => {
  const dst = body.build.temp();
  const done = body.build.join();
  compareEach(body, membership, (isMember, isLast) => {
    body.copy(dst, isMember, membership.node);
    if (isLast) return;
    const next = body.build.join();
    body.build.branch(isMember, done, next, body.span(membership.node));
    body.build.bind(next);
  });
  body.build.bind(done);
  return dst;
};
